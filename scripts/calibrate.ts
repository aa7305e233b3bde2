/**
 * `npm run calibrate -- questions.jsonl…`: fits what ranking and deciding go by to labelled questions
 * and writes it to src/retrieval/ranking-weights.ts, src/answering/confidence-weights.ts and thresholds.ts.
 *
 * Ranking: a listwise (softmax) regression over what was found for each question. Confidence: a logistic
 * regression over rankings of questions left out of the former, so that it is not too sure of itself.
 * Both five-fold, and both once more for the words alone, which decide where there is no embedding model
 * or it fails. `--dry-run` writes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type ConfidenceWeights, confidenceFeatures } from '../src/answering/confidence.ts'
import { understand } from '../src/answering/understand.ts'
import { targetKey } from '../src/retrieval/indexed-texts.ts'
import {
  type Found,
  findByWords,
  findCandidates,
  rankCandidates,
  type Signals,
  signals as signalNames,
} from '../src/retrieval/rank-targets.ts'
import { openDesk } from './measure/ask-desk.ts'
import { fitListwise, fitLogistic, type Listed } from './train/regression.ts'

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false } },
})
const folds = 5

type Sample = {
  found: Found
  /** Keys of the targets that are right; none: every guide is wrong. */
  right: Set<string>
  isInScope: boolean
  offTopic: number
}

const desk = await openDesk()
const { edition, index } = desk.service.currentDesk()
const { reader } = desk.service
const samples: Record<Found['by'], Sample[]> = { wordsAndMeaning: [], words: [] }
for (const file of files) {
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.trim() === '') continue
    const { q, kind, procedure, also_ok = [], history = [] } = JSON.parse(line)
    if (kind === 'smalltalk' || history.length > 0) continue
    const { question, intent, offTopic } = understand(q, edition.lexicon, reader)
    if (intent) continue
    const isInScope = kind === 'in_scope'
    const ids: string[] = isInScope ? [procedure, ...also_ok] : []
    const right = new Set(ids.map((id) => targetKey({ kind: 'guide', id })))
    for (const found of [
      await findCandidates(question, index, console.error),
      findByWords(question, index.lexical),
    ]) {
      const sample = { found, right, isInScope, offTopic }
      if (found.candidates.length > 0) samples[found.by].push(sample)
    }
  }
}
await desk.close()

const whole = fitWeights(samples.wordsAndMeaning)
const byWords = fitWeights(samples.words)
const { confidences } = whole

const offTopics = samples.wordsAndMeaning.map(({ offTopic, isInScope }) => ({
  value: offTopic,
  isRight: !isInScope,
}))
const thresholds = {
  // As many right as wrong just above it: a wrong answer costs a day, a question back a moment.
  answer: lowestWithShare(confidences, 0.5),
  ask: lowestWithShare(confidences, 0.2),
  offTopic: lowestWithShare(offTopics, 0.7),
  close: 0.15,
  sure: lowestWithShare(confidences, 0.9),
}
console.log('thresholds', thresholds)

if (!values['dry-run']) {
  await writeFile(
    'src/answering/thresholds.ts',
    `/**
 * Below \`answer\` too many replies would be wrong, below \`ask\` even asking back would seldom name what
 * the citizen means; above \`offTopic\` the wording alone speaks against every guide. Two guides closer
 * than \`close\` are told apart by the citizen. A first guess that is \`sure\` is not held back by either.
 * Written by \`npm run calibrate\`.
 */
export const thresholds = ${printed(thresholds)}
`,
  )
  await writeFile(
    'src/retrieval/ranking-weights.ts',
    `import type { Signals } from './rank-targets.ts'

/** What each signal counts for, by what was searched. Written by \`npm run calibrate\`. */
export const rankingWeights: Record<'wordsAndMeaning' | 'words', Signals> = ${printedBoth(whole.ranking, byWords.ranking)}
`,
  )
  await writeFile(
    'src/answering/confidence-weights.ts',
    `import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one, by what was searched. Written by \`npm run calibrate\`. */
export const confidenceWeights: Record<'wordsAndMeaning' | 'words', ConfidenceWeights> = ${printedBoth(whole.confidence, byWords.confidence)}
`,
  )
}

type Ranked = ReturnType<typeof rankCandidates>

/** Weights of ranking and of confidence for questions all searched in one way. Prints what they reach. */
function fitWeights(samples: Sample[]) {
  /** Each sample ranked with weights fitted without it. */
  const ranked = samples.map((): Ranked => [])
  for (let fold = 0; fold < folds; fold++) {
    const weights = weightsFrom(samples.filter((_, at) => at % folds !== fold))
    samples.forEach(({ found }, at) => {
      if (at % folds === fold) ranked[at] = rankCandidates(found, weights)
    })
  }
  const ranking = weightsFrom(samples)
  console.log('ranking', ranking)
  const before = samples.map(({ found }) => rankCandidates(found))
  const [today, leftOut] = [recallOf(samples, before), recallOf(samples, ranked)]
  console.log(`recall with the weights of today ${today}, left out ${leftOut}`)
  const fused = samples.map(({ found }) => fusedByRank(found.candidates))
  console.log(`fused by rank, without the other signals ${recallOf(samples, fused)}`)

  const judged = judgedFrom(samples, ranked)
  const [constant = 0, ...rest] = fitLogistic(judged)
  const names = ['coverage', 'nameMatch', 'likeness', 'lead', 'offTopic'] as const
  const confidence = {
    constant: round(constant),
    ...Object.fromEntries(names.map((name, at) => [name, round(rest[at] ?? 0)])),
  } as ConfidenceWeights
  console.log('confidence', confidence)

  const confidences = judged.map(({ features, isRight }) => {
    const sum = features.reduce((total, each, at) => total + each * (rest[at] ?? 0), constant)
    return { value: 1 / (1 + Math.exp(-sum)), isRight }
  })
  console.log('confidence: guesses right of all')
  for (const { from, right, count } of inTenths(confidences)) {
    console.log(`  ${from.toFixed(1)}–${(from + 0.1).toFixed(1)}: ${right} of ${count}`)
  }
  return { ranking, confidence, confidences }
}

function weightsFrom(some: Sample[]): Signals {
  const weights = fitListwise(some.map(listOf))
  return Object.fromEntries(
    signalNames.map((name, at) => [name, round(weights[at] ?? 0)]),
  ) as Signals
}

function listOf({ found: { candidates }, right, isInScope }: Sample): Listed {
  return {
    rows: candidates.map(({ signals }) => signalNames.map((name) => signals[name])),
    isRight: candidates.map(({ target }) => isInScope && right.has(targetKey(target))),
  }
}

function judgedFrom(samples: Sample[], ranked: Ranked[]) {
  return samples.flatMap(({ right, isInScope, offTopic }, at) => {
    const [first, second] = ranked[at] ?? []
    // Another office's matter may well be right for a question that is not ours.
    if (!first || (!isInScope && first.target.kind !== 'guide')) return []
    const features = Object.values(confidenceFeatures(first, second, offTopic))
    return [{ features, isRight: right.has(targetKey(first.target)) }]
  })
}

/** Reciprocal rank fusion, as hybrid search does it where nothing is learned: what the fit must beat. */
function fusedByRank(candidates: Found['candidates']): Pick<Found['candidates'][0], 'target'>[] {
  const sum = new Map(candidates.map((each) => [each, 0]))
  for (const name of ['words', 'questions'] as const) {
    const order = candidates.toSorted((a, b) => b.signals[name] - a.signals[name])
    order.forEach((each, rank) => {
      sum.set(each, (sum.get(each) ?? 0) + 1 / (60 + rank))
    })
  }
  return candidates.toSorted((a, b) => (sum.get(b) ?? 0) - (sum.get(a) ?? 0))
}

/** At 1 and 3, among the guides, over the questions that have one. */
function recallOf(samples: Sample[], rankings: Pick<Found['candidates'][0], 'target'>[][]): string {
  const ranks = samples.flatMap(({ isInScope, right }, at) =>
    isInScope
      ? (rankings[at] ?? [])
          .filter(({ target }) => target.kind === 'guide')
          .findIndex(({ target }) => right.has(targetKey(target)))
      : [],
  )
  const share = (within: number) =>
    ranks.filter((rank) => rank >= 0 && rank < within).length / ranks.length
  return `${share(1).toFixed(3)} / ${share(3).toFixed(3)}`
}

type Judged = { value: number; isRight: boolean }

/** The lowest value from which on, for three steps, at least that share of what lies near is right. */
function lowestWithShare(judged: Judged[], share: number): number {
  const steps = Array.from({ length: 19 }, (_, at) => (at + 1) / 20)
  const isEnough = (step: number) => {
    const near = judged.filter(({ value }) => Math.abs(value - step) <= 0.1)
    return near.length > 0 && near.filter(({ isRight }) => isRight).length / near.length >= share
  }
  return (
    steps.find((_, at) => steps.slice(at, at + 3).every((step) => isEnough(step))) ??
    steps.at(-1) ??
    1
  )
}

function inTenths(judged: Judged[]) {
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = judged.filter(({ value }) => Math.min(9, Math.floor(value * 10)) === tenth)
    return {
      from: tenth / 10,
      right: own.filter(({ isRight }) => isRight).length,
      count: own.length,
    }
  })
}

function printed(weights: Record<string, number>, indent = ''): string {
  const lines = Object.entries(weights).map(([name, weight]) => `${indent}  ${name}: ${weight},\n`)
  return `{\n${lines.join('')}${indent}}`
}

function printedBoth(
  wordsAndMeaning: Record<string, number>,
  words: Record<string, number>,
): string {
  return `{
  wordsAndMeaning: ${printed(wordsAndMeaning, '  ')},
  words: ${printed(words, '  ')},
}`
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100
}

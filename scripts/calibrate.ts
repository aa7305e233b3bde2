/**
 * `npm run calibrate -- questions.jsonl…`: fits what ranking and deciding go by to labelled questions
 * and writes it to src/retrieval/ranking-weights.ts and src/answering/decision-weights.ts.
 *
 * Ranking: a listwise (softmax) regression over what was found for each question. Confidence: a logistic
 * regression over rankings of questions left out of the former, so that it is not too sure of itself.
 * Both five-fold. `--dry-run` writes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type ConfidenceWeights, confidenceFeatures } from '../src/answering/confidence.ts'
import { understand } from '../src/answering/understand.ts'
import { targetKey } from '../src/retrieval/indexed-texts.ts'
import {
  findCandidates,
  rankCandidates,
  type Signals,
  signals as signalNames,
} from '../src/retrieval/rank-targets.ts'
import { rankingWeights } from '../src/retrieval/ranking-weights.ts'
import { openDesk } from './measure/ask-desk.ts'
import { fitListwise, fitLogistic, type Listed } from './train/regression.ts'

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false } },
})
const folds = 5

type Sample = {
  candidates: Awaited<ReturnType<typeof findCandidates>>
  /** Keys of the targets that are right; none: every guide is wrong. */
  right: Set<string>
  isInScope: boolean
  offTopic: number
}

const desk = await openDesk()
const { edition, index } = desk.service.currentDesk()
const { reader } = desk.service
const samples: Sample[] = []
for (const file of files) {
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.trim() === '') continue
    const { q, kind, procedure, also_ok = [], history = [] } = JSON.parse(line)
    if (kind === 'smalltalk' || history.length > 0) continue
    const { question, intent, offTopic } = understand(q, edition.lexicon, reader)
    if (intent) continue
    const candidates = await findCandidates(question, index, console.error)
    const isInScope = kind === 'in_scope'
    const ids: string[] = isInScope ? [procedure, ...also_ok] : []
    const right = new Set(ids.map((id) => targetKey({ kind: 'guide', id })))
    if (candidates.length > 0) samples.push({ candidates, right, isInScope, offTopic })
  }
}
await desk.close()

const listOf = ({ candidates, right, isInScope }: Sample): Listed => ({
  rows: candidates.map(({ signals }) => signalNames.map((name) => signals[name])),
  isRight: candidates.map(({ target }) => isInScope && right.has(targetKey(target))),
})
const weightsFrom = (some: Sample[]) =>
  Object.fromEntries(
    fitListwise(some.map(listOf)).map((weight, at) => [signalNames[at], round(weight)]),
  ) as Signals

/** Each sample ranked with weights fitted without it. */
const ranked = samples.map(() => [] as ReturnType<typeof rankCandidates>)
for (let fold = 0; fold < folds; fold++) {
  const weights = weightsFrom(samples.filter((_, at) => at % folds !== fold))
  samples.forEach(({ candidates }, at) => {
    if (at % folds === fold) ranked[at] = rankCandidates(candidates, weights)
  })
}
const ranking = weightsFrom(samples)
console.log('ranking', ranking)
const before = samples.map(({ candidates }) => rankCandidates(candidates, rankingWeights))
console.log(`recall with the weights of today ${recallOf(before)}, left out ${recallOf(ranked)}`)

const judged = samples.flatMap(({ right, isInScope, offTopic }, at) => {
  const [first, second] = ranked[at] ?? []
  // Another office's matter may well be right for a question that is not ours.
  if (!first || (!isInScope && first.target.kind !== 'guide')) return []
  const features = Object.values(confidenceFeatures(first, second, offTopic))
  return [{ features, isRight: right.has(targetKey(first.target)) }]
})
const [constant = 0, ...rest] = fitLogistic(judged)
const names = ['coverage', 'nameMatch', 'likeness', 'lead', 'offTopic'] as const
const confidence = {
  constant: round(constant),
  ...Object.fromEntries(names.map((name, at) => [name, round(rest[at] ?? 0)])),
} as ConfidenceWeights
console.log('confidence', confidence)

if (!values['dry-run']) {
  await writeFile(
    'src/retrieval/ranking-weights.ts',
    `import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by \`npm run calibrate\`. */
export const rankingWeights: Signals = ${printed(ranking)}
`,
  )
  await writeFile(
    'src/answering/confidence-weights.ts',
    `import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by \`npm run calibrate\`. */
export const confidenceWeights: ConfidenceWeights = ${printed(confidence)}
`,
  )
}

/** At 1 and 3, among the guides, over the questions that have one. */
function recallOf(rankings: ReturnType<typeof rankCandidates>[]): string {
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

function printed(weights: Record<string, number>): string {
  const lines = Object.entries(weights).map(([name, weight]) => `  ${name}: ${weight},\n`)
  return `{\n${lines.join('')}}`
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100
}

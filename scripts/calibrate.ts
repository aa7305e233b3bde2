/**
 * `npx tsx scripts/calibrate.ts questions.jsonl…`: fits the weights of src/answering/confidence.ts.
 *
 * A first guess is right when it is the labelled guide; for questions that nothing here answers every
 * guide is wrong (another office's matter is left out: it may be right). Prints the weights and, per
 * tenth of confidence, how many guesses were right.
 */
import { readFile } from 'node:fs/promises'
import { confidenceFeatures } from '../src/answering/confidence.ts'
import { understand } from '../src/answering/understand.ts'
import { rankTargets } from '../src/retrieval/rank-targets.ts'
import { openDesk } from './measure/ask-desk.ts'

type Sample = { features: number[]; isRight: boolean }

const desk = await openDesk()
const { edition, index } = desk.service.currentDesk()
const samples: Sample[] = []
for (const file of process.argv.slice(2)) {
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.trim() === '') continue
    const { q, kind, procedure, also_ok = [], history = [] } = JSON.parse(line)
    if (kind === 'smalltalk' || history.length > 0) continue
    const { question, intent } = understand(q, edition.lexicon)
    if (intent) continue
    const [first, second] = await rankTargets(question, index, console.error)
    if (!first) continue
    const isRight = [procedure, ...also_ok].includes(first.target.id)
    if (kind !== 'in_scope' && first.target.kind === 'office') continue
    const features = [1, ...Object.values(confidenceFeatures(first, second))]
    samples.push({ features, isRight: kind === 'in_scope' && isRight })
  }
}
await desk.close()

let weights = samples[0]?.features.map(() => 0) ?? []
const predict = ({ features }: Sample) =>
  1 / (1 + Math.exp(-features.reduce((sum, each, i) => sum + each * (weights[i] ?? 0), 0)))
for (let step = 0; step < 20_000; step++) {
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : 0.002 * weight))
  for (const sample of samples) {
    const error = predict(sample) - Number(sample.isRight)
    sample.features.forEach((each, i) => {
      gradient[i] = (gradient[i] ?? 0) + (error * each) / samples.length
    })
  }
  weights = weights.map((weight, i) => weight - 1 * (gradient[i] ?? 0))
}
console.log(
  ['constant', 'coverage', 'nameMatch', 'likeness', 'lead']
    .map((name, i) => `${name} ${weights[i]?.toFixed(2)}`)
    .join(', '),
)
for (let tenth = 0; tenth < 10; tenth++) {
  const own = samples.filter((each) => Math.min(9, Math.floor(predict(each) * 10)) === tenth)
  const right = own.filter(({ isRight }) => isRight).length
  console.log(`${tenth / 10}–${(tenth + 1) / 10}: ${right} of ${own.length} right`)
}

import { hasMarks, stripMarks } from '../../src/language/fold.ts'
import {
  type ClassifierData,
  classify,
  featureScale,
  featuresOf,
} from '../../src/language/text-classifier.ts'
import { createRandom } from './static-model.ts'

/** `hints`: what rules found in the text. */
export type LabelledText = { text: string; label: string; hints?: string[] }

const epochs = 15
const learningRate = 0.5
// Chosen by cross-validation, as is how often a feature must occur: rarer ones are the matter, not the asking.
const decay = 1e-4
const minimumCount = 8
// In hundredths: features that tell the labels apart by less are left out.
const minimumSpread = 50

/**
 * Softmax regression by AdaGrad (Duchi et al. 2011) over the features of `classify`. Seeded: the same
 * texts give the same model. What is written with dấu is learned without them as well.
 */
export function trainClassifier(typed: LabelledText[]): ClassifierData {
  const texts = typed.flatMap((each) =>
    hasMarks(each.text) ? [each, { ...each, text: stripMarks(each.text) }] : [each],
  )
  const labels = [...new Set(texts.map(({ label }) => label))].sort()
  const counts = new Map<string, number>()
  const features = texts.map(({ text, hints }) => featuresOf(text, hints))
  for (const feature of features.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const index = new Map(
    [...counts.keys()]
      .filter((feature) => (counts.get(feature) ?? 0) >= minimumCount)
      .sort()
      .map((feature, place) => [feature, place]),
  )
  const examples = texts.map(({ label }, place) => ({
    label: labels.indexOf(label),
    features: (features[place] ?? []).flatMap((feature) => index.get(feature) ?? []),
  }))

  const width = labels.length
  const weights = new Float64Array(index.size * width)
  const squares = new Float64Array(index.size * width).fill(1e-6)
  const random = createRandom(20_250_701)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let step = 0; step < examples.length; step++) {
      const example = examples[Math.floor(random() * examples.length)]
      if (!example) continue
      const scale = featureScale(example.features.length)
      const sums = labels.map((_, label) =>
        example.features.reduce((sum, each) => sum + (weights[each * width + label] ?? 0), 0),
      )
      const highest = Math.max(...sums.map((sum) => sum * scale))
      const exponents = sums.map((sum) => Math.exp(sum * scale - highest))
      const total = exponents.reduce((sum, each) => sum + each, 0)
      for (const each of example.features) {
        for (let label = 0; label < width; label++) {
          const at = each * width + label
          const error = (exponents[label] ?? 0) / total - (label === example.label ? 1 : 0)
          const slope = error * scale + decay * (weights[at] ?? 0)
          squares[at] = (squares[at] ?? 0) + slope * slope
          weights[at] = (weights[at] ?? 0) - (learningRate * slope) / Math.sqrt(squares[at] ?? 1)
        }
      }
    }
  }
  return { labels, weights: written(index, weights, width) }
}

/** In hundredths; features that hardly tell the labels apart are left out. */
function written(index: Map<string, number>, weights: Float64Array, width: number) {
  const kept: [string, number[]][] = []
  for (const [feature, place] of index) {
    const own = [...weights.subarray(place * width, (place + 1) * width)]
    const rounded = own.map((weight) => Math.round(weight * 100))
    if (Math.max(...rounded) - Math.min(...rounded) >= minimumSpread) kept.push([feature, rounded])
  }
  return Object.fromEntries(kept)
}

/** Share of texts that a model trained without them labels right, over so many folds. */
export function crossValidate(texts: LabelledText[], folds: number) {
  let right = 0
  const confused = new Map<string, number>()
  for (let fold = 0; fold < folds; fold++) {
    const model = trainClassifier(texts.filter((_, index) => index % folds !== fold))
    for (const { text, label, hints } of texts.filter((_, index) => index % folds === fold)) {
      const [first] = classify(model, text, hints)
      if (first?.label === label) right++
      else
        confused.set(
          `${label}→${first?.label}`,
          (confused.get(`${label}→${first?.label}`) ?? 0) + 1,
        )
    }
  }
  return { accuracy: right / texts.length, confused: [...confused].sort((a, b) => b[1] - a[1]) }
}

import { fold, hasMarks } from './fold.ts'
import { syllablesOf } from './terms.ts'

/** A trained linear model: what each feature says for each label, in hundredths. */
export type ClassifierData = { labels: string[]; weights: Record<string, number[]> }

export type Scored = { label: string; probability: number }

/**
 * Softmax regression over word features, and over `hints`: what rules found in the text. Returns every
 * label, likeliest first; they sum to 1. Pure.
 */
export function classify(
  { labels, weights }: ClassifierData,
  text: string,
  hints: string[] = [],
): Scored[] {
  const known = featuresOf(text, hints).flatMap((feature) =>
    Object.hasOwn(weights, feature) ? [weights[feature] ?? []] : [],
  )
  const scale = featureScale(known.length) / 100
  const sums = labels.map((_, label) => {
    const sum = known.reduce((total, own) => total + (own[label] ?? 0), 0)
    return sum * scale
  })
  const highest = Math.max(...sums)
  const exponents = sums.map((sum) => Math.exp(sum - highest))
  const total = exponents.reduce((sum, each) => sum + each, 0)
  return labels
    .map((label, index) => ({ label, probability: (exponents[index] ?? 0) / total }))
    .sort((a, b) => b.probability - a.probability)
}

/** A long story has many features, none of which should count as much as one of a short question's. */
export function featureScale(count: number): number {
  return 1 / Math.sqrt(Math.max(1, count))
}

// The question stands at the end of most stories, and at the start of most of the rest.
const endingWords = 7

/**
 * What a text is judged by: its words, pairs and triples without dấu, its words with dấu where they
 * were typed, the words with which it ends, once more, and the hints. Each once; figures are all one word.
 */
export function featuresOf(text: string, hints: string[] = []): string[] {
  const words = fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (/^\d/.test(word) ? '#' : word))
  const framed = ['^', ...words, '$']
  const features = new Set([...words, ...hints.map((hint) => `!${hint}`)])
  for (let start = 0; start < framed.length; start++) {
    for (let length = 2; length <= 3 && start + length <= framed.length; length++) {
      features.add(framed.slice(start, start + length).join('_'))
    }
  }
  const ending = words.slice(-endingWords)
  for (const [index, word] of ending.entries()) {
    features.add(`~${word}`)
    const next = ending[index + 1]
    if (next !== undefined) features.add(`~${word}_${next}`)
  }
  for (const syllable of syllablesOf(text)) {
    if (hasMarks(syllable)) features.add(syllable)
  }
  return [...features]
}

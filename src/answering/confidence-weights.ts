import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one, by what was searched. Written by `npm run calibrate`. */
export const confidenceWeights: Record<'wordsAndMeaning' | 'words', ConfidenceWeights> = {
  wordsAndMeaning: {
    constant: -2.79,
    coverage: 1.97,
    nameMatch: 0.47,
    likeness: 1.89,
    lead: 2.11,
    offTopic: -2.59,
  },
  words: {
    constant: -2.27,
    coverage: 2.05,
    nameMatch: 1.36,
    likeness: 0,
    lead: 2.34,
    offTopic: -3.02,
  },
}

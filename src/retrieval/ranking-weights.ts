import type { Signals } from './rank-targets.ts'

/** What each signal counts for, by what was searched. Written by `npm run calibrate`. */
export const rankingWeights: Record<'wordsAndMeaning' | 'words', Signals> = {
  wordsAndMeaning: {
    words: 1.74,
    coverage: 4.37,
    nameMatch: 1.53,
    questions: 5.31,
    nearest: 0.85,
    passages: 2.33,
  },
  words: {
    words: 3.42,
    coverage: 4.89,
    nameMatch: 3.09,
    questions: 0,
    nearest: 0,
    passages: 0,
  },
}

import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by `npm run calibrate`. */
export const rankingWeights: Signals = {
  words: 1.74,
  coverage: 4.37,
  nameMatch: 1.53,
  questions: 5.31,
  nearest: 0.85,
  passages: 2.33,
}

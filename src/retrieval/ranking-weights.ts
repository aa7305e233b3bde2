import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by `npm run calibrate`. */
export const rankingWeights: Signals = {
  words: 1.24,
  coverage: 7.8,
  nameMatch: 1.88,
  askedMatch: 0.21,
  questions: 2.87,
  nearest: 3.91,
  passages: 2.33,
}

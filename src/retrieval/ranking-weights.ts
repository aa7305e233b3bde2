import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by `npm run calibrate`. */
export const rankingWeights: Signals = {
  words: 1.29,
  coverage: 7.93,
  nameMatch: 1.81,
  askedMatch: 0.31,
  questions: 2.16,
  nearest: 4.09,
  passages: 2.4,
}

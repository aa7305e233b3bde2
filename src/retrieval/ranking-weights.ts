import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by `npm run calibrate`. */
export const rankingWeights: Signals = {
  words: 1.28,
  coverage: 8.11,
  nameMatch: 2.06,
  questions: 4.27,
  nearest: 0.82,
  passages: 3.31,
}

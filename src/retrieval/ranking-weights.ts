import type { Signals } from './rank-targets.ts'

/** What each signal counts for. Written by `npm run calibrate`. */
export const rankingWeights: Signals = {
  words: 1.24,
  coverage: 7.84,
  nameMatch: 1.9,
  questions: 2.88,
  nearest: 3.94,
  passages: 2.32,
}

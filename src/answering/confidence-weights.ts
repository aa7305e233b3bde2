import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by `npm run calibrate`. */
export const confidenceWeights: ConfidenceWeights = {
  constant: -2.59,
  coverage: 2.22,
  nameMatch: 0.6,
  likeness: 1.69,
  lead: 2.07,
  offTopic: -2.24,
}

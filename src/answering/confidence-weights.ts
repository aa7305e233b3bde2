import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by `npm run calibrate`. */
export const confidenceWeights: ConfidenceWeights = {
  constant: -2.79,
  coverage: 1.97,
  nameMatch: 0.47,
  likeness: 1.89,
  lead: 2.11,
  offTopic: -2.59,
}

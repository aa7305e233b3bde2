import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by `npm run calibrate`. */
export const confidenceWeights: ConfidenceWeights = {
  constant: -2.52,
  coverage: 2.07,
  nameMatch: 0.55,
  likeness: 1.9,
  lead: 1.84,
  offTopic: -2.2,
}

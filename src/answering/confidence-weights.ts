import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by `npm run calibrate`. */
export const confidenceWeights: ConfidenceWeights = {
  constant: -2.25,
  coverage: 2.06,
  nameMatch: 0.58,
  likeness: 1.8,
  lead: 1.6,
  offTopic: -2.32,
}

import type { ConfidenceWeights } from './confidence.ts'

/** What tells a right first guess from a wrong one. Written by `npm run calibrate`. */
export const confidenceWeights: ConfidenceWeights = {
  constant: -2.39,
  coverage: 1.98,
  nameMatch: 0.47,
  likeness: 1.87,
  lead: 1.85,
  offTopic: -2.3,
}

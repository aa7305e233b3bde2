import type { RankedTarget } from '../retrieval/rank-targets.ts'
import { confidenceWeights } from './confidence-weights.ts'

/** What tells a right first guess from a wrong one. Each 0…1. */
export function confidenceFeatures(
  first: RankedTarget,
  second: RankedTarget | undefined,
  offTopic: number,
) {
  return {
    coverage: first.coverage,
    nameMatch: first.nameMatch,
    likeness: Math.max(0, first.likeness ?? 0),
    lead: first.score - (second?.score ?? 0),
    offTopic,
  }
}

export type ConfidenceWeights = ReturnType<typeof confidenceFeatures> & { constant: number }

/**
 * How likely it is, 0…1, that the first target is what was asked: a logistic regression. `offTopic` is
 * how much the wording alone sounds like nobody's business here.
 */
export function confidenceOf(
  first: RankedTarget,
  second: RankedTarget | undefined,
  offTopic: number,
): number {
  const features = confidenceFeatures(first, second, offTopic)
  const weights = confidenceWeights[first.likeness === null ? 'words' : 'wordsAndMeaning']
  const sum =
    weights.constant +
    weights.coverage * features.coverage +
    weights.nameMatch * features.nameMatch +
    weights.likeness * features.likeness +
    weights.lead * features.lead +
    weights.offTopic * features.offTopic
  return 1 / (1 + Math.exp(-sum))
}

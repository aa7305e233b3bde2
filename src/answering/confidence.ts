import type { Question } from '../language/question.ts'
import type { RankedTarget } from '../retrieval/rank-targets.ts'

/** Logistic regression over the public and development questions: `scripts/calibrate`. */
const weights = { constant: -4, coverage: 5, similarity: 2, lead: 3 }

/** How likely it is, 0…1, that the first target is what was asked. */
export function confidenceOf(
  question: Question,
  first: RankedTarget,
  second: RankedTarget | undefined,
): number {
  void question
  const lead = first.score - (second?.score ?? 0)
  const sum =
    weights.constant +
    weights.coverage * first.coverage +
    weights.similarity * first.similarity +
    weights.lead * Math.min(0.5, lead)
  return 1 / (1 + Math.exp(-sum))
}

import type { RankedTarget } from '../retrieval/rank-targets.ts'

/** What tells a right first guess from a wrong one. Each 0…1. */
export function confidenceFeatures(first: RankedTarget, second: RankedTarget | undefined) {
  return {
    coverage: first.coverage,
    nameMatch: first.nameMatch,
    likeness: Math.max(0, first.likeness),
    lead: first.score - (second?.score ?? 0),
  }
}

/** Logistic regression by `npx tsx scripts/calibrate.ts` over the public and development questions. */
const weights = { constant: -4.23, coverage: 3.4, nameMatch: 1.15, likeness: 2.77, lead: 0.82 }

/** How likely it is, 0…1, that the first target is what was asked. */
export function confidenceOf(first: RankedTarget, second: RankedTarget | undefined): number {
  const { coverage, nameMatch, likeness, lead } = confidenceFeatures(first, second)
  const sum =
    weights.constant +
    weights.coverage * coverage +
    weights.nameMatch * nameMatch +
    weights.likeness * likeness +
    weights.lead * lead
  return 1 / (1 + Math.exp(-sum))
}

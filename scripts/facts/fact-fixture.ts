import { readFileSync } from 'node:fs'
import type { Guide } from '../../src/knowledge/guide.ts'
import { claimsOfGuide } from '../../src/knowledge/guide-claims.ts'
import { claimKey } from '../../src/language/claims.ts'
import { addDays, type Day } from '../../src/shared/day.ts'

/** What is known of one guide's claims, by claim key (`money:50000`; `change:2027-01-01`: see `changesOf`). */
export type GuideFacts = {
  /** Portal codes and slugs of notes that bear it out, beside its own. */
  alsoFrom?: string[]
  /** Claims of the guide that stand in its sources. */
  facts: string[]
  /** Claims a person has held against a source the script cannot read, and which. */
  reviewed?: Record<string, string>
}

export type FactFixture = {
  /** Claims any guide may make, and why. */
  common: Record<string, string>
  guides: Record<string, GuideFacts>
}

/** `test/fixtures/facts.json`, as `scripts/check-facts.ts --write` left it. */
export function readFactFixture(): FactFixture {
  return JSON.parse(readFileSync(fixturePath, 'utf8'))
}

export const fixturePath = 'test/fixtures/facts.json'

/** The guide's claims that neither a source nor a reviewer bears out: `guides/x.md:12: money:60000`. */
export function flaggedClaims(guide: Guide, { common, guides }: FactFixture): string[] {
  const { facts = [], reviewed = {} } = guides[guide.id] ?? {}
  const known = new Set([...Object.keys(common), ...facts, ...Object.keys(reviewed)])
  return factsOfGuide(guide)
    .filter(({ key }) => !known.has(key))
    .map(({ key, line }) => `guides/${guide.id}.md:${line ?? 'front matter'}: ${key}`)
}

/** All a guide claims: what it tells citizens, and on which days that changes. */
export function factsOfGuide(guide: Guide): { key: string; line: number | null }[] {
  const told = claimsOfGuide(guide).map((claim) => ({ key: claimKey(claim), line: claim.line }))
  return [...told, ...changesOf(guide)]
}

/** First days of something new: `from` itself, and the day after `until`. */
function changesOf(guide: Guide): { key: string; line: number | null }[] {
  const laws = guide.legalBasis.map(({ effectiveUntil }) => ({ from: null, until: effectiveUntil }))
  const blocks = [guide.lead, ...Object.values(guide.sections)].flat()
  const dated = [
    ...[...guide.fee, ...guide.duration, ...laws].map((each) => ({ ...each, line: null })),
    ...blocks,
  ]
  return dated.flatMap(({ from, until, line }) =>
    [from, until && addDays(until, 1)].flatMap((day) =>
      day ? [{ key: changeKey(day), line }] : [],
    ),
  )
}

export function changeKey(day: Day): string {
  return `change:${day}`
}

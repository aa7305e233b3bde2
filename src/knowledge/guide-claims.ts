import { type Claim, claimsIn } from '../language/claims.ts'
import { formatDay } from '../shared/day.ts'
import { facets } from './facet.ts'
import type { Guide } from './guide.ts'
import { feeText } from './passages.ts'

/** A fact a guide asserts and the line of the file it stands on (null: in the front matter). */
export type GuideClaim = Claim & { line: number | null }

/** Every figure, date, law and form a guide puts before citizens. */
export function claimsOfGuide(guide: Guide): GuideClaim[] {
  const frontMatter = [
    ...[guide.title, guide.agency, guide.audience],
    ...guide.fee.flatMap((fee) => [feeText(fee), fee.condition ?? '']),
    ...guide.duration.flatMap(({ text, condition }) => [text, condition ?? '']),
    ...guide.forms.flatMap(({ code, name }) => [name, code ? `mẫu ${code}` : '']),
    ...guide.legalBasis.flatMap(({ number, title, effectiveFrom }) => [
      number,
      title,
      effectiveFrom ? formatDay(effectiveFrom) : '',
    ]),
    ...guide.confusedWith.map(({ difference }) => difference),
  ]
  const blocks = [guide.lead, ...facets.map((facet) => guide.sections[facet] ?? [])].flat()
  return [
    ...frontMatter.flatMap((text) => claimsIn(text).map((claim) => ({ ...claim, line: null }))),
    ...blocks.flatMap(({ text, line }) => claimsIn(text).map((claim) => ({ ...claim, line }))),
  ]
}

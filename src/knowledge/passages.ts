import { formatDong } from '../language/format.ts'
import { addDays, type Day, formatDay, holdsOn, type Validity } from '../shared/day.ts'
import { sha256 } from '../shared/ids.ts'
import { type Facet, facets } from './facet.ts'
import type { Block, Duration, Fee, Form, Guide, Law } from './guide.ts'
import { fillWardFacts, type WardProfile } from './ward-profile.ts'

/** The piece of a guide that is indexed, retrieved and cited: one facet as it reads in one span of days. */
export type Passage = {
  id: string
  guideId: string
  /** null: the lead of the guide. */
  facet: Facet | null
  /** Markdown: paragraphs and flat lists. */
  text: string
  effectiveFrom: Day
  effectiveUntil: Day | null
  /** SHA-256 of the text. */
  hash: string
}

/** True when the passage may be shown on that day. */
export function isInForce({ effectiveFrom, effectiveUntil }: Passage, day: Day): boolean {
  return holdsOn({ from: effectiveFrom, until: effectiveUntil }, day)
}

/**
 * Cuts a guide into passages, ward facts filled in.
 *
 * Where a facet changes on a date there is one passage for each span of days, and exactly one of
 * them is in force on any day of the guide's own validity; none outside it.
 */
export function passagesOf(guide: Guide, ward: WardProfile): Passage[] {
  return [null, ...facets].flatMap((facet) =>
    spansOf(guide, facet).flatMap((span) => {
      const text = renderFacet(guide, facet, span.from, ward)
      if (text === '') return []
      return [
        {
          id: `${guide.id}#${facet ?? 'tong_quan'}@${span.from}`,
          guideId: guide.id,
          facet,
          text,
          effectiveFrom: span.from,
          effectiveUntil: span.until,
          hash: sha256(text),
        },
      ]
    }),
  )
}

/** The spans of days in which nothing about the facet changes, clipped to the guide's own validity. */
function spansOf(guide: Guide, facet: Facet | null): { from: Day; until: Day | null }[] {
  const first = guide.effectiveFrom
  const starts = new Set<Day>([first])
  for (const { from, until } of datedPartsOf(guide, facet)) {
    if (from !== null && from > first) starts.add(from)
    if (until !== null && until >= first) starts.add(addDays(until, 1))
  }
  const last = guide.effectiveUntil
  const days = [...starts].filter((day) => last === null || day <= last).sort()
  return days.map((from, index) => {
    const next = days[index + 1]
    return { from, until: next === undefined ? last : addDays(next, -1) }
  })
}

function datedPartsOf(guide: Guide, facet: Facet | null): Validity[] {
  const blocks = facet === null ? guide.lead : (guide.sections[facet] ?? [])
  if (facet === 'le_phi') return [...guide.fee, ...blocks]
  if (facet === 'thoi_han') return [...guide.duration, ...blocks]
  if (facet === 'can_cu') return [...guide.legalBasis.map(lawValidity), ...blocks]
  return blocks
}

/** A law is cited from the start (as coming, before it is in force) until it ends. */
function lawValidity({ effectiveUntil }: Law): Validity {
  return { from: null, until: effectiveUntil }
}

function renderFacet(guide: Guide, facet: Facet | null, day: Day, ward: WardProfile): string {
  if (facet === null) return renderBlocks(guide.lead, day, ward)
  const written = renderBlocks(guide.sections[facet] ?? [], day, ward)
  switch (facet) {
    case 'le_phi':
      return joinParagraphs(renderDated(guide.fee, day, feeText), written)
    case 'thoi_han':
      return joinParagraphs(
        renderDated(guide.duration, day, (each) => each.text),
        written,
      )
    case 'can_cu':
      return joinParagraphs(renderLaws(guide.legalBasis, day), written)
    case 'ho_so':
      return joinParagraphs(written, renderForms(guide.forms))
    default:
      return written
  }
}

function joinParagraphs(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

function renderBlocks(blocks: Block[], day: Day, ward: WardProfile): string {
  let text = ''
  // A line that is left out hands its empty line on, or a list would run into the text before it.
  let opensParagraph = false
  for (const block of blocks) {
    opensParagraph ||= block.opensParagraph
    const line = holdsOn(block, day) ? fillWardFacts(block.text, ward) : null
    if (line === null) continue
    text += text === '' ? line : `${opensParagraph ? '\n\n' : '\n'}${line}`
    opensParagraph = false
  }
  return text
}

/** What holds today, then what is already decided for later. */
function renderDated<Entry extends Fee | Duration>(
  entries: Entry[],
  day: Day,
  textOf: (entry: Entry) => string,
): string {
  const now = entries.filter((entry) => holdsOn(entry, day))
  const coming = entries.filter(({ from }) => from !== null && from > day)
  const lines = [
    ...now.map((entry) => {
      const end = entry.until ? ` (áp dụng đến hết ngày ${formatDay(entry.until)})` : ''
      return `${conditionOf(entry)}${textOf(entry)}${end}`
    }),
    ...coming.map((entry) => {
      const text = `${conditionOf(entry)}${textOf(entry)}`
      return `Từ ngày ${formatDay(entry.from ?? day)}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`
    }),
  ]
  return lines.map((line) => `- ${line}`).join('\n')
}

function conditionOf({ condition }: { condition: string | null }): string {
  return condition === null ? '' : `${condition}: `
}

/** One fee in words: `50.000 đồng/bản`, `miễn phí`, or the text alone when no amount is set nationally. */
export function feeText({ amount, per, text }: Fee): string {
  if (amount === null) return text ?? ''
  const price = amount === 0 ? 'Miễn phí' : `${formatDong(amount)}${per ? `/${per}` : ''}`
  return text ? `${price} (${text})` : price
}

function renderForms(forms: Form[]): string {
  if (forms.length === 0) return ''
  const names = forms.map(({ code, name }) => (code ? `${name} (mẫu ${code})` : name))
  return `Biểu mẫu: ${names.join('; ')}.`
}

function renderLaws(laws: Law[], day: Day): string {
  return laws
    .filter((law) => holdsOn(lawValidity(law), day))
    .map(({ number, title, effectiveFrom }) => {
      const since = effectiveFrom ? ` (hiệu lực từ ${formatDay(effectiveFrom)})` : ''
      return `- ${title}, số ${number}${since}`
    })
    .join('\n')
}

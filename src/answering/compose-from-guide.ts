import { type Edition, passageOn, passagesOn } from '../knowledge/edition.ts'
import { type Facet, facets, facetTitles } from '../knowledge/facet.ts'
import type { Guide } from '../knowledge/guide.ts'
import type { Passage } from '../knowledge/passages.ts'
import type { Day } from '../shared/day.ts'
import { type FocusLine, focusLines } from './focus-lines.ts'
import type { Citation, Option } from './reply.ts'
import type { Understanding } from './understand.ts'
import { verdictOf } from './yes-or-no.ts'

/** A reply made of a guide's own words, and the passages they stand in. */
export type Composed = {
  text: string
  facet: Facet | null
  citations: Citation[]
  options: Option[]
  /** Everything the text was taken from. */
  passages: Passage[]
}

/** A line of the very section that is told is said first when it speaks to the question so much … */
const telling = 0.3
/** … and would be lost among more lines than these. */
const shortSection = 5

/** What a citizen who asks nothing in particular needs to know first. */
const overviewFacets = ['ho_so', 'thoi_han', 'le_phi', 'noi_nop'] as const

/**
 * Answers from the guide alone: yes or no where it says so, and the facets asked for; else the lines
 * that speak to the question's words, and a short overview after what the question leans to. Null when
 * the guide is not valid on that day.
 */
export function composeFromGuide(
  edition: Edition,
  guide: Guide,
  wanted: Pick<Understanding, 'question' | 'facets' | 'leaning' | 'topicWords'>,
  day: Day,
): Composed | null {
  const passages = passagesOn(edition, guide.id, day)
  if (passages.length === 0) return null

  const verdict = verdictOf(wanted.question.plain, guide, passages, day)
  const asked = [...new Set([...(verdict ? [verdict.facet] : []), ...wanted.facets])].filter(
    (facet) => passages.some((each) => each.facet === facet),
  )
  const focus = focusLines(wanted.topicWords, guide.title, passages)
  if (asked.length === 0) return overview(edition, guide, focus, wanted.leaning, day)

  const sections = asked.flatMap((facet) => passageOn(edition, guide.id, facet, day) ?? [])
  const particulars = focus.filter(({ passage, score }) =>
    sections.includes(passage)
      ? score > telling && passage.text.split('\n').length > shortSection
      : // What the procedure is, whoever asks for its fee knows already.
        passage.facet !== null || score > telling,
  )
  const text = [
    ...(verdict ? [verdict.text] : []),
    ...particulars.map((line) => plainLine(line.text)),
    ...sections.map((passage) => sectionText(passage, guide)),
  ].join('\n\n')
  const used = [...new Set([...sections, ...particulars.map(({ passage }) => passage)])]
  return composed(guide, text, asked[0] ?? null, used, asked, day)
}

/** The lines that speak to the question's words, what it leans to, and what everyone needs after them. */
function overview(
  edition: Edition,
  guide: Guide,
  focus: FocusLine[],
  leaning: Facet | null,
  day: Day,
): Composed {
  const lead = passageOn(edition, guide.id, null, day)
  const leant = leaning ? passageOn(edition, guide.id, leaning, day) : undefined
  const sections = overviewFacets
    .filter((facet) => facet !== leaning)
    .flatMap((facet) => passageOn(edition, guide.id, facet, day) ?? [])
  const particulars = focus.filter(({ passage }) => passage !== lead && passage !== leant)
  const text = [
    `**${guide.title}**`,
    ...(particulars.length > 0
      ? [particulars.map((line) => `- ${plainLine(line.text)}`).join('\n')]
      : leant || !lead
        ? []
        : [lead.text]),
    ...(leant ? [titled(leant, leant.text)] : []),
    ...sections.map((passage) => titled(passage, shortened(passage))),
  ].join('\n\n')
  const told = [
    ...particulars.map(({ passage }) => passage),
    ...(leant ? [leant] : []),
    ...sections,
  ]
  const used = [...new Set(particulars.length > 0 || leant || !lead ? told : [lead, ...told])]
  const facetsTold = [...overviewFacets, ...(leant && leaning ? [leaning] : [])]
  return composed(guide, text, leant ? leaning : null, used, facetsTold, day)
}

function titled({ facet }: Passage, text: string): string {
  return `**${facetTitles[facet ?? 'ho_so']}**\n\n${text}`
}

function sectionText(passage: Passage, guide: Guide): string {
  const heading = passage.facet ? facetTitles[passage.facet] : ''
  return `**${heading}: ${guide.title}**\n\n${passage.text}`
}

/** Papers are told in full, since a missing one costs a day; the rest by its first lines. */
function shortened({ facet, text }: Passage): string {
  if (facet === 'ho_so') return text
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, 3).join('\n')
}

function plainLine(line: string): string {
  return line.replace(/^(?:-|\d+\.) /, '')
}

function composed(
  guide: Guide,
  text: string,
  facet: Facet | null,
  passages: Passage[],
  told: Facet[],
  day: Day,
): Composed {
  return {
    text,
    facet,
    citations: passages.map((passage) => citationOf(passage, guide, day)),
    options: restAsOptions(guide, told),
    passages,
  }
}

const quoteLength = 280

/** A citation that opens the guide at that section. */
export function citationOf({ facet, text }: Passage, guide: Guide, day: Day): Citation {
  const plain = text
    .replaceAll('**', '')
    .replace(/^(?:-|\d+\.) /gm, '')
    .replace(/\s*\n\s*/g, ' · ')
  const quote = plain.length <= quoteLength ? plain : `${plain.slice(0, quoteLength).trimEnd()}…`
  const laws = guide.legalBasis
    .filter(({ effectiveUntil }) => effectiveUntil === null || effectiveUntil >= day)
    .map(({ title, number }) => `${title} (${number})`)
    .join('; ')
  return {
    guide: guide.id,
    section: facet ?? 'tong_quan',
    title: `${guide.title} – ${facet ? facetTitles[facet] : 'Tổng quan'}`,
    quote,
    ...(laws ? { legalBasis: laws } : {}),
  }
}

/** The facets not told yet, as buttons whose text names the guide, so that nothing is guessed. */
function restAsOptions({ title }: Guide, told: Facet[]): Option[] {
  return facets
    .filter((facet) => !told.includes(facet))
    .map((facet) => ({ label: facetTitles[facet], text: `${facetTitles[facet]}: ${title}` }))
}

import type { Day } from '../../shared/day.ts'
import type { Facet } from '../facet.ts'
import type { Block, Guide } from '../guide.ts'
import { openPoint } from '../open-point.ts'
import type { Channel, GuideDraft, Paper, PaperGroup, Reading, StepGroup } from './guide-draft.ts'
import { wayNames } from './portal-ways.ts'

const leadToWrite = 'Viết lại đoạn mở đầu: thủ tục này là gì, ai cần.'

/**
 * A draft as a guide that an admin goes on with: status `draft`, no example questions yet.
 *
 * What is not clean stands under an open point with its reason, so that it cannot be published unread.
 */
export function guideOfDraft(draft: GuideDraft, day: Day): Guide {
  const sections: Partial<Record<Facet, Block[]>> = {
    ho_so: blocks(paperLines(draft.papers.value), draft.papers, draft.copies, formsToRead(draft)),
    ...headed('thoi_han', draft.duration, draft.durationNotes),
    ...headed('le_phi', draft.fee),
    noi_nop: blocks(channelLines(draft.channels.value), draft.channels),
    trinh_tu: blocks(stepLines(draft.steps.value), draft.steps),
    dieu_kien: blocks(draft.conditions.value, draft.conditions),
    ket_qua: blocks(draft.result.value, draft.result),
    ...headed('can_cu', draft.legalBasis),
    luu_y: opened(open(['Chưa có lưu ý nào; thêm những điều người dân hay nhầm.']).map(blockOf)),
  }
  return {
    id: draft.id,
    title: draft.title,
    code: draft.code,
    field: draft.field,
    level: draft.level.value,
    agency: draft.agency.value || `${openPoint} ${draft.agency.reasons.join(' ')}`,
    audience: draft.audience.value || `${openPoint} ${draft.audience.reasons.join(' ')}`,
    duration: draft.duration.value,
    fee: draft.fee.value,
    forms: draft.forms.value,
    legalBasis: draft.legalBasis.value.map(({ number, title }) => ({
      number,
      title,
      effectiveFrom: null,
      effectiveUntil: null,
    })),
    effectiveFrom: day,
    effectiveUntil: null,
    checkedOn: day,
    sources: /^https?:/.test(draft.origin) ? [draft.origin] : [],
    aliases: [],
    questions: [],
    confusedWith: [],
    status: 'draft',
    lead: opened([draft.title, ...open([leadToWrite])].map(blockOf)),
    sections,
  }
}

/** No form at all is nothing to look at; the papers' own reasons are told with the papers. */
function formsToRead({ forms }: GuideDraft): Reading<unknown> {
  return forms.state === 'absent' ? { ...forms, reasons: [] } : forms
}

/** Below its heading a section begins a paragraph. */
function opened(lines: Block[]): Block[] {
  return lines.map((block, index) => (index === 0 ? { ...block, opensParagraph: true } : block))
}

function open(reasons: string[]): string[] {
  return reasons.map((reason) => `${openPoint} ${reason}`)
}

/** The lines below what has to be looked at. */
function blocks(lines: string[], ...readings: Reading<unknown>[]): Block[] {
  const points = open([...new Set(readings.flatMap(({ reasons }) => reasons))])
  const read = lines.map((text, index) => ({
    ...blockOf(text),
    opensParagraph: index === 0 && points.length > 0,
  }))
  return opened([...points.map(blockOf), ...read])
}

/** A section whose head is printed from the front matter: what more there is, and what to look at. */
function headed(
  facet: Facet,
  reading: Reading<unknown>,
  lines: string[] = [],
): Partial<Record<Facet, Block[]>> {
  const isEmpty = reading.reasons.length === 0 && lines.length === 0
  return isEmpty ? {} : { [facet]: blocks(lines, reading) }
}

function blockOf(text: string): Block {
  return { text, line: 0, opensParagraph: false, from: null, until: null }
}

function paperLines(groups: PaperGroup[]): string[] {
  return groups.flatMap(({ heading, papers }) => [
    ...(heading === null ? [] : [`${heading}:`]),
    ...papers.map((paper) => {
      const note = paper.note === null ? '' : `. ${paper.note}`
      return `- ${paper.name}${countsText(paper)}${note}`
    }),
  ])
}

/** ` (1 bản chính, 2 bản sao)`; nothing where that is not known. */
function countsText({ originals, copies }: Paper): string {
  const parts = [
    originals ? `${originals} bản chính` : '',
    copies ? `${copies} bản sao` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

function channelLines(channels: Channel[]): string[] {
  return channels.flatMap(({ kind, notes }) => [
    `- ${wayNames[kind]}${notes.length > 0 ? ':' : '.'}`,
    ...notes.map((note) => `  ${note}`),
  ])
}

function stepLines(groups: StepGroup[]): string[] {
  return groups.flatMap(({ heading, isNumbered, steps }) => [
    ...(heading === null ? [] : [`${heading}:`]),
    ...steps.flatMap((step, index) => {
      const [first = '', ...rest] = step.split('\n')
      const mark = isNumbered ? `${index + 1}. ` : '- '
      return [`${mark}${first}`, ...rest.map((line) => `${' '.repeat(mark.length)}${line}`)]
    }),
  ])
}

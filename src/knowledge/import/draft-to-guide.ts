import type { Day } from '../../shared/day.ts'
import type { Facet } from '../facet.ts'
import type { Block, Guide } from '../guide.ts'
import type { Channel, GuideDraft, Paper, PaperGroup, StepGroup } from './guide-draft.ts'
import { wayNames } from './portal-ways.ts'
import { asGuideLine } from './tidy-text.ts'

const toBeWritten = 'Nguồn không ghi; cán bộ cần bổ sung trước khi công bố.'

/**
 * A draft as a guide that an admin goes on with: status `draft`, no example questions yet.
 *
 * What the source does not say stands there as something to add, never as an answer.
 */
export function guideOfDraft(draft: GuideDraft, day: Day): Guide {
  const sections: Partial<Record<Facet, Block[]>> = {
    ho_so: blocks(paperLines(draft.papers.value)),
    le_phi: blocks(draft.fee.state === 'clean' ? [] : unclearLines(draft.fee.reasons)),
    noi_nop: blocks(channelLines(draft.channels.value)),
    trinh_tu: blocks(stepLines(draft.steps.value)),
    dieu_kien: blocks(draft.conditions.value),
    ket_qua: blocks(draft.result.value),
  }
  return {
    id: draft.id,
    title: draft.title,
    code: draft.code,
    field: draft.field,
    level: draft.level.value,
    agency: draft.agency.value || toBeWritten,
    audience: draft.audience.value || toBeWritten,
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
    lead: blocks([`${draft.title}.`]),
    sections,
  }
}

function blocks(lines: string[]): Block[] {
  const written = lines.length > 0 ? lines : [toBeWritten]
  return written.map((text) => ({
    text,
    line: 0,
    opensParagraph: false,
    from: null,
    until: null,
  }))
}

function unclearLines(reasons: string[]): string[] {
  return reasons.map((reason) => `${reason}`)
}

function paperLines(groups: PaperGroup[]): string[] {
  return groups.flatMap(({ heading, papers }) => [
    ...(heading === null ? [] : [`${heading}:`]),
    ...papers.map((paper) => `- ${paper.name}${countsText(paper)}`),
  ])
}

function countsText({ originals, copies }: Paper): string {
  if (originals === null || copies === null) return ''
  const parts = [
    originals > 0 ? `${originals} bản chính` : '',
    copies > 0 ? `${copies} bản sao` : '',
  ]
  return ` (${parts.filter((part) => part !== '').join(', ')})`
}

function channelLines(channels: Channel[]): string[] {
  return channels.flatMap(({ kind, notes }) => [
    `- ${wayNames[kind]}${notes.length > 0 ? ':' : '.'}`,
    ...notes.map((note) => `  ${note}`),
  ])
}

function stepLines(groups: StepGroup[]): string[] {
  return groups.flatMap(({ heading, steps }) => [
    ...(heading === null ? [] : [`${heading}:`]),
    ...steps.flatMap((step, index) => {
      const [first = '', ...rest] = step.split('\n')
      return [`${index + 1}. ${first}`, ...rest.map((line) => `   ${asGuideLine(line)}`)]
    }),
  ])
}

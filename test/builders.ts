import type { Reply } from '../src/answering/reply.ts'
import type { PromiseClocks } from '../src/handoff/service-level.ts'
import type { NewTicket, Ticket } from '../src/handoff/ticket.ts'
import { createEdition, type Edition } from '../src/knowledge/edition.ts'
import type { Block, Fee, Guide } from '../src/knowledge/guide.ts'
import type { Passage } from '../src/knowledge/passages.ts'
import type { Knowledge, KnowledgeFiles } from '../src/knowledge/read-folder.ts'
import type { WardProfile } from '../src/knowledge/ward-profile.ts'
import { guideText } from './fixtures/guide-text.ts'

/** A reply to a question about birth registration. */
export function aReply(about: Partial<Reply> = {}): Reply {
  return {
    id: 'rpl_1',
    kind: 'answer',
    text: 'Trong ngày nhận đủ hồ sơ.',
    procedure: null,
    facet: null,
    citations: [],
    options: [],
    ticket: null,
    edition: 1,
    confidence: 1,
    generatedBy: 'guide',
    ...about,
  }
}

/** What a ticket of somebody who asks for a person is opened with. */
export function aNewTicket(about: Partial<NewTicket> = {}): NewTicket {
  return {
    reason: 'asks-person',
    field: null,
    priority: 0,
    summary: 'Muốn gặp cán bộ: chưa rõ thủ tục nào\n“Cho tôi gặp cán bộ”',
    evidence: { guides: [], draft: null },
    dueFirstAt: null,
    dueResolvedAt: null,
    pickUpHash: null,
    ...about,
  }
}

/** Half an hour to the first answer, eight to the resolution, in an office that never closes. */
export const dayAndNight: PromiseClocks = {
  dueFrom: (at) => ({
    dueFirstAt: new Date(at.getTime() + 30 * 60_000),
    dueResolvedAt: new Date(at.getTime() + 480 * 60_000),
  }),
  afterPause: (dueAt, pausedAt, resumedAt) =>
    new Date(dueAt.getTime() + resumedAt.getTime() - pausedAt.getTime()),
}

/** A ticket that has just been opened. */
export function aTicket(about: Partial<Ticket> = {}): Ticket {
  const { pickUpHash: _, ...opened } = aNewTicket()
  const at = new Date('2026-11-24T03:00:00.000Z')
  return {
    ...opened,
    sequence: 1,
    number: 'P-0001',
    conversationId: 'cnv_1',
    state: 'new',
    ownerId: null,
    team: null,
    citizenName: null,
    citizenPhone: null,
    waitingSince: at,
    citizenTurnSince: null,
    stateSince: at,
    firstAnsweredAt: null,
    resolvedAt: null,
    reopened: 0,
    rating: null,
    createdAt: at,
    version: 0,
    ...about,
  }
}

/** A line of a guide that is always true. */
export function aBlock(text: string, about: Partial<Block> = {}): Block {
  return { text, line: 1, opensParagraph: false, from: null, until: null, ...about }
}

/** 8.000 đồng, always, for everyone. */
export function aFee(about: Partial<Fee> = {}): Fee {
  return {
    amount: 8000,
    per: null,
    condition: null,
    text: null,
    from: null,
    until: null,
    ...about,
  }
}

/** A guide that is valid from 2025 on, with a lead and no sections. */
export function aGuide(about: Partial<Guide> = {}): Guide {
  return {
    id: 'cap-ban-sao',
    title: 'Cấp bản sao',
    code: null,
    field: 'Hộ tịch',
    level: 'xa',
    agency: 'Ủy ban nhân dân phường',
    audience: 'Mọi người',
    duration: [],
    fee: [],
    forms: [],
    legalBasis: [],
    effectiveFrom: '2025-01-01',
    effectiveUntil: null,
    checkedOn: '2026-11-24',
    sources: [],
    aliases: [],
    questions: [],
    confusedWith: [],
    status: 'published',
    lead: [aBlock('Xin bản sao từ sổ gốc.')],
    sections: {},
    ...about,
  }
}

/** A passage on the fee, valid from 2025 on. */
export function aPassage(about: Partial<Passage> = {}): Passage {
  return {
    id: 'cap-ban-sao#le_phi@2025-01-01',
    guideId: 'cap-ban-sao',
    facet: 'le_phi',
    text: '- 8.000 đồng/bản',
    effectiveFrom: '2025-01-01',
    effectiveUntil: null,
    hash: 'h',
    ...about,
  }
}

/** An office that has filled in nothing but its name. */
export function aWard(about: Partial<WardProfile> = {}): WardProfile {
  return {
    name: 'Ủy ban nhân dân phường Thử',
    short_name: 'phường Thử',
    kind: 'phường',
    province: 'thành phố Thử',
    address: null,
    map_url: null,
    phone: null,
    email: null,
    website: null,
    zalo: null,
    hours: null,
    counters: [],
    fees: {},
    social_pension_amount: null,
    greeting: null,
    accent: null,
    logo: null,
    checked_on: null,
    sources: [],
    ...about,
  }
}

export function anEdition(about: Partial<Knowledge> = {}): Edition {
  const nothing = { guides: [], ward: aWard(), offices: [], offTopic: [] }
  const lexicon = { replacements: [], expansions: [] }
  const state = { number: 1, publishedAt: new Date('2026-11-24T03:00:00Z'), hash: 'h' }
  return createEdition(state, { ...nothing, lexicon, ...about })
}

/** A sound knowledge folder of one guide, with these files in place of its own. */
export function aKnowledgeFolder(files: KnowledgeFiles = {}): KnowledgeFiles {
  return {
    'ward.yaml': JSON.stringify(aWard({ phone: '0901 000 000' })),
    'catalogue.yaml': 'Hộ tịch:\n  - cap-ban-sao\n  - cap-lai\n  - chung-thuc\n',
    'other-offices.yaml': '[]\n',
    'lexicon/teencode.yaml': '- {term: ko, means: không, example: có mất tiền ko}\n',
    'guides/cap-ban-sao.md': guideText,
    ...files,
  }
}

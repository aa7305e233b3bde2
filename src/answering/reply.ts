import type { Facet } from '../knowledge/facet.ts'

export const replyKinds = [
  'answer',
  'clarify',
  'redirect',
  'handoff',
  'smalltalk',
  'refusal',
] as const
export type ReplyKind = (typeof replyKinds)[number]

/** Where a statement of a reply stands. Opens at `/thu-tuc/<guide>#<section>`. */
export type Citation = {
  guide: string
  /** A facet, or `tong_quan` for the lead. */
  section: string
  title: string
  quote: string
  /** The laws behind the guide, in one line. */
  legalBasis?: string
}

/** A button: shows `label`, sends `text` as the citizen's message. */
export type Option = { label: string; text: string }

export const ticketStates = ['new', 'claimed', 'answered', 'waiting', 'resolved', 'closed'] as const
export type TicketState = (typeof ticketStates)[number]

/** What a citizen gets for one message. The shape is the API's (`../shared` design, §4). */
export type Reply = {
  id: string
  kind: ReplyKind
  /** Markdown: paragraphs, bold, flat lists, links. */
  text: string
  procedure: { id: string; code: string | null; title: string } | null
  facet: Facet | null
  citations: Citation[]
  options: Option[]
  ticket: { number: string; state: TicketState } | null
  /** Number of the edition it was made from. */
  edition: number
  /** 0…1: how sure the bot is that this is what was asked. */
  confidence: number
  generatedBy: 'guide' | 'llm' | 'staff'
}

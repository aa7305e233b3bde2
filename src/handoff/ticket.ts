import type { Evidence } from '../answering/find-evidence.ts'
import type { TicketState } from '../answering/reply.ts'

/** Why a conversation is handed over. */
export const handoffReasonKinds = [
  'asks-person',
  'own-case',
  'complaint',
  'fraud',
  'emergency',
  /** The bot asked back twice and still did not understand. */
  'unclear',
  /** Two replies were marked as no help. */
  'unhelpful',
  /** A real question that no guide answers. */
  'uncovered',
  /** The office has officials answer this matter. */
  'staff-only',
] as const
export type HandoffReason = (typeof handoffReasonKinds)[number]

export const priorities = { normal: 0, high: 1, emergency: 2 } as const
export type Priority = (typeof priorities)[keyof typeof priorities]

/** A case that waits for an official, or is with one. */
export type Ticket = {
  sequence: number
  /** What the citizen is told: `P-0001`. */
  number: string
  conversationId: string
  reason: HandoffReason
  state: TicketState
  /** The official who has it; when it is over, who had it last. */
  ownerId: string | null
  team: string | null
  /** Field of the guide it is about. */
  field: string | null
  priority: Priority
  /** Two lines. */
  summary: string
  evidence: Evidence
  citizenName: string | null
  citizenPhone: string | null
  /** Since when the citizen waits for an official's word; null when it is the citizen's turn. */
  waitingSince: Date | null
  /** Since when it is the citizen's turn, and the clock of the resolution stands. */
  citizenTurnSince: Date | null
  stateSince: Date
  firstAnsweredAt: Date | null
  resolvedAt: Date | null
  dueFirstAt: Date | null
  dueResolvedAt: Date | null
  /** How often it was opened again. */
  reopened: number
  rating: { value: number; comment: string | null } | null
  createdAt: Date
  /** Grows with every change. */
  version: number
}

/** What a ticket is opened with. */
export type NewTicket = Pick<
  Ticket,
  'reason' | 'field' | 'priority' | 'summary' | 'evidence' | 'dueFirstAt' | 'dueResolvedAt'
> & {
  /** Of the code the citizen is told; pick-up-code.ts. */
  pickUpHash: string | null
}

/** States in which a further cry for a person belongs to the same ticket. */
export const openTicketStates: TicketState[] = ['new', 'claimed', 'answered', 'waiting']

/** `12` → `P-0012`: short enough to say over a counter. */
export function ticketNumber(sequence: number): string {
  return `P-${String(sequence).padStart(4, '0')}`
}

/** `P-0012` → 12; undefined for what is no number of ours. */
export function ticketSequence(number: string): number | undefined {
  const [, digits] = /^P-(\d{4,15})$/i.exec(number) ?? []
  return digits === undefined ? undefined : Number(digits)
}

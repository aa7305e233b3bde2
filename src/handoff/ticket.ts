import type { TicketState } from '../answering/reply.ts'

/** Why the bot hands a conversation over. */
export const handoffReasonKinds = [
  'asks-person',
  'own-case',
  'complaint',
  'fraud',
  'emergency',
] as const
export type HandoffReason = (typeof handoffReasonKinds)[number]

/** A case that waits for an official. */
export type Ticket = {
  /** What the citizen is told: `P-0001`. */
  number: string
  conversationId: string
  reason: HandoffReason
  state: TicketState
  createdAt: Date
}

/** States in which a further cry for a person belongs to the same ticket. */
export const openTicketStates: TicketState[] = ['new', 'claimed', 'answered']

/** `12` → `P-0012`: short enough to say over a counter. */
export function ticketNumber(sequence: number): string {
  return `P-${String(sequence).padStart(4, '0')}`
}

import type { Citation } from '../answering/reply.ts'
import type { Ticket } from './ticket.ts'
import type { TicketAction, TicketEvent, TicketProblem, Who } from './ticket-life.ts'

/** What an official wrote: to the citizen, or (`note`) to colleagues. `notice`: the service to the citizen. */
export type StaffMessage = {
  sequence: number
  id: string
  conversationId: string
  ticketSequence: number | null
  /** null: the service. */
  staffId: string | null
  kind: 'reply' | 'note' | 'notice'
  text: string
  citations: Citation[]
  createdAt: Date
  /** When it was written to the citizen's line; null while on its way. */
  deliveredAt: Date | null
}

export type NewStaffMessage = {
  /** The ticket it belongs to. */
  sequence: number
  staffId: string
  kind: 'reply' | 'note'
  text: string
  citations: Citation[]
  /** A repeated one keeps nothing new. */
  clientMessageId: string | null
  at: Date
}

export type KeptTicketEvent = TicketEvent & {
  sequence: number
  /** `citizen`, `bot`, `system` or `staff:<id>`. */
  who: string
  at: Date
}

/** How a ticket stands in the queue. */
export type QueuedTicket = { sequence: number; priority: number; waitingSince: Date }

/** A ticket in the queue, with what decides who may be given it. */
export type UnassignedTicket = Pick<
  Ticket,
  'sequence' | 'conversationId' | 'priority' | 'field' | 'team'
> & {
  /** The official who put it there last. */
  leftBy: string | null
}

/**
 * Where tickets are kept. Every change checks who has the conversation in the transaction that makes
 * it, and leaves an event. The real one is adapters/ticket-store.ts, on SQLite and on PostgreSQL.
 */
export type TicketStore = {
  find(sequence: number): Promise<Ticket | undefined>
  /** The ticket of a conversation that counts now: the latest. */
  latestOf(conversationId: string): Promise<Ticket | undefined>
  byPickUpHash(hash: string): Promise<Ticket | undefined>
  /** Does it, or says why not; of many who claim at once one gets the ticket. */
  act(
    sequence: number,
    action: TicketAction,
    who: Who,
    at: Date,
  ): Promise<{ ticket: Ticket } | TicketProblem>
  /** A `reply` is kept only while that official has the ticket, together with the event that brings it to the citizen. */
  say(message: NewStaffMessage): Promise<{ message: StaffMessage; isNew: boolean } | TicketProblem>
  /** Everything written to the citizen and, with notes, among colleagues, in order. */
  messagesOf(conversationId: string): Promise<StaffMessage[]>
  eventsOf(sequence: number): Promise<KeptTicketEvent[]>
  /** Tickets that no official has, in the order in which they are to be taken. */
  queue(): Promise<QueuedTicket[]>
  /** The same tickets, for giving them away. */
  unassigned(): Promise<UnassignedTicket[]>
  /** For how many citizens each official has the next word. */
  waitingByOwner(): Promise<ReadonlyMap<string, number>>
  /** When tickets were taken out of the queue after that moment, oldest first. */
  takenSince(moment: Date): Promise<Date[]>
  /** Open tickets whose citizen waits for their official, with when that official was last seen. */
  heldWhileWaiting(): Promise<{ ticket: Ticket; seenAt: Date; isAway: boolean }[]>
  /** Tickets in that state since before that moment. */
  inStateSince(state: Ticket['state'], before: Date): Promise<Ticket[]>
  /** The citizen's line has it. */
  markDelivered(messageId: string, at: Date): Promise<void>
}

import type { Citation } from '../answering/reply.ts'
import type { TicketProblem } from '../handoff/ticket-life.ts'
import { isProblem } from '../handoff/ticket-life.ts'
import type { StaffMessage, TicketStore } from '../handoff/ticket-store.ts'
import type { Clock } from '../shared/clock.ts'
import type { EventFeed } from './event-feed.ts'

/**
 * What an official writes → the citizen's feed of events. Kept only while the official has the
 * conversation; what is kept reaches the citizen exactly once, whenever they listen (`Last-Event-ID`).
 */
export type RelayStaffReply = (reply: {
  /** Of the ticket. */
  sequence: number
  staffId: string
  text: string
  citations: Citation[]
  clientMessageId: string
}) => Promise<{ message: StaffMessage; isNew: boolean } | TicketProblem>

export function createRelayStaffReply(deps: {
  tickets: Pick<TicketStore, 'say'>
  events: Pick<EventFeed, 'announce'>
  clock: Clock
}): RelayStaffReply {
  return async (reply) => {
    const said = await deps.tickets.say({ ...reply, kind: 'reply', at: deps.clock() })
    if (!isProblem(said)) deps.events.announce(said.message.conversationId)
    return said
  }
}

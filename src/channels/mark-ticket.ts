import type { TicketStore } from '../handoff/ticket-store.ts'
import type { Clock } from '../shared/clock.ts'

/** Writes onto the conversation's ticket that something did not reach the citizen, and why. */
export type MarkTicket = (conversationId: string, why: string) => Promise<void>

export function createMarkTicket(deps: {
  tickets: Pick<TicketStore, 'latestOf' | 'act'>
  announce: (conversationId: string) => void
  clock: Clock
}): MarkTicket {
  return async (conversationId, why) => {
    const ticket = await deps.tickets.latestOf(conversationId)
    if (!ticket || ticket.state === 'closed') return
    const action = { type: 'undelivered', why } as const
    await deps.tickets.act(ticket.sequence, action, { kind: 'system' }, deps.clock())
    deps.announce(conversationId)
  }
}

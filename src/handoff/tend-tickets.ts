import type { Clock } from '../shared/clock.ts'
import type { DraftStore } from './approval.ts'
import type { DeskRules } from './office.ts'
import type { Ticket } from './ticket.ts'
import { isProblem, type TicketAction } from './ticket-life.ts'
import type { TicketStore } from './ticket-store.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Without a word for so long, the citizen is asked for one rather than answered. */
const answeredDays = 1

export type TendTickets = () => Promise<void>

/**
 * What time does to tickets; called every half minute. Safe when several processes do it: each change
 * is made once, under the lock of its conversation.
 */
export function createTendTickets(deps: {
  tickets: Pick<TicketStore, 'heldWhileWaiting' | 'inStateSince' | 'act'>
  drafts: Pick<DraftStore, 'waiting' | 'decide'>
  rules: () => Promise<DeskRules>
  clock: Clock
  /** Told of every conversation in which something changed. */
  onChange: (conversationId: string) => void
}): TendTickets {
  const { tickets, drafts, rules, clock, onChange } = deps

  const change = async (ticket: Ticket, action: TicketAction, at: Date) => {
    const outcome = await tickets.act(ticket.sequence, action, { kind: 'system' }, at)
    if (!isProblem(outcome)) onChange(ticket.conversationId)
  }

  /** Nobody is stranded with an official who is not there. */
  const returnToQueue = async (at: Date, awayMinutes: number) => {
    for (const { ticket, seenAt, isAway } of await tickets.heldWhileWaiting()) {
      // Of whoever is there but says to be away, the citizen's wait counts.
      const since = isAway ? (ticket.waitingSince ?? seenAt) : seenAt
      const latest = Math.max(since.getTime(), ticket.stateSince.getTime())
      if (at.getTime() - latest >= awayMinutes * minuteMs) {
        await change(ticket, { type: 'owner-offline' }, at)
      }
    }
  }

  const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * dayMs)

  return async () => {
    const at = clock()
    const { awayMinutes, reopenDays } = await rules()
    await returnToQueue(at, awayMinutes)
    for (const ticket of await tickets.inStateSince('answered', daysBefore(at, answeredDays))) {
      await change(ticket, { type: 'await-citizen' }, at)
    }
    for (const ticket of await tickets.inStateSince('waiting', daysBefore(at, reopenDays))) {
      await change(ticket, { type: 'resolve', closingNote: '' }, at)
    }
    for (const ticket of await tickets.inStateSince('resolved', daysBefore(at, reopenDays))) {
      await change(ticket, { type: 'close' }, at)
    }
    for (const { messageId, dueAt } of await drafts.waiting()) {
      if (dueAt > at) continue
      const decided = await drafts.decide(messageId, { type: 'time-out' }, at)
      if (decided) onChange(decided.conversationId)
    }
  }
}

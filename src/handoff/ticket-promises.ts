import type { PromiseClocks } from './service-level.ts'
import { openTicketStates, type Ticket } from './ticket.ts'

type Promises = Pick<Ticket, 'dueFirstAt' | 'dueResolvedAt' | 'citizenTurnSince'>

/**
 * What a change does to a ticket's promises: the clock of the resolution stands while it is the citizen's
 * turn, and what opens again is promised anew. Pure.
 */
export function promisesAfter(
  before: Ticket,
  after: Ticket,
  at: Date,
  { dueFrom, afterPause }: PromiseClocks,
): Promises {
  const { dueFirstAt, dueResolvedAt } = before
  if (!isOpen(before) && isOpen(after)) {
    const due = dueFrom(at)
    return {
      // Who was answered once is not answered for the first time again.
      dueFirstAt: before.firstAnsweredAt === null ? due.dueFirstAt : dueFirstAt,
      dueResolvedAt: due.dueResolvedAt,
      citizenTurnSince: null,
    }
  }
  const pausedAt = before.citizenTurnSince
  if (isOpen(after) && after.waitingSince === null) {
    return { dueFirstAt, dueResolvedAt, citizenTurnSince: pausedAt ?? at }
  }
  const isResumed = pausedAt !== null && dueResolvedAt !== null
  return {
    dueFirstAt,
    dueResolvedAt: isResumed ? afterPause(dueResolvedAt, pausedAt, at) : dueResolvedAt,
    citizenTurnSince: null,
  }
}

const isOpen = ({ state }: Ticket) => openTicketStates.includes(state)

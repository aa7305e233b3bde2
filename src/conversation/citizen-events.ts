import type { QueueFigures } from '../handoff/queue-figures.ts'
import type { QueuePlace } from '../handoff/queue-place.ts'
import type { NamedStaff, StaffOf } from '../handoff/staff-of.ts'
import type { Ticket } from '../handoff/ticket.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import type { Clock } from '../shared/clock.ts'
import type { ConversationEvent } from './conversation.ts'
import type { EventDetails } from './event-feed.ts'

/** A ticket as its citizen sees it. */
export type TicketStanding = {
  number: string
  state: Ticket['state']
  /** null: nobody is waited for in the queue. */
  queue: { place: number; minutes: [number, number] | null; nextOpening: string | null } | null
  /** Who has it. */
  staff: NamedStaff | null
}

export type StandingOf = (ticket: Ticket) => Promise<TicketStanding>

/** Tells how a ticket stands now. */
export function createStandingOf(deps: {
  queue: QueueFigures
  staffOf: StaffOf
  clock: Clock
}): StandingOf {
  return async ({ sequence, number, state, ownerId }) => ({
    number,
    state,
    queue: state === 'new' ? toldPlace(await deps.queue(sequence, deps.clock())) : null,
    staff: ownerId === null ? null : ((await deps.staffOf(ownerId)) ?? null),
  })
}

/** The events of a conversation as its citizen gets them: names for ids, the place in the queue now. */
export function createCitizenEvents(deps: {
  tickets: Pick<TicketStore, 'latestOf' | 'markDelivered'>
  standingOf: StandingOf
  staffOf: StaffOf
  clock: Clock
}): EventDetails {
  const { tickets, standingOf, staffOf, clock } = deps
  return {
    async present(conversationId, { type, body }) {
      if (type === 'message') return await withStaff(body, staffOf)
      if (type !== 'ticket' || !isObject(body)) return body
      const ticket = await tickets.latestOf(conversationId)
      const { number, state } = body
      // An older event tells of its own time; only the latest state has a place in the queue.
      const isNow = ticket !== undefined && ticket.number === number && ticket.state === state
      return isNow ? await standingOf(ticket) : { number, state, queue: null, staff: null }
    },

    async standing(conversationId) {
      const ticket = await tickets.latestOf(conversationId)
      return ticket?.state === 'new' ? await standingOf(ticket) : undefined
    },

    async onSent({ type, body }: ConversationEvent) {
      if (type === 'message' && isObject(body))
        await tickets.markDelivered(String(body.id), clock())
    },
  }
}

async function withStaff(body: unknown, staffOf: StaffOf): Promise<unknown> {
  if (!isObject(body)) return body
  const { staffId, ...message } = body
  const staff = typeof staffId === 'string' ? await staffOf(staffId) : undefined
  return { ...message, staff: staff ?? null }
}

function toldPlace({ place, minutes, nextOpening }: QueuePlace) {
  return { place, minutes, nextOpening: nextOpening?.toISOString() ?? null }
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null
}

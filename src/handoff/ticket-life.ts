import type { PromiseClocks } from './service-level.ts'
import { openTicketStates, type Priority, type Ticket } from './ticket.ts'
import { promisesAfter } from './ticket-promises.ts'

/** Whoever does something to a ticket. Admins may put right what a colleague holds. */
export type Who =
  | { kind: 'citizen' }
  | { kind: 'bot' }
  | { kind: 'system' }
  | { kind: 'staff'; id: string; isAdmin?: boolean }

/** What can happen to a ticket. */
export type TicketAction =
  | { type: 'claim' }
  /** By the service, when the ward has tickets assigned. */
  | { type: 'assign'; to: string }
  | { type: 'release' }
  /** `to` null: into the queue, for the team when one is named. */
  | { type: 'transfer'; to: string | null; team: string | null; note: string }
  | { type: 'staff-message' }
  | { type: 'note' }
  | { type: 'await-citizen' }
  | { type: 'resolve'; closingNote: string }
  | { type: 'return-to-bot' }
  | { type: 'reopen' }
  /** A resolved ticket opens again when that is at most so many days ago. */
  | { type: 'citizen-message'; reopenDays: number }
  | { type: 'escalate'; priority: Priority }
  | { type: 'contact'; name: string | null; phone: string | null }
  | { type: 'rate'; value: number; comment: string | null }
  | { type: 'owner-offline' }
  /** Something that was to reach the citizen never will; `why` is one word. */
  | { type: 'undelivered'; why: string }
  | { type: 'close' }

export const ticketEventTypes = [
  'opened',
  'claimed',
  'assigned',
  'released',
  'transferred',
  'staff-message',
  'note',
  'awaits-citizen',
  'resolved',
  'returned-to-bot',
  'reopened',
  'citizen-message',
  'escalated',
  'contact',
  'rated',
  'owner-offline',
  'undelivered',
  'closed',
] as const
export type TicketEventType = (typeof ticketEventTypes)[number]

/** One change of a ticket: what, and what about it. Who and when stand beside it where it is kept. */
export type TicketEvent = { type: TicketEventType; body: Record<string, string | number | null> }

/** Why an action is refused. An expected end: two officials may want the same ticket. */
export type TicketProblem = {
  problem: 'no-such-ticket' | 'held-by-colleague' | 'not-yours' | 'not-open' | 'another-is-open'
  /** The official who has the ticket. */
  heldBy: string | null
}

export type TicketChange = { ticket: Ticket; events: TicketEvent[] }

/** What only one kind may do. */
const onlyBy: Partial<Record<TicketAction['type'], Who['kind']>> = {
  claim: 'staff',
  reopen: 'staff',
  note: 'staff',
  'staff-message': 'staff',
  'citizen-message': 'citizen',
  rate: 'citizen',
  assign: 'system',
  'owner-offline': 'system',
  undelivered: 'system',
  close: 'system',
}

const dayMs = 24 * 60 * 60 * 1000

/** True for a refusal. */
export function isProblem(outcome: object): outcome is TicketProblem {
  return 'problem' in outcome
}

/**
 * The life of a ticket: new → claimed → answered ⇄ waiting → resolved → closed. Pure.
 *
 * `claimed`: an official has it and the citizen spoke last; `answered`: the official spoke last;
 * `waiting`: it is the citizen's turn. No events: the ticket was so already. `clocks` says by when a
 * ticket is due that opens again or has waited for its citizen.
 */
export function applyTicketAction(
  ticket: Ticket,
  action: TicketAction,
  who: Who,
  at: Date,
  clocks: PromiseClocks,
): TicketChange | TicketProblem {
  const isOpen = openTicketStates.includes(ticket.state)
  const refused = (problem: TicketProblem['problem']): TicketProblem => ({
    problem,
    heldBy: isOpen ? ticket.ownerId : null,
  })
  const asItIs: TicketChange = { ticket, events: [] }
  const changed = (
    change: Partial<Ticket>,
    type: TicketEventType,
    body: TicketEvent['body'] = {},
  ): TicketChange => {
    const stateSince = change.state && change.state !== ticket.state ? at : ticket.stateSince
    const now = { ...ticket, ...change, stateSince, version: ticket.version + 1 }
    return {
      ticket: { ...now, ...promisesAfter(ticket, now, at, clocks) },
      events: [{ type, body }],
    }
  }
  const toQueue = { state: 'new', ownerId: null, waitingSince: ticket.waitingSince ?? at } as const
  const isOwner = who.kind === 'staff' && isOpen && ticket.ownerId === who.id
  /** The owner, an admin, whoever finds it in the queue, or the service itself. */
  const mayDispose =
    isOwner ||
    who.kind === 'system' ||
    (who.kind === 'staff' && (who.isAdmin === true || ticket.ownerId === null))

  if (onlyBy[action.type] && onlyBy[action.type] !== who.kind) return refused('not-yours')
  switch (action.type) {
    case 'claim':
      if (who.kind !== 'staff') return refused('not-yours')
      if (!isOpen) return refused('not-open')
      if (isOwner) return asItIs
      if (ticket.ownerId !== null) return refused('held-by-colleague')
      return changed({ ownerId: who.id, state: 'claimed' }, 'claimed')

    case 'assign':
      if (!isOpen) return refused('not-open')
      if (ticket.ownerId !== null) return refused('held-by-colleague')
      return changed({ ownerId: action.to, state: 'claimed' }, 'assigned', { to: action.to })

    case 'release':
      if (!isOpen) return refused('not-open')
      if (ticket.ownerId === null) return asItIs
      if (!mayDispose) return refused('held-by-colleague')
      return changed(toQueue, 'released')

    case 'transfer': {
      if (!isOpen) return refused('not-open')
      if (!mayDispose) return refused('held-by-colleague')
      const { to, team, note } = action
      const state = ticket.state === 'new' ? 'claimed' : ticket.state
      const change = to === null ? { ...toQueue, team } : { state, ownerId: to, team }
      return changed(change, 'transferred', { to, team, note })
    }

    case 'staff-message':
      if (!isOpen) return refused('not-open')
      if (!isOwner) return refused(ticket.ownerId === null ? 'not-yours' : 'held-by-colleague')
      return changed(
        {
          state: 'answered',
          waitingSince: null,
          firstAnsweredAt: ticket.firstAnsweredAt ?? at,
        },
        'staff-message',
      )

    case 'note':
      return changed({}, 'note')

    case 'await-citizen':
      if (!isOpen) return refused('not-open')
      if (!isOwner && who.kind !== 'system') return refused('not-yours')
      if (ticket.state !== 'answered') return asItIs
      return changed({ state: 'waiting' }, 'awaits-citizen')

    case 'resolve':
    case 'return-to-bot': {
      if (!isOpen) return refused('not-open')
      if (!mayDispose) return refused('held-by-colleague')
      const ownerId = ticket.ownerId ?? (who.kind === 'staff' ? who.id : null)
      const over = { ownerId, waitingSince: null, resolvedAt: at }
      if (action.type === 'return-to-bot') {
        return changed({ ...over, state: 'closed' }, 'returned-to-bot')
      }
      return changed({ ...over, state: 'resolved' }, 'resolved', { note: action.closingNote })
    }

    case 'reopen':
      if (isOpen) return refused('another-is-open')
      if (who.kind !== 'staff') return refused('not-yours')
      return changed(
        {
          state: 'claimed',
          ownerId: who.id,
          waitingSince: at,
          resolvedAt: null,
          reopened: ticket.reopened + 1,
        },
        'reopened',
      )

    case 'citizen-message': {
      if (isOpen) {
        const state = ticket.ownerId === null ? 'new' : 'claimed'
        return changed({ state, waitingSince: ticket.waitingSince ?? at }, 'citizen-message')
      }
      if (!canReopen(ticket, action.reopenDays, at)) return refused('not-open')
      return changed(
        {
          // The official who had it knows the matter; when away, the timer puts it into the queue.
          state: ticket.ownerId === null ? 'new' : 'claimed',
          waitingSince: at,
          resolvedAt: null,
          reopened: ticket.reopened + 1,
        },
        'reopened',
      )
    }

    case 'escalate':
      if (!isOpen) return refused('not-open')
      if (action.priority <= ticket.priority) return asItIs
      return changed({ priority: action.priority }, 'escalated', { priority: action.priority })

    case 'contact': {
      const name = action.name ?? ticket.citizenName
      const phone = action.phone ?? ticket.citizenPhone
      if (name === ticket.citizenName && phone === ticket.citizenPhone) return asItIs
      return changed({ citizenName: name, citizenPhone: phone }, 'contact')
    }

    case 'rate':
      return changed({ rating: { value: action.value, comment: action.comment } }, 'rated', {
        value: action.value,
      })

    case 'owner-offline':
      // Where the citizen does not wait, nobody is stranded; their next message changes that.
      if (!isOpen || ticket.ownerId === null || ticket.waitingSince === null) return asItIs
      return changed(toQueue, 'owner-offline', { was: ticket.ownerId })

    case 'undelivered':
      return changed({}, 'undelivered', { why: action.why })

    case 'close':
      if (ticket.state !== 'resolved') return asItIs
      return changed({ state: 'closed' }, 'closed')
  }
}

/** Whether a new message belongs to a ticket that is resolved. */
export function canReopen(ticket: Ticket, reopenDays: number, at: Date): boolean {
  if (ticket.state !== 'resolved' || ticket.resolvedAt === null) return false
  return at.getTime() - ticket.resolvedAt.getTime() <= reopenDays * dayMs
}

/** As it is kept: `citizen`, `bot`, `system`, `staff:<id>`. */
export function whoText(who: Who): string {
  return who.kind === 'staff' ? `staff:${who.id}` : who.kind
}

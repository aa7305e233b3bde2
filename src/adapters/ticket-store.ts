import type { Selectable, Transaction } from 'kysely'
import { ownerOfText, ownerText } from '../handoff/owner.ts'
import type { PromiseClocks } from '../handoff/service-level.ts'
import { openTicketStates, type Ticket } from '../handoff/ticket.ts'
import {
  applyTicketAction,
  isProblem,
  type TicketAction,
  type TicketProblem,
  ticketEventTypes,
  type Who,
} from '../handoff/ticket-life.ts'
import type { NewStaffMessage, StaffMessage, TicketStore } from '../handoff/ticket-store.ts'
import { newId } from '../shared/ids.ts'
import { queueForChat } from './chat-outbox.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'
import {
  keepCitizenEvent,
  lockConversation,
  openTicketOf,
  saveChange,
  toPriority,
  toTicket,
} from './ticket-rows.ts'

/** TicketStore on SQLite or PostgreSQL; `clocks` says by when tickets are due as the ward has set it. */
export function createTicketStore(
  database: Database,
  kind: DatabaseKind,
  clocks: () => Promise<PromiseClocks>,
): TicketStore {
  const write = createCommitGroup(database, kind)

  return {
    async find(sequence) {
      const row = await database
        .selectFrom('tickets')
        .selectAll()
        .where('sequence', '=', sequence)
        .executeTakeFirst()
      return row && toTicket(row)
    },

    async latestOf(conversationId) {
      const row = await database
        .selectFrom('tickets')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && toTicket(row)
    },

    async byPickUpHash(hash) {
      const row = await database
        .selectFrom('tickets')
        .selectAll()
        .where('pickup_hash', '=', hash)
        .executeTakeFirst()
      return row && toTicket(row)
    },

    async act(sequence, action, who, at) {
      const promised = await clocks()
      return await write((transaction) =>
        actOn(transaction, { sequence, action, who, at }, promised),
      )
    },

    async say(message) {
      const promised = await clocks()
      return await write((transaction) => keepMessage(transaction, message, promised))
    },

    async messagesOf(conversationId) {
      const rows = await database
        .selectFrom('staff_messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('sequence')
        .execute()
      return rows.map(toStaffMessage)
    },

    async eventsOf(sequence) {
      const rows = await database
        .selectFrom('ticket_events')
        .selectAll()
        .where('ticket_sequence', '=', sequence)
        .orderBy('sequence')
        .execute()
      return rows.map((row) => ({
        sequence: row.sequence,
        type: ticketEventTypes.find((type) => type === row.type) ?? 'note',
        body: JSON.parse(row.body),
        who: row.who,
        at: new Date(row.created_at),
      }))
    },

    async queue() {
      const rows = await database
        .selectFrom('tickets')
        .select(['sequence', 'priority', 'waiting_since', 'created_at'])
        .where('state', '=', 'new')
        .orderBy('priority', 'desc')
        .orderBy('waiting_since')
        .orderBy('sequence')
        .execute()
      return rows.map(({ sequence, priority, waiting_since, created_at }) => ({
        sequence,
        priority,
        waitingSince: new Date(waiting_since ?? created_at),
      }))
    },

    async unassigned() {
      const rows = await database
        .selectFrom('tickets')
        .select(['sequence', 'conversation_id', 'priority', 'field', 'team'])
        .select((select) =>
          select
            .selectFrom('ticket_events')
            .whereRef('ticket_events.ticket_sequence', '=', 'tickets.sequence')
            .where('type', 'in', ['released', 'transferred'])
            .orderBy('ticket_events.sequence', 'desc')
            .limit(1)
            .select('who')
            .as('left_by'),
        )
        .where('state', '=', 'new')
        .orderBy('priority', 'desc')
        .orderBy('waiting_since')
        .orderBy('sequence')
        .limit(mostAssigned)
        .execute()
      return rows.map(({ sequence, conversation_id, priority, field, team, left_by }) => {
        const leftBy = ownerOfText(left_by ?? '')
        return {
          sequence,
          conversationId: conversation_id,
          priority: toPriority(priority),
          field,
          team,
          leftBy: leftBy.kind === 'staff' ? leftBy.id : null,
        }
      })
    },

    async waitingByOwner() {
      const rows = await database
        .selectFrom('tickets')
        .where('state', '=', 'claimed')
        .where('owner_id', 'is not', null)
        .groupBy('owner_id')
        .select(({ fn }) => ['owner_id', fn.countAll<number>().as('count')])
        .execute()
      return new Map(rows.map(({ owner_id, count }) => [owner_id ?? '', Number(count)]))
    },

    async takenSince(moment) {
      const rows = await database
        .selectFrom('ticket_events')
        .select('created_at')
        .where('type', 'in', ['claimed', 'assigned'])
        .where('created_at', '>', moment.toISOString())
        .orderBy('created_at')
        .execute()
      return rows.map(({ created_at }) => new Date(created_at))
    },

    async heldWhileWaiting() {
      const rows = await database
        .selectFrom('tickets')
        .leftJoin('staff_presence', 'staff_presence.staff_id', 'tickets.owner_id')
        .selectAll('tickets')
        .select(['staff_presence.seen_at', 'staff_presence.state as presence'])
        .where('tickets.state', '=', 'claimed')
        .where('tickets.owner_id', 'is not', null)
        .execute()
      return rows.map(({ seen_at, presence, ...row }) => {
        const ticket = toTicket(row)
        const seenAt = seen_at === null ? ticket.stateSince : new Date(seen_at)
        return { ticket, seenAt, isAway: presence === 'away' }
      })
    },

    async inStateSince(state, before) {
      const rows = await database
        .selectFrom('tickets')
        .selectAll()
        .where('state', '=', state)
        .where('state_since', '<', before.toISOString())
        .orderBy('sequence')
        .execute()
      return rows.map(toTicket)
    },

    async markDelivered(messageId, at) {
      await database
        .updateTable('staff_messages')
        .set({ delivered_at: at.toISOString() })
        .where('id', '=', messageId)
        .where('delivered_at', 'is', null)
        .execute()
    },
  }
}

/** More than a desk could be given at once. */
const mostAssigned = 200

const noSuchTicket: TicketProblem = { problem: 'no-such-ticket', heldBy: null }

/** Reads a ticket under the lock of its conversation. */
async function lockTicket(
  transaction: Transaction<Tables>,
  sequence: number,
): Promise<Ticket | undefined> {
  const about = await transaction
    .selectFrom('tickets')
    .select('conversation_id')
    .where('sequence', '=', sequence)
    .executeTakeFirst()
  if (!about) return undefined
  await lockConversation(transaction, about.conversation_id)
  const row = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow()
  return toTicket(row)
}

async function actOn(
  transaction: Transaction<Tables>,
  { sequence, action, who, at }: { sequence: number; action: TicketAction; who: Who; at: Date },
  clocks: PromiseClocks,
): Promise<{ ticket: Ticket } | TicketProblem> {
  const ticket = await lockTicket(transaction, sequence)
  if (!ticket) return noSuchTicket
  const change = applyTicketAction(ticket, action, who, at, clocks)
  if (isProblem(change)) return change
  if (change.events.length === 0) return { ticket }
  if (!isOpen(ticket) && isOpen(change.ticket)) {
    const other = await openTicketOf(transaction, ticket.conversationId)
    if (other) return { problem: 'another-is-open', heldBy: other.ownerId }
  }
  await saveChange(transaction, ticket, change, who, at)
  return { ticket: change.ticket }
}

const isOpen = ({ state }: Ticket) => openTicketStates.includes(state)

async function keepMessage(
  transaction: Transaction<Tables>,
  { sequence, staffId, kind, text, citations, clientMessageId, at }: NewStaffMessage,
  clocks: PromiseClocks,
): Promise<{ message: StaffMessage; isNew: boolean } | TicketProblem> {
  const ticket = await lockTicket(transaction, sequence)
  if (!ticket) return noSuchTicket
  const earlier = await earlierMessage(transaction, staffId, clientMessageId)
  if (earlier) return { message: earlier, isNew: false }

  const who: Who = { kind: 'staff', id: staffId }
  const action =
    kind === 'note' ? ({ type: 'note' } as const) : ({ type: 'staff-message' } as const)
  const change = applyTicketAction(ticket, action, who, at, clocks)
  if (isProblem(change)) return change
  if (kind === 'reply' && !(await isOwner(transaction, ticket.conversationId, staffId))) {
    return { problem: 'not-yours', heldBy: ticket.ownerId }
  }
  const row = await transaction
    .insertInto('staff_messages')
    .values({
      id: newId('stm'),
      conversation_id: ticket.conversationId,
      ticket_sequence: sequence,
      staff_id: staffId,
      kind,
      text,
      citations: JSON.stringify(citations),
      client_message_id: clientMessageId,
      created_at: at.toISOString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const message = toStaffMessage(row)
  const [event] = change.events
  const events = event ? [{ ...event, body: { messageId: message.id } }] : []
  if (kind === 'reply') {
    const body = { id: message.id, text, at: at.toISOString(), staffId, citations, attachments: [] }
    await keepCitizenEvent(transaction, ticket.conversationId, 'message', body, at)
    const content = { type: 'staff', staffId, text, citations } as const
    await queueForChat(transaction, ticket.conversationId, message.id, content, at)
  }
  await saveChange(transaction, ticket, { ...change, events }, who, at)
  return { message, isNew: true }
}

async function earlierMessage(
  transaction: Transaction<Tables>,
  staffId: string,
  clientMessageId: string | null,
): Promise<StaffMessage | undefined> {
  if (clientMessageId === null) return undefined
  const row = await transaction
    .selectFrom('staff_messages')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('client_message_id', '=', clientMessageId)
    .executeTakeFirst()
  return row && toStaffMessage(row)
}

/** The conversation's own word on who may speak, in the transaction that speaks. */
async function isOwner(
  transaction: Transaction<Tables>,
  conversationId: string,
  staffId: string,
): Promise<boolean> {
  const held = await transaction
    .updateTable('conversations')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', conversationId)
    .where('owner', '=', ownerText({ kind: 'staff', id: staffId }))
    .returning('id')
    .executeTakeFirst()
  return held !== undefined
}

const messageKinds = ['reply', 'note', 'notice'] as const

export function toStaffMessage(row: Selectable<Tables['staff_messages']>): StaffMessage {
  return {
    sequence: row.sequence,
    id: row.id,
    conversationId: row.conversation_id,
    ticketSequence: row.ticket_sequence,
    staffId: row.staff_id,
    kind: messageKinds.find((kind) => kind === row.kind) ?? 'note',
    text: row.text,
    citations: JSON.parse(row.citations),
    createdAt: new Date(row.created_at),
    deliveredAt: row.delivered_at === null ? null : new Date(row.delivered_at),
  }
}

import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Evidence } from '../answering/find-evidence.ts'
import type { Citation } from '../answering/reply.ts'
import { ownerBy, ownerText } from '../handoff/owner.ts'
import {
  handoffReasonKinds,
  type NewTicket,
  openTicketStates,
  type Priority,
  priorities,
  type Ticket,
  ticketNumber,
} from '../handoff/ticket.ts'
import { type TicketChange, type Who, whoText } from '../handoff/ticket-life.ts'
import { newId } from '../shared/ids.ts'
import { queueForChat, queueTicketChange } from './chat-outbox.ts'
import type { Tables } from './database.ts'

export type TicketRow = Selectable<Tables['tickets']>

const dateOf = (text: string | null) => (text === null ? null : new Date(text))
const textOf = (date: Date | null) => date?.toISOString() ?? null

export function toTicket(row: TicketRow): Ticket {
  const createdAt = new Date(row.created_at)
  return {
    sequence: row.sequence,
    number: ticketNumber(row.sequence),
    conversationId: row.conversation_id,
    reason: handoffReasonKinds.find((kind) => kind === row.reason) ?? 'asks-person',
    state: toState(row.state),
    ownerId: row.owner_id,
    team: row.team,
    field: row.field,
    priority: toPriority(row.priority),
    summary: row.summary,
    evidence: toEvidence(row.evidence),
    citizenName: row.citizen_name,
    citizenPhone: row.citizen_phone,
    // Tickets of before the desk: waiting since they were opened.
    waitingSince: dateOf(row.waiting_since) ?? (row.state === 'new' ? createdAt : null),
    citizenTurnSince: dateOf(row.citizen_turn_since),
    stateSince: dateOf(row.state_since) ?? createdAt,
    firstAnsweredAt: dateOf(row.first_answered_at),
    resolvedAt: dateOf(row.resolved_at),
    dueFirstAt: dateOf(row.due_first_at),
    dueResolvedAt: dateOf(row.due_resolved_at),
    reopened: row.reopened,
    rating: row.rating === null ? null : { value: row.rating, comment: row.rating_comment },
    createdAt,
    version: row.version,
  }
}

export function toPriority(kept: number): Priority {
  return Object.values(priorities).find((value) => value === kept) ?? 0
}

const states = [...openTicketStates, 'resolved', 'closed'] as const

function toState(text: string): Ticket['state'] {
  return states.find((state) => state === text) ?? 'new'
}

/** Evidence is written by this file alone. */
function toEvidence(text: string): Evidence {
  return JSON.parse(text)
}

/**
 * Changes of one conversation and its tickets follow each other, whichever process makes them. Every
 * transaction that reads before it writes takes this lock first.
 */
export async function lockConversation(
  transaction: Transaction<Tables>,
  id: string,
): Promise<Selectable<Tables['conversations']>> {
  // An update that changes nothing: SQLite has no `select … for update`.
  return await transaction
    .updateTable('conversations')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The ticket of the conversation that is not over. */
export async function openTicketOf(
  transaction: Transaction<Tables>,
  conversationId: string,
): Promise<Ticket | undefined> {
  const row = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', openTicketStates)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  return row && toTicket(row)
}

/** Opens a ticket; from now on nobody has the conversation. Needs the lock. */
export async function insertTicket(
  transaction: Transaction<Tables>,
  conversationId: string,
  ticket: NewTicket,
  at: Date,
): Promise<Ticket> {
  const now = at.toISOString()
  const row = await transaction
    .insertInto('tickets')
    .values({
      conversation_id: conversationId,
      reason: ticket.reason,
      state: 'new',
      created_at: now,
      field: ticket.field,
      priority: ticket.priority,
      summary: ticket.summary,
      evidence: JSON.stringify(ticket.evidence),
      waiting_since: now,
      state_since: now,
      due_first_at: textOf(ticket.dueFirstAt),
      due_resolved_at: textOf(ticket.dueResolvedAt),
      pickup_hash: ticket.pickUpHash,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const opened = toTicket(row)
  await keepEvents(transaction, opened, [{ type: 'opened', body: { reason: ticket.reason } }], at, {
    kind: 'bot',
  })
  await setOwner(transaction, opened)
  await tellState(transaction, opened, at)
  return opened
}

/** Writes what became of a ticket, and with it whose the conversation is. Needs the lock. */
export async function saveChange(
  transaction: Transaction<Tables>,
  before: Ticket,
  { ticket, events }: TicketChange,
  who: Who,
  at: Date,
): Promise<void> {
  const saved = await transaction
    .updateTable('tickets')
    .set(toColumns(ticket))
    .where('sequence', '=', before.sequence)
    .where('version', '=', before.version)
    .returning('sequence')
    .executeTakeFirst()
  // Cannot be while everyone takes the lock; two owners would be worse than a failed request.
  if (!saved) throw new Error(`ticket ${ticket.number} changed under the lock`)
  await keepEvents(transaction, ticket, events, at, who)
  const wasOrIsOpen = [before, ticket].some(({ state }) => openTicketStates.includes(state))
  if (wasOrIsOpen) await setOwner(transaction, ticket)
  if (before.state !== ticket.state || before.ownerId !== ticket.ownerId) {
    await tellState(transaction, ticket, at)
  }
  await queueTicketChange(transaction, ticket, events, at)
}

function toColumns(ticket: Ticket): Partial<Insertable<Tables['tickets']>> {
  return {
    state: ticket.state,
    owner_id: ticket.ownerId,
    team: ticket.team,
    priority: ticket.priority,
    citizen_name: ticket.citizenName,
    citizen_phone: ticket.citizenPhone,
    waiting_since: textOf(ticket.waitingSince),
    citizen_turn_since: textOf(ticket.citizenTurnSince),
    due_first_at: textOf(ticket.dueFirstAt),
    due_resolved_at: textOf(ticket.dueResolvedAt),
    state_since: textOf(ticket.stateSince),
    first_answered_at: textOf(ticket.firstAnsweredAt),
    resolved_at: textOf(ticket.resolvedAt),
    reopened: ticket.reopened,
    rating: ticket.rating?.value ?? null,
    rating_comment: ticket.rating?.comment ?? null,
    version: ticket.version,
  }
}

async function keepEvents(
  transaction: Transaction<Tables>,
  { sequence }: Ticket,
  events: TicketChange['events'],
  at: Date,
  who: Who,
): Promise<void> {
  const about = { ticket_sequence: sequence, who: whoText(who), created_at: at.toISOString() }
  for (const { type, body } of events) {
    const row = { ...about, type, body: JSON.stringify(body) }
    await transaction.insertInto('ticket_events').values(row).execute()
  }
}

async function setOwner(transaction: Transaction<Tables>, ticket: Ticket): Promise<void> {
  const owner = ownerText(ownerBy(ticket))
  await transaction
    .updateTable('conversations')
    .set(({ eb }) => ({ owner, version: eb('version', '+', 1) }))
    .where('id', '=', ticket.conversationId)
    .where('owner', '<>', owner)
    .execute()
}

/** For the citizen, who listens to the events of the conversation. */
async function tellState(
  transaction: Transaction<Tables>,
  { conversationId, number, state, ownerId }: Ticket,
  at: Date,
): Promise<void> {
  await keepCitizenEvent(transaction, conversationId, 'ticket', { number, state, ownerId }, at)
}

/** An event that reaches the citizen exactly once, by its number. */
export async function keepCitizenEvent(
  transaction: Transaction<Tables>,
  conversationId: string,
  type: 'ticket' | 'message',
  body: unknown,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('events')
    .values({
      conversation_id: conversationId,
      type,
      body: JSON.stringify(body),
      created_at: at.toISOString(),
    })
    .execute()
}

/** The service itself tells the citizen something, between two turns. */
export async function keepNotice(
  transaction: Transaction<Tables>,
  about: { conversationId: string; sequence: number | null },
  text: string,
  at: Date,
  citations: Citation[] = [],
  staffId: string | null = null,
): Promise<void> {
  const id = newId('stm')
  await transaction
    .insertInto('staff_messages')
    .values({
      id,
      conversation_id: about.conversationId,
      ticket_sequence: about.sequence,
      staff_id: staffId,
      kind: staffId === null ? 'notice' : 'reply',
      text,
      citations: JSON.stringify(citations),
      client_message_id: null,
      created_at: at.toISOString(),
      delivered_at: null,
    })
    .execute()
  const body = { id, text, at: at.toISOString(), staffId, citations, attachments: [] }
  await keepCitizenEvent(transaction, about.conversationId, 'message', body, at)
  await queueForChat(
    transaction,
    about.conversationId,
    id,
    { type: 'staff', staffId, text, citations },
    at,
  )
}

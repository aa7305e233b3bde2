import { type ExpressionBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { channels } from '../conversation/conversation.ts'
import { openTicketStates, ticketNumber } from '../handoff/ticket.ts'
import type { InboxReader, InboxWanted, TicketRecord } from '../staff/inbox.ts'
import { ticketStates } from '../staff/staff-api-schema.ts'
import { conversationsWith } from './conversation-search.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'

type Joined = Pick<Tables, 'tickets' | 'conversations'>

/** InboxReader on SQLite or PostgreSQL. */
export function createInboxReader(database: Database, kind: DatabaseKind): InboxReader {
  const joined = () =>
    database
      .selectFrom('tickets')
      .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')

  return {
    async page(wanted) {
      const found = wanted.q === undefined ? undefined : conversationsWith(wanted.q, kind)
      let query = withFilter(withPlace(joined()), wanted)
      if (wanted.q !== undefined) {
        query = query.where((where) =>
          where.or([
            where('tickets.sequence', '=', wanted.sequence ?? -1),
            ...(found ? [sql<boolean>`tickets.conversation_id in (${found})`] : []),
          ]),
        )
      }
      const after = readCursor(wanted.cursor)
      if (after) {
        query = query.where(
          sql<boolean>`(${rank}, ${since}, ${within}) > (${after.rank}, ${after.since}, ${after.within})`,
        )
      }
      const places = await query
        .orderBy(rank)
        .orderBy(since)
        .orderBy(within)
        .limit(wanted.limit + 1)
        .execute()
      const shown = places.slice(0, wanted.limit)
      const records = await readRows(
        database,
        shown.map(({ sequence }) => sequence),
      )
      const last = places.length > wanted.limit ? shown.at(-1) : undefined
      return { records, next: last ? `${last.rank}_${last.since}_${last.within}` : null }
    },

    rowsOf: (sequences) => readRows(database, sequences),

    async counts(at) {
      const rows = await joined()
        .where('state', 'in', openTicketStates)
        .groupBy('owner_id')
        .select(({ fn }) => [
          'owner_id',
          fn.countAll<number>().as('open'),
          fn.count<number>('waiting_since').as('waiting'),
          sql<number>`sum(case when ${breachedAt(at)} then 1 else 0 end)`.as('breached'),
        ])
        .execute()
      const sum = (of: (row: (typeof rows)[number]) => number) =>
        rows.reduce((total, row) => total + Number(of(row)), 0)
      return {
        mine: new Map(
          rows.flatMap(({ owner_id, open }) => (owner_id ? [[owner_id, Number(open)]] : [])),
        ),
        unassigned: sum((row) => (row.owner_id === null ? row.open : 0)),
        waiting: sum((row) => row.waiting),
        breached: sum((row) => row.breached),
      }
    },
  }
}

// The order of the inbox in three values that all grow, so that a page can begin after any line.
const isOver = sql`tickets.state in ('resolved', 'closed')`
const rank = sql<number>`case when ${isOver} then 20
  when tickets.waiting_since is null then 12 - tickets.priority else 2 - tickets.priority end`
const since = sql<string>`case when ${isOver} then ''
  else coalesce(tickets.waiting_since, tickets.created_at) end`
const within = sql<number>`case when ${isOver} then -tickets.sequence else tickets.sequence end`

function withPlace(query: SelectQueryBuilder<Joined, keyof Joined, object>) {
  return query.select(['tickets.sequence', rank.as('rank'), since.as('since'), within.as('within')])
}

function readCursor(cursor = '') {
  const [, rank, since, within] = /^(\d+)_([\w.:-]*)_(-?\d{1,15})$/.exec(cursor) ?? []
  if (rank === undefined || since === undefined) return undefined
  return { rank: Number(rank), since, within: Number(within) }
}

/** First answer overdue, or the whole matter; its clock stands while it is the citizen's turn. */
function breachedAt(at: Date) {
  const now = at.toISOString()
  return sql<boolean>`(tickets.due_first_at < ${now} and tickets.first_answered_at is null
    or tickets.due_resolved_at < coalesce(tickets.citizen_turn_since, ${now}))`
}

function withFilter<Output>(
  query: SelectQueryBuilder<Joined, keyof Joined, Output>,
  { filter, viewerId, field, channel, at }: InboxWanted,
) {
  const open = (where: ExpressionBuilder<Joined, keyof Joined>) =>
    where('tickets.state', 'in', openTicketStates)
  let filtered = query
  if (filter !== 'all') filtered = filtered.where(open)
  if (filter === 'mine') filtered = filtered.where('tickets.owner_id', '=', viewerId)
  if (filter === 'unassigned') filtered = filtered.where('tickets.owner_id', 'is', null)
  if (filter === 'waiting') filtered = filtered.where('tickets.waiting_since', 'is not', null)
  if (filter === 'breached') filtered = filtered.where(breachedAt(at))
  if (field !== undefined) filtered = filtered.where('tickets.field', '=', field)
  if (channel !== undefined) filtered = filtered.where('conversations.channel', '=', channel)
  return filtered
}

/** In the order asked for. */
async function readRows(database: Database, sequences: number[]): Promise<TicketRecord[]> {
  if (sequences.length === 0) return []
  const rows = await database
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .where('tickets.sequence', 'in', sequences)
    .selectAll('tickets')
    .select(['conversations.channel', 'conversations.unread_by_staff'])
    .select((select) => [
      select
        .selectFrom('messages')
        .whereRef('messages.conversation_id', '=', 'tickets.conversation_id')
        .orderBy('messages.sequence', 'desc')
        .limit(1)
        .select('messages.text')
        .as('said'),
      select
        .selectFrom('messages')
        .whereRef('messages.conversation_id', '=', 'tickets.conversation_id')
        .orderBy('messages.sequence', 'desc')
        .limit(1)
        .select('messages.received_at')
        .as('said_at'),
      select
        .selectFrom('staff_messages')
        .whereRef('staff_messages.conversation_id', '=', 'tickets.conversation_id')
        .where('staff_messages.kind', '=', 'reply')
        .orderBy('staff_messages.sequence', 'desc')
        .limit(1)
        .select('staff_messages.text')
        .as('answered'),
      select
        .selectFrom('staff_messages')
        .whereRef('staff_messages.conversation_id', '=', 'tickets.conversation_id')
        .where('staff_messages.kind', '=', 'reply')
        .orderBy('staff_messages.sequence', 'desc')
        .limit(1)
        .select('staff_messages.created_at')
        .as('answered_at'),
    ])
    .execute()
  const records = new Map(rows.map((row) => [row.sequence, toRecord(row)]))
  return sequences.flatMap((sequence) => records.get(sequence) ?? [])
}

type Row = Selectable<Tables['tickets']> & {
  channel: string
  unread_by_staff: number
  said: string | null
  said_at: string | null
  answered: string | null
  answered_at: string | null
}

function toRecord(row: Row): TicketRecord {
  const staffSpokeLast = (row.answered_at ?? '') > (row.said_at ?? '')
  const lastText = (staffSpokeLast ? row.answered : row.said) ?? ''
  return {
    number: ticketNumber(row.sequence),
    sequence: row.sequence,
    conversationId: row.conversation_id,
    channel: channels.find((channel) => channel === row.channel) ?? 'web',
    state: ticketStates.find((state) => state === row.state) ?? 'new',
    priority: row.priority,
    field: row.field,
    reason: row.reason,
    summary: row.summary,
    ownerId: row.owner_id,
    waitingSince: row.waiting_since,
    firstAnsweredAt: row.first_answered_at,
    citizenTurnSince: row.citizen_turn_since,
    dueFirstAt: row.due_first_at,
    dueResolvedAt: row.due_resolved_at,
    lastText: lastText.slice(0, 200),
    lastAt: (staffSpokeLast ? row.answered_at : row.said_at) ?? row.created_at,
    unread: row.unread_by_staff,
    citizenName: row.citizen_name,
    createdAt: row.created_at,
  }
}

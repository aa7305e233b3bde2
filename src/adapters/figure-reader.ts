import { type RawBuilder, sql } from 'kysely'
import { openTicketStates } from '../handoff/ticket.ts'
import type { FigureReader, Span } from '../staff/figures.ts'
import { ticketStates } from '../staff/staff-api-schema.ts'
import type { Database, DatabaseKind } from './database.ts'

/** FigureReader on SQLite or PostgreSQL. */
export function createFigureReader(database: Database, kind: DatabaseKind): FigureReader {
  /** What kind of reply it is. */
  const kindOf = (replies: 'replies' | 'later'): RawBuilder<string | null> =>
    kind === 'postgres'
      ? sql`${sql.ref(`${replies}.body`)}::json ->> 'kind'`
      : sql`json_extract(${sql.ref(`${replies}.body`)}, '$.kind')`

  const confidence: RawBuilder<number> =
    kind === 'postgres'
      ? sql`(replies.body::json ->> 'confidence')::double precision`
      : sql`json_extract(replies.body, '$.confidence')`

  return {
    async tickets(span) {
      const [from, until] = textsOf(span)
      const rows = await database
        .selectFrom('tickets')
        .selectAll()
        .where((where) =>
          where.or([
            where('state', 'in', openTicketStates),
            ...(['created_at', 'first_answered_at', 'resolved_at'] as const).map((column) =>
              where.and([where(column, '>=', from), where(column, '<', until)]),
            ),
          ]),
        )
        .orderBy('sequence')
        .execute()
      return rows.map((row) => ({
        sequence: row.sequence,
        state: ticketStates.find((state) => state === row.state) ?? 'new',
        ownerId: row.owner_id,
        field: row.field,
        reason: row.reason,
        summary: row.summary,
        createdAt: row.created_at,
        waitingSince: row.waiting_since,
        citizenTurnSince: row.citizen_turn_since,
        firstAnsweredAt: row.first_answered_at,
        resolvedAt: row.resolved_at,
        dueFirstAt: row.due_first_at,
        dueResolvedAt: row.due_resolved_at,
        rating: row.rating,
      }))
    },

    async hours(span) {
      const [from, until] = textsOf(span)
      const hour = sql<string>`substr(messages.received_at, 1, 13)`
      const rows = await database
        .selectFrom('messages')
        .leftJoin('replies', 'replies.message_id', 'messages.id')
        .where('messages.received_at', '>=', from)
        .where('messages.received_at', '<', until)
        .groupBy(hour)
        .select(({ fn }) => [
          hour.as('hour'),
          fn.countAll().as('questions'),
          sql<number>`sum(case when ${kindOf('replies')} in ('answer', 'redirect') then 1 else 0 end)`.as(
            'answered',
          ),
        ])
        .execute()
      return rows.map(({ hour, questions, answered }) => ({
        hour,
        questions: Number(questions),
        answeredByBot: Number(answered),
      }))
    },

    async thumbs(span) {
      const [from, until] = textsOf(span)
      const rows = await database
        .selectFrom('feedback')
        .where('created_at', '>=', from)
        .where('created_at', '<', until)
        .groupBy('value')
        .select(({ fn }) => ['value', fn.countAll().as('count')])
        .execute()
      const count = (value: string) => Number(rows.find((row) => row.value === value)?.count ?? 0)
      return { up: count('up'), down: count('down') }
    },

    async staffMessages(span) {
      const [from, until] = textsOf(span)
      const rows = await database
        .selectFrom('staff_messages')
        .where('kind', '=', 'reply')
        .where('staff_id', 'is not', null)
        .where('created_at', '>=', from)
        .where('created_at', '<', until)
        .groupBy('staff_id')
        .select(({ fn }) => ['staff_id', fn.countAll().as('count')])
        .execute()
      return new Map(rows.map(({ staff_id, count }) => [staff_id ?? '', Number(count)]))
    },

    async unanswered(span, limit) {
      const [from, until] = textsOf(span)
      const rows = await database
        .selectFrom('messages')
        .innerJoin('replies', 'replies.message_id', 'messages.id')
        .where('messages.received_at', '>=', from)
        .where('messages.received_at', '<', until)
        .where((where) =>
          where.or([
            where(kindOf('replies'), '=', 'refusal'),
            // Asked back about though likely no guide has it, and no answer came of it.
            where.and([
              where(kindOf('replies'), '=', 'clarify'),
              where(confidence, '<', 0.5),
              where.not(
                where.exists(
                  where
                    .selectFrom('replies as later')
                    .whereRef('later.conversation_id', '=', 'replies.conversation_id')
                    .whereRef('later.created_at', '>', 'replies.created_at')
                    .where(kindOf('later'), 'in', ['answer', 'redirect'])
                    .select('later.id'),
                ),
              ),
            ]),
            // Handed over at once, since no guide had it.
            where.exists(
              where
                .selectFrom('tickets')
                .whereRef('tickets.conversation_id', '=', 'messages.conversation_id')
                .whereRef('tickets.created_at', '=', 'replies.created_at')
                .where('tickets.reason', '=', 'uncovered')
                .select('tickets.sequence'),
            ),
          ]),
        )
        .orderBy('messages.sequence', 'desc')
        .limit(limit)
        .select(['messages.text', 'messages.received_at as at'])
        .execute()
      return rows
    },
  }
}

function textsOf({ from, until }: Span): [string, string] {
  return [from.toISOString(), until.toISOString()]
}

import { type RawBuilder, sql } from 'kysely'
import type { BadlyAnswered, QuestionLog } from '../admin/knowledge-store.ts'
import type { Database, DatabaseKind } from './database.ts'

/** QuestionLog on SQLite or PostgreSQL. */
export function createQuestionLog(database: Database, kind: DatabaseKind): QuestionLog {
  const kindOf = (table: 'replies' | 'later'): RawBuilder<string | null> =>
    kind === 'postgres'
      ? sql`${sql.ref(`${table}.body`)}::json ->> 'kind'`
      : sql`json_extract(${sql.ref(`${table}.body`)}, '$.kind')`
  const replyKind = kindOf('replies')
  const procedure: RawBuilder<string | null> =
    kind === 'postgres'
      ? sql`replies.body::json -> 'procedure' ->> 'id'`
      : sql`json_extract(replies.body, '$.procedure.id')`

  return {
    async asked(since) {
      const rows = await database
        .selectFrom('replies')
        .leftJoin('feedback', 'feedback.reply_id', 'replies.id')
        .where('replies.created_at', '>=', since.toISOString())
        .where(procedure, 'is not', null)
        .groupBy(procedure)
        .select(({ fn }) => [
          procedure.as('guide'),
          fn.countAll().as('asked'),
          sql<number>`sum(case when feedback.value = 'down' then 1 else 0 end)`.as('down'),
        ])
        .execute()
      return new Map(
        rows.map(({ guide, asked, down }) => [
          guide ?? '',
          { asked: Number(asked), thumbsDown: Number(down) },
        ]),
      )
    },

    async badlyAnswered(since, limit) {
      const rows = await database
        .selectFrom('messages')
        .innerJoin('replies', 'replies.message_id', 'messages.id')
        .leftJoin('feedback', 'feedback.reply_id', 'replies.id')
        .leftJoin('gap_decisions', 'gap_decisions.message_id', 'messages.id')
        .where('gap_decisions.message_id', 'is', null)
        .where('messages.received_at', '>=', since.toISOString())
        .where((where) =>
          where.or([
            where('feedback.value', '=', 'down'),
            where(replyKind, '=', 'refusal'),
            // Asked back, and never answered after that.
            where.and([
              where(replyKind, '=', 'clarify'),
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
        .select([
          'messages.id as messageId',
          'messages.text',
          'messages.received_at as at',
          'feedback.value',
          procedure.as('guide'),
        ])
        .execute()
      return rows.map(
        ({ messageId, text, at, value, guide }): BadlyAnswered => ({
          messageId,
          text,
          at: new Date(at),
          why: value === 'down' ? 'thumbs-down' : 'unanswered',
          guide,
        }),
      )
    },

    async decide(messageIds, decision, who, at) {
      if (messageIds.length === 0) return
      await database
        .insertInto('gap_decisions')
        .values(messageIds.map((id) => ({ message_id: id, decision, who, at: at.toISOString() })))
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute()
    },
  }
}

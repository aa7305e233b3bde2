import { ticketEventTypes } from '../handoff/ticket-life.ts'
import type { DeskEventReader } from '../staff/live.ts'
import type { Database } from './database.ts'

/** DeskEventReader on SQLite or PostgreSQL. */
export function createDeskEventReader(database: Database): DeskEventReader {
  return {
    async after(sequence, limit) {
      const rows = await database
        .selectFrom('ticket_events')
        .selectAll()
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        sequence: row.sequence,
        ticketSequence: row.ticket_sequence,
        type: ticketEventTypes.find((type) => type === row.type) ?? 'note',
        body: JSON.parse(row.body),
        who: row.who,
        at: new Date(row.created_at),
      }))
    },

    async last() {
      const row = await database
        .selectFrom('ticket_events')
        .select(({ fn }) => fn.max('sequence').as('last'))
        .executeTakeFirst()
      return Number(row?.last ?? 0)
    },

    async ticketOf(conversationId) {
      const row = await database
        .selectFrom('tickets')
        .select('sequence')
        .where('conversation_id', '=', conversationId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.sequence
    },
  }
}

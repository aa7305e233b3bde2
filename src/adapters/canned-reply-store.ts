import type { Selectable } from 'kysely'
import type { CannedReplyStore, KeptCannedReply } from '../staff/canned-replies.ts'
import type { Database, Tables } from './database.ts'

/** CannedReplyStore on SQLite or PostgreSQL. */
export function createCannedReplyStore(database: Database): CannedReplyStore {
  return {
    async repliesFor(staffId) {
      const rows = await database
        .selectFrom('canned_replies')
        .selectAll()
        .where((where) =>
          where.or([where('owner_id', 'is', null), where('owner_id', '=', staffId)]),
        )
        .orderBy('title')
        .orderBy('id')
        .execute()
      return rows.map(toReply)
    },

    async find(id) {
      const row = await database
        .selectFrom('canned_replies')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toReply(row)
    },

    async save({ id, title, text, ownerId, updatedAt }) {
      const values = { title, text, owner_id: ownerId, updated_at: updatedAt.toISOString() }
      await database
        .insertInto('canned_replies')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute()
    },

    async remove(id) {
      await database.deleteFrom('canned_replies').where('id', '=', id).execute()
    },
  }
}

function toReply(row: Selectable<Tables['canned_replies']>): KeptCannedReply {
  const { id, title, text, owner_id, updated_at } = row
  return { id, title, text, ownerId: owner_id, updatedAt: new Date(updated_at) }
}

import type { StaffLink, StaffLinkStore } from '../staff/staff-links.ts'
import type { Database } from './database.ts'

/** StaffLinkStore on SQLite or PostgreSQL. */
export function createStaffLinkStore(database: Database): StaffLinkStore {
  return {
    async put(tokenHash, link, { at, expiresAt }) {
      const row = {
        token_hash: tokenHash,
        purpose: link.purpose,
        user_id: link.purpose === 'set-password' ? link.userId : null,
        expires_at: expiresAt.toISOString(),
        created_at: at.toISOString(),
      }
      await database.deleteFrom('staff_links').where('expires_at', '<=', row.created_at).execute()
      await database.insertInto('staff_links').values(row).execute()
    },

    async find(tokenHash, at) {
      const row = await database
        .selectFrom('staff_links')
        .select(['purpose', 'user_id'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', at.toISOString())
        .executeTakeFirst()
      return row && toLink(row)
    },

    async take(tokenHash, at) {
      return await database.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('staff_links')
          .where('token_hash', '=', tokenHash)
          .where('expires_at', '>', at.toISOString())
          .returning(['purpose', 'user_id'])
          .executeTakeFirst()
        const link = row && toLink(row)
        if (!row || !link) return undefined
        // Whoever holds another of these links waits for this row's deletion, then finds their own gone.
        await transaction
          .deleteFrom('staff_links')
          .where('purpose', '=', row.purpose)
          .where('user_id', row.user_id === null ? 'is' : '=', row.user_id)
          .execute()
        return link
      })
    },
  }
}

function toLink(row: { purpose: string; user_id: string | null }): StaffLink | undefined {
  if (row.purpose === 'first-admin') return { purpose: 'first-admin' }
  return row.user_id === null ? undefined : { purpose: 'set-password', userId: row.user_id }
}

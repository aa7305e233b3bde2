import type { PresenceStore } from '../staff/directory.ts'
import { presences } from '../staff/staff-api-schema.ts'
import type { Database } from './database.ts'

/** PresenceStore on SQLite or PostgreSQL. */
export function createPresenceStore(database: Database): PresenceStore {
  return {
    async presences() {
      const rows = await database.selectFrom('staff_presence').selectAll().execute()
      return new Map(
        rows.map(({ staff_id, state, seen_at }) => [
          staff_id,
          {
            state: presences.find((each) => each === state) ?? 'away',
            seenAt: new Date(seen_at),
          },
        ]),
      )
    },

    async setPresence(staffId, state, at) {
      const values = { state, seen_at: at.toISOString() }
      await database
        .insertInto('staff_presence')
        .values({ staff_id: staffId, ...values })
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(values))
        .execute()
    },

    async seen(staffIds, at) {
      if (staffIds.length === 0) return
      const seen_at = at.toISOString()
      await database
        .insertInto('staff_presence')
        .values(staffIds.map((staff_id) => ({ staff_id, state: 'online', seen_at })))
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ seen_at }))
        .execute()
    },
  }
}

import type { Clock } from '../shared/clock.ts'
import { addDays, momentOn } from '../shared/day.ts'
import type { Audit } from '../staff/audit-log.ts'
import type { Database } from './database.ts'

/** The audit log on SQLite or PostgreSQL; the database refuses to change or delete what is written. */
export function createAuditLog(database: Database, clock: Clock): Audit {
  return {
    async write({ who, action, subject, detail }) {
      const row = {
        at: clock().toISOString(),
        who,
        action,
        subject,
        detail: JSON.stringify(detail),
      }
      await database.insertInto('audit').values(row).execute()
    },

    async page({ who, action, from, to, before, limit }) {
      let query = database.selectFrom('audit').selectAll().orderBy('sequence', 'desc')
      if (who) query = query.where('who', '=', who)
      if (action) query = query.where('action', '=', action)
      if (from) query = query.where('at', '>=', momentOn(from, 0).toISOString())
      if (to) query = query.where('at', '<', momentOn(addDays(to, 1), 0).toISOString())
      if (before !== undefined) query = query.where('sequence', '<', before)
      const rows = await query.limit(limit).execute()
      return rows.map(({ sequence, at, detail, ...row }) => ({
        sequence,
        at: new Date(at),
        ...row,
        detail: JSON.parse(detail),
      }))
    },
  }
}

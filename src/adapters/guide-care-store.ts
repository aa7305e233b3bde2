import type {
  GuideCareStore,
  PublishingRulesStore,
  TrialQuestionStore,
} from '../admin/knowledge-store.ts'
import type { Database } from './database.ts'
import { readState, writeState } from './knowledge-state.ts'

/** GuideCareStore on SQLite or PostgreSQL. */
export function createGuideCareStore(database: Database): GuideCareStore {
  return {
    async all() {
      const rows = await database.selectFrom('guide_care').selectAll().execute()
      return new Map(
        rows.map(({ file, owner_id, recheck_on, note }) => [
          file,
          { ownerId: owner_id, recheckOn: recheck_on, note },
        ]),
      )
    },
    async set(file, { ownerId, recheckOn, note }) {
      const row = { owner_id: ownerId, recheck_on: recheckOn, note }
      await database
        .insertInto('guide_care')
        .values({ file, ...row })
        .onConflict((conflict) => conflict.column('file').doUpdateSet(row))
        .execute()
    },
  }
}

/** TrialQuestionStore on SQLite or PostgreSQL. */
export function createTrialQuestionStore(database: Database): TrialQuestionStore {
  return {
    async all() {
      const rows = await database
        .selectFrom('trial_questions')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: new Date(created_at) }))
    },
    async add({ createdAt, ...question }) {
      const row = { ...question, created_at: createdAt.toISOString() }
      await database.insertInto('trial_questions').values(row).execute()
    },
    async remove(id) {
      const gone = await database
        .deleteFrom('trial_questions')
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      return gone !== undefined
    },
  }
}

/** PublishingRulesStore on SQLite or PostgreSQL. */
export function createPublishingRulesStore(database: Database): PublishingRulesStore {
  return {
    async read() {
      // Written by this file alone.
      const value = (await readState(database, 'publishing')) as
        | { secondPerson: boolean }
        | undefined
      return value ?? { secondPerson: false }
    },
    write: (rules) => writeState(database, 'publishing', rules),
  }
}

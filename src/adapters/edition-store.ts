import type { EditionStore, KeptEdition } from '../knowledge/edition-store.ts'
import type { Database } from './database.ts'

/** EditionStore on SQLite or PostgreSQL. */
export function createEditionStore(database: Database): EditionStore {
  return {
    async latest() {
      const row = await database
        .selectFrom('editions')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      return (
        row && { ...row, files: JSON.parse(row.files), publishedAt: new Date(row.published_at) }
      )
    },

    async add({ hash, files, publishedAt }) {
      return await database.transaction().execute(async (transaction): Promise<KeptEdition> => {
        const { last } = await transaction
          .selectFrom('editions')
          .select(({ fn }) => fn.max('number').as('last'))
          .executeTakeFirstOrThrow()
        const number = (last ?? 0) + 1
        const published_at = publishedAt.toISOString()
        await transaction
          .insertInto('editions')
          .values({ number, hash, files: JSON.stringify(files), published_at })
          .execute()
        return { number, hash, files, publishedAt }
      })
    },
  }
}

import type { Selectable } from 'kysely'
import type { EditionStore, KeptEdition } from '../knowledge/edition-store.ts'
import type { Database, Tables } from './database.ts'

/** EditionStore on SQLite or PostgreSQL. */
export function createEditionStore(database: Database): EditionStore {
  const latest = async () => {
    const row = await database
      .selectFrom('editions')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && toKeptEdition(row)
  }

  return {
    latest,

    async add(edition) {
      const { hash, files, publishedAt } = edition
      // Processes that start together publish the same folder: one adds it, the others find it.
      for (;;) {
        const last = await latest()
        if (last?.hash === hash) return last
        const number = (last?.number ?? 0) + 1
        const published_at = publishedAt.toISOString()
        const added = await database
          .insertInto('editions')
          .values({ number, hash, files: JSON.stringify(files), published_at })
          .onConflict((conflict) => conflict.column('number').doNothing())
          .returning('number')
          .executeTakeFirst()
        if (added) return { number, ...edition }
      }
    },
  }
}

function toKeptEdition(row: Selectable<Tables['editions']>): KeptEdition {
  const { number, hash, files, published_at } = row
  return { number, hash, files: JSON.parse(files), publishedAt: new Date(published_at) }
}

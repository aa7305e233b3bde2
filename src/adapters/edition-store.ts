import type { Selectable } from 'kysely'
import type { EditionStore, KeptEdition } from '../knowledge/edition-store.ts'
import type { Database, Tables } from './database.ts'

/** Raised whenever the type Knowledge changes, so that what an older version kept is parsed anew. */
const knowledgeShape = 1

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

  const head = async () =>
    await database
      .selectFrom('editions')
      .select(['number', 'hash'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()

  return {
    head,
    latest,

    async add(edition) {
      const { hash, files, knowledge, publishedAt } = edition
      const parsed = JSON.stringify({ shape: knowledgeShape, knowledge })
      // Processes that start together publish the same folder: one adds it, the others find it.
      for (;;) {
        const last = await head()
        const same = last?.hash === hash ? await latest() : undefined
        if (same) return same
        const number = (last?.number ?? 0) + 1
        const published_at = publishedAt.toISOString()
        const added = await database
          .insertInto('editions')
          .values({ number, hash, files: JSON.stringify(files), parsed, published_at })
          .onConflict((conflict) => conflict.column('number').doNothing())
          .returning('number')
          .executeTakeFirst()
        if (added) return { number, ...edition }
      }
    },
  }
}

function toKeptEdition(row: Selectable<Tables['editions']>): KeptEdition {
  const { number, hash, published_at } = row
  const { shape, knowledge } = JSON.parse(row.parsed)
  return {
    number,
    hash,
    files: JSON.parse(row.files),
    knowledge: shape === knowledgeShape ? knowledge : null,
    publishedAt: new Date(published_at),
  }
}

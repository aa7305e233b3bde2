import type { Selectable } from 'kysely'
import type { EditionStore, KeptEdition } from '../knowledge/edition-store.ts'
import type { Knowledge } from '../knowledge/read-folder.ts'
import type { Database, Tables } from './database.ts'
import { createKeptTexts } from './kept-texts.ts'

/**
 * Raised whenever the type Knowledge changes, so that what an older version kept is parsed anew. What
 * was kept as shape 1 has the texts of its files in place of their hashes.
 */
const knowledgeShape = 2

/** EditionStore on SQLite or PostgreSQL. */
export function createEditionStore(database: Database): EditionStore {
  const texts = createKeptTexts(database)

  const head = async () =>
    await database
      .selectFrom('editions')
      .select(['number', 'hash'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()

  const latest = async () => {
    const row = await database
      .selectFrom('editions')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && (await read(row))
  }

  const read = async (row: Selectable<Tables['editions']>): Promise<KeptEdition> => {
    const { number, hash, published_at } = row
    const { shape, knowledge } = JSON.parse(row.parsed)
    const files: Record<string, string> = JSON.parse(row.files)
    const about = { number, hash, publishedAt: new Date(published_at) }
    if (shape === 1) return { ...about, files, knowledge: null }

    const contents = await texts.read(Object.values(files))
    const named = Object.keys(files).map((name, index) => [name, contents[index] ?? ''])
    return {
      ...about,
      files: Object.fromEntries(named),
      knowledge: shape === knowledgeShape && knowledge ? await withGuides(knowledge) : null,
    }
  }

  const withGuides = async (knowledge: Omit<Knowledge, 'guides'> & { guides: string[] }) => ({
    ...knowledge,
    guides: (await texts.read(knowledge.guides)).map((guide) => JSON.parse(guide)),
  })

  return {
    head,
    latest,

    async add(edition) {
      const { hash, files, knowledge, publishedAt } = edition
      const fileHashes = await texts.keep(Object.values(files))
      const named = Object.keys(files).map((name, index) => [name, fileHashes[index]])
      const guides = await texts.keep(
        (knowledge?.guides ?? []).map((guide) => JSON.stringify(guide)),
      )
      const row = {
        hash,
        files: JSON.stringify(Object.fromEntries(named)),
        parsed: JSON.stringify({
          shape: knowledgeShape,
          knowledge: knowledge && { ...knowledge, guides },
        }),
        published_at: publishedAt.toISOString(),
      }
      // Processes that start together publish the same folder: one adds it, the others find it.
      for (;;) {
        const last = await head()
        const same = last?.hash === hash ? await latest() : undefined
        if (same) return same
        const number = (last?.number ?? 0) + 1
        const added = await database
          .insertInto('editions')
          .values({ number, ...row })
          .onConflict((conflict) => conflict.column('number').doNothing())
          .returning('number')
          .executeTakeFirst()
        if (added) return { number, ...edition }
      }
    },
  }
}

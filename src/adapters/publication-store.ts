import { type PublicationStore, publicationStates } from '../admin/knowledge-store.ts'
import type { Database } from './database.ts'
import { createKeptTexts } from './kept-texts.ts'

/** PublicationStore on SQLite or PostgreSQL; their texts are kept by hash, as editions' are. */
export function createPublicationStore(database: Database): PublicationStore {
  const texts = createKeptTexts(database)
  const columns = [
    'id',
    'file',
    'hash',
    'base_hash',
    'effective_on',
    'reason',
    'who',
    'state',
    'outcome',
    'created_at',
  ] as const
  const select = () => database.selectFrom('publications').select(columns)
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

  const toPublications = async (rows: Row[]) => {
    const contents = await texts.read(rows.map(({ hash }) => hash))
    return rows.map((row, index) => ({
      id: row.id,
      file: row.file,
      text: contents[index] ?? '',
      baseHash: row.base_hash,
      effectiveOn: row.effective_on,
      reason: row.reason,
      who: row.who,
      state: publicationStates.find((state) => state === row.state) ?? 'failed',
      outcome: row.outcome,
      createdAt: new Date(row.created_at),
    }))
  }

  return {
    async add({ text, baseHash, effectiveOn, createdAt, ...publication }) {
      const [hash = ''] = await texts.keep([text])
      await database
        .insertInto('publications')
        .values({
          ...publication,
          hash,
          base_hash: baseHash,
          effective_on: effectiveOn,
          created_at: createdAt.toISOString(),
        })
        .execute()
    },

    async find(id) {
      const rows = await select().where('id', '=', id).execute()
      return (await toPublications(rows))[0]
    },

    async open() {
      const rows = await select()
        .where('state', 'in', ['waiting', 'publishing', 'failed', 'held'])
        .orderBy('effective_on')
        .orderBy('created_at')
        .execute()
      return await toPublications(rows)
    },

    async due(day) {
      const rows = await select()
        .where('state', 'in', ['waiting', 'publishing'])
        .where('effective_on', '<=', day)
        .orderBy('effective_on')
        .orderBy('created_at')
        .execute()
      return await toPublications(rows)
    },

    async claim(id) {
      const row = await database
        .updateTable('publications')
        .set({ state: 'publishing' })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'publishing'])
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },

    async settle(id, from, to, outcome) {
      const row = await database
        .updateTable('publications')
        .set({ state: to, outcome })
        .where('id', '=', id)
        .where('state', '=', from)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

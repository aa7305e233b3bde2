import type { Selectable } from 'kysely'
import {
  type EditionHead,
  type EditionNote,
  type EditionStore,
  editionKinds,
  type KeptEdition,
} from '../knowledge/edition-store.ts'
import type { Knowledge, KnowledgeFiles } from '../knowledge/read-folder.ts'
import { ConflictError } from '../shared/errors.ts'
import type { Database, Tables } from './database.ts'
import { createKeptTexts } from './kept-texts.ts'

/**
 * Raised whenever the type Knowledge changes, so that what an older version kept is parsed anew. What
 * was kept as shape 1 has the texts of its files in place of their hashes.
 */
const knowledgeShape = 3

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
    const { shape, knowledge } = JSON.parse(row.parsed)
    return {
      ...toHead(row),
      hash: row.hash,
      files: await readFiles(row),
      knowledge: shape === knowledgeShape && knowledge ? await withGuides(knowledge) : null,
    }
  }

  const readFiles = async (row: Pick<Selectable<Tables['editions']>, 'files' | 'parsed'>) => {
    const files: KnowledgeFiles = JSON.parse(row.files)
    if (isShapeOne(row.parsed)) return files
    const contents = await texts.read(Object.values(files))
    const named = Object.keys(files).map((name, index) => [name, contents[index] ?? ''])
    return Object.fromEntries(named)
  }

  const rowOf = async (number: number) =>
    await database
      .selectFrom('editions')
      .select(['files', 'parsed'])
      .where('number', '=', number)
      .executeTakeFirst()

  const withGuides = async (knowledge: Omit<Knowledge, 'guides'> & { guides: string[] }) => ({
    ...knowledge,
    guides: (await texts.read(knowledge.guides)).map((guide) => JSON.parse(guide)),
  })

  return {
    head,
    latest,

    async files(number) {
      const row = await rowOf(number)
      return row && (await readFiles(row))
    },

    async fileOf(number, file) {
      const row = await rowOf(number)
      const entry: string | undefined = row && JSON.parse(row.files)[file]
      if (!row || entry === undefined) return undefined
      return isShapeOne(row.parsed) ? entry : (await texts.read([entry]))[0]
    },

    async list(limit) {
      const rows = await database
        .selectFrom('editions')
        .select(headColumns)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toHead)
    },

    async history(file) {
      const rows = await database
        .selectFrom('editions')
        .select([...headColumns, 'files'])
        .where((where) =>
          where.or([
            where('changes', 'is', null),
            where('kind', '=', 'seed'),
            where('changes', 'like', `%${JSON.stringify(file)}%`),
          ]),
        )
        .orderBy('number')
        .execute()
      let before: string | null | undefined
      const found = rows.flatMap((row) => {
        const fileHash: string | null = JSON.parse(row.files)[file] ?? null
        if (fileHash === (before ?? null)) return []
        before = fileHash
        return [{ ...toHead(row), fileHash }]
      })
      return found.reverse()
    },

    async add(edition, onTopOf, record) {
      const { hash, files, knowledge, publishedAt, note } = edition
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
        kind: note?.kind ?? null,
        who: note?.who ?? null,
        reason: note?.reason ?? null,
        changes: note ? JSON.stringify(note.changes) : null,
      }
      // Processes that start together publish the same folder: one adds it, the others find it.
      for (;;) {
        const last = await head()
        const same = last?.hash === hash ? await latest() : undefined
        if (same) return same
        if (onTopOf !== undefined && onTopOf !== (last?.number ?? 0)) {
          throw new ConflictError('Có người vừa công bố một ấn bản khác.')
        }
        const number = (last?.number ?? 0) + 1
        const isAdded = await database.transaction().execute(async (transaction) => {
          const added = await transaction
            .insertInto('editions')
            .values({ number, ...row })
            .onConflict((conflict) => conflict.column('number').doNothing())
            .returning('number')
            .executeTakeFirst()
          if (added && record) {
            const { action, subject, detail } = record
            const told = { who: note?.who ?? '', action, subject }
            await transaction
              .insertInto('audit')
              .values({
                ...told,
                at: row.published_at,
                detail: JSON.stringify({ ...detail, edition: number }),
              })
              .execute()
          }
          return added !== undefined
        })
        if (isAdded) return { number, ...edition }
      }
    },
  }
}

const headColumns = ['number', 'published_at', 'kind', 'who', 'reason', 'changes'] as const

function toHead(row: Pick<Selectable<Tables['editions']>, (typeof headColumns)[number]>) {
  const head: EditionHead = { number: row.number, publishedAt: new Date(row.published_at) }
  const kind = editionKinds.find((each) => each === row.kind)
  if (!kind) return head
  const note: EditionNote = {
    kind,
    who: row.who ?? '',
    reason: row.reason ?? '',
    changes: JSON.parse(row.changes ?? '[]'),
  }
  return { ...head, note }
}

/** Texts in place of their hashes. */
function isShapeOne(parsed: string): boolean {
  return parsed.startsWith('{"shape":1,')
}

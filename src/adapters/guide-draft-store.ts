import { randomInt } from 'node:crypto'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type GuideDraftStore, type KeptDraft, reviewStates } from '../admin/knowledge-store.ts'
import { guideFormSchema } from '../knowledge/guide-form.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'

// A draft that is begun again never has a version that its predecessor had, in all likelihood.
const versionsApart = 2 ** 30

/** GuideDraftStore on SQLite or PostgreSQL. */
export function createGuideDraftStore(database: Database, kind: DatabaseKind): GuideDraftStore {
  const told = (key: 'title' | 'field'): RawBuilder<string | null> =>
    kind === 'postgres'
      ? sql`form::json ->> ${sql.lit(key)}`
      : sql`json_extract(form, ${`$.${key}`})`

  const find = async (file: string) => {
    const row = await database
      .selectFrom('guide_drafts')
      .selectAll()
      .where('file', '=', file)
      .executeTakeFirst()
    return row && toDraft(row)
  }

  return {
    find,

    async heads() {
      // A bulk import leaves thousands, and a source is far longer than a form.
      const rows = await database
        .selectFrom('guide_drafts')
        .select(headColumns)
        .select([told('title').as('title'), told('field').as('field')])
        .select(sql<number>`case when source is null then 0 else 1 end`.as('imported'))
        .orderBy('file')
        .execute()
      return rows.map(({ title, field, imported, ...row }) => ({
        ...toHead(row),
        ...{ title: title ?? '', field: field ?? '', isImported: Number(imported) === 1 },
      }))
    },

    async save({ file, version, form, baseHash, savedBy, savedAt, source }) {
      const row = {
        form: JSON.stringify(form),
        base_hash: baseHash,
        // Whatever was approved was another text.
        review: 'editing',
        review_note: '',
        reviewed_by: null,
        saved_by: savedBy,
        saved_at: savedAt.toISOString(),
        ...(source === undefined ? {} : { source: JSON.stringify(source) }),
      }
      const saved =
        version === 0
          ? await database
              .insertInto('guide_drafts')
              .values({ file, version: randomInt(1, versionsApart), source: null, ...row })
              .onConflict((conflict) => conflict.column('file').doNothing())
              .returningAll()
              .executeTakeFirst()
          : await database
              .updateTable('guide_drafts')
              .set({ version: version + 1, ...row })
              .where('file', '=', file)
              .where('version', '=', version)
              .returningAll()
              .executeTakeFirst()
      return saved && toDraft(saved)
    },

    async setReview(file, version, { review, reviewNote, reviewedBy }) {
      const row = await database
        .updateTable('guide_drafts')
        .set({ review, review_note: reviewNote, reviewed_by: reviewedBy })
        .where('file', '=', file)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst()
      return row && toDraft(row)
    },

    async remove(file, version) {
      const gone = await database
        .deleteFrom('guide_drafts')
        .where('file', '=', file)
        .where('version', '=', version)
        .returning('file')
        .executeTakeFirst()
      return gone !== undefined
    },
  }
}

const headColumns = [
  'file',
  'version',
  'base_hash',
  'review',
  'review_note',
  'reviewed_by',
  'saved_by',
  'saved_at',
] as const

function toDraft(row: Selectable<Tables['guide_drafts']>): KeptDraft {
  return {
    ...toHead(row),
    form: guideFormSchema.parse(JSON.parse(row.form)),
    source: row.source === null ? null : JSON.parse(row.source),
  }
}

function toHead(row: Pick<Selectable<Tables['guide_drafts']>, (typeof headColumns)[number]>) {
  return {
    file: row.file,
    version: row.version,
    baseHash: row.base_hash,
    review: reviewStates.find((state) => state === row.review) ?? 'editing',
    reviewNote: row.review_note,
    reviewedBy: row.reviewed_by,
    savedBy: row.saved_by,
    savedAt: new Date(row.saved_at),
  }
}

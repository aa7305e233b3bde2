import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely'
import type { DatabaseKind } from './database.ts'

/** Tables whose words are searched, with the columns that hold them. */
export const searchedTables = {
  messages: ['text'],
  staff_messages: ['text'],
  tickets: ['summary', 'citizen_name', 'citizen_phone'],
} as const
export type SearchedTable = keyof typeof searchedTables

/** Conversations can be searched by words, dấu or not: an index that the database keeps by itself. */
export function searchMigration(kind: DatabaseKind): Migration {
  return { up: kind === 'postgres' ? indexInPostgres : indexInSqlite }
}

/** Place of a table in the row ids of `conversation_words`: row = sequence × 3 + place. */
export function placeOf(table: SearchedTable): number {
  return Object.keys(searchedTables).indexOf(table)
}

/**
 * FTS5 without the texts themselves. `remove_diacritics 2` takes off every dấu; đ is a letter of its
 * own to Unicode, so it is replaced (https://sqlite.org/fts5.html#unicode61_tokenizer).
 */
async function indexInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table conversation_words using fts5(
    words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`.execute(db)
  for (const table of ['messages', 'staff_messages', 'tickets'] as const) {
    const place = sql.raw(String(placeOf(table)))
    const words = (row: string) =>
      sql`replace(replace(${sql.raw(
        searchedTables[table].map((column) => `coalesce(${row}.${column}, '')`).join(" || ' ' || "),
      )}, 'đ', 'd'), 'Đ', 'D')`
    const name = (when: string) => sql.id(`${table}_words_${when}`)
    const add = sql`insert into conversation_words (rowid, words)
      values (new.sequence * 3 + ${place}, ${words('new')});`
    const remove = sql`delete from conversation_words where rowid = old.sequence * 3 + ${place};`
    const columns = sql.raw(searchedTables[table].join(', '))
    const source = sql.table(table)
    await sql`create trigger ${name('added')} after insert on ${source} begin ${add} end`.execute(
      db,
    )
    await sql`create trigger ${name('gone')} after delete on ${source} begin ${remove} end`.execute(
      db,
    )
    await sql`create trigger ${name('changed')} after update of ${columns} on ${source}
      begin ${remove} ${add} end`.execute(db)
    await sql`insert into conversation_words (rowid, words)
      select each.sequence * 3 + ${place}, ${words('each')} from ${source} as each`.execute(db)
  }
}

// By hand rather than lower() and unaccent(): the first depends on the locale, the second on an extension.
const marked =
  'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ'
const plain = [...marked]
  .map((letter) => letter.toLowerCase().replace('đ', 'd').normalize('NFD').charAt(0))
  .join('')

async function indexInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function desk_words(text) returns tsvector language sql immutable parallel safe
    as $$ select to_tsvector('simple', translate(lower(normalize($1, NFC)),
      ${sql.lit(marked)}, ${sql.lit(plain)})) $$`.execute(db)
  for (const table of ['messages', 'staff_messages', 'tickets'] as const) {
    await sql`create index ${sql.id(`${table}_words`)} on ${sql.table(table)}
      using gin (${wordsInPostgres(table)})`.execute(db)
  }
}

/** The expression that the index of a table is made of; a search must use the very same. */
export function wordsInPostgres(table: SearchedTable): RawBuilder<unknown> {
  const columns = searchedTables[table].map((column) => `coalesce(${table}.${column}, '')`)
  return sql`desk_words(${sql.raw(columns.join(" || ' ' || "))})`
}

import { type RawBuilder, sql } from 'kysely'
import { fold } from '../language/fold.ts'
import type { DatabaseKind } from './database.ts'
import { placeOf, type SearchedTable, wordsInPostgres } from './migration-search.ts'

const tables: SearchedTable[] = ['messages', 'staff_messages', 'tickets']

/**
 * The ids of conversations in which one message, one ticket's summary or its citizen has all the words,
 * whatever their dấu; the last word may be the beginning of one. Undefined when there is no word to look for.
 */
export function conversationsWith(
  q: string,
  kind: DatabaseKind,
): RawBuilder<{ conversation_id: string }> | undefined {
  const terms = termsOf(q)
  if (terms.length === 0) return undefined
  return sql`${sql.join(
    tables.map((table) =>
      kind === 'postgres' ? inPostgres(table, terms) : inSqlite(table, terms),
    ),
    sql` union `,
  )}`
}

/** Digits in groups are one number: a phone is kept without spaces. */
function termsOf(q: string): string[] {
  const words = /^[\d\s.+-]+$/.test(q) ? q.replace(/\D/g, '') : fold(q)
  return words.split(' ').filter(Boolean).slice(0, 10)
}

function inSqlite(table: SearchedTable, terms: string[]) {
  const place = sql.lit(placeOf(table))
  // Terms are letters and digits only; the quotes keep AND, OR and NOT from being operators.
  const match = `${terms.map((term) => `"${term}"`).join(' AND ')}*`
  return sql`select conversation_id from ${sql.table(table)} where sequence in (
    select rowid / 3 from conversation_words
    where conversation_words match ${match} and rowid % 3 = ${place})`
}

function inPostgres(table: SearchedTable, terms: string[]) {
  const match = `${terms.join(' & ')}:*`
  return sql`select conversation_id from ${sql.table(table)}
    where ${wordsInPostgres(table)} @@ to_tsquery('simple', ${match})`
}

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import {
  type Generated,
  Kysely,
  PostgresDialect,
  type SqliteDatabase as SqliteConnection,
  SqliteDialect,
} from 'kysely'
import pg from 'pg'

/** Times are ISO 8601 text in UTC; bodies are JSON text: the same in SQLite and PostgreSQL. */
export type Tables = {
  conversations: {
    id: string
    channel: string
    token_hash: string
    in_hand: string | null
    created_at: string
  }
  messages: {
    sequence: Generated<number>
    id: string
    conversation_id: string
    client_message_id: string | null
    text: string
    received_at: string
  }
  replies: {
    id: string
    message_id: string
    conversation_id: string
    body: string
    created_at: string
  }
  feedback: {
    reply_id: string
    conversation_id: string
    value: string
    comment: string | null
    created_at: string
  }
  tickets: {
    sequence: Generated<number>
    conversation_id: string
    reason: string
    state: string
    created_at: string
  }
  events: {
    sequence: Generated<number>
    conversation_id: string
    type: string
    body: string
    created_at: string
  }
  editions: {
    number: number
    hash: string
    /** File name → hash of its text. */
    files: string
    /** What the files say, parsed, so that a start need not parse them again; its guides by hash. */
    parsed: string
    published_at: string
  }
  /** By their hash: editions share what is the same in them. */
  kept_texts: { hash: string; text: string }
  embeddings: { model: string; hash: string; vector: Uint8Array }
}

export type Database = Kysely<Tables>
export type DatabaseKind = 'sqlite' | 'postgres'

/**
 * Opens SQLite (a file, or `:memory:`), or PostgreSQL when the address starts with `postgres`.
 *
 * SQLite runs in WAL with synchronous=FULL: a commit is on the disk before it is reported, since a
 * ward's mini-PC loses power (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function openDatabase(address: string): { database: Database; kind: DatabaseKind } {
  if (/^postgres(ql)?:\/\//.test(address)) {
    const pool = new pg.Pool({ connectionString: address, max: 10 })
    // An idle connection that the server closes must not end the process; the next query reconnects.
    pool.on('error', () => undefined)
    // int8 arrives as text by default; sequence numbers stay far below 2^53.
    pg.types.setTypeParser(pg.types.builtins.INT8, Number)
    return { database: new Kysely({ dialect: new PostgresDialect({ pool }) }), kind: 'postgres' }
  }
  if (address !== ':memory:') mkdirSync(dirname(address), { recursive: true })
  const sqlite = new SqliteDatabase(address)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  return {
    database: new Kysely({ dialect: new SqliteDialect({ database: preparingOnce(sqlite) }) }),
    kind: 'sqlite',
  }
}

/** Kysely prepares a statement anew for each query; the service has a few dozen, so each is kept. */
function preparingOnce(sqlite: SqliteDatabase.Database): SqliteConnection {
  const statements = new Map<string, ReturnType<SqliteConnection['prepare']>>()
  return {
    prepare(sql) {
      const statement = statements.get(sql) ?? sqlite.prepare(sql)
      if (statements.size < statementsKept) statements.set(sql, statement)
      return statement
    },
    close: () => sqlite.close(),
  }
}

// Queries with lists of values come in as many texts as there are lengths: those past this are not kept.
const statementsKept = 500

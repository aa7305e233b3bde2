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
import type { ChannelTables } from './channel-tables.ts'

/** Times are ISO 8601 text in UTC; bodies are JSON text: the same in SQLite and PostgreSQL. */
export type Tables = ChannelTables & {
  conversations: {
    id: string
    channel: string
    token_hash: string
    in_hand: string | null
    created_at: string
    /** `bot`, `nobody` (waits in the queue) or `staff:<id>`. Changes only together with `version`. */
    owner: Generated<string>
    version: Generated<number>
    unread_by_staff: Generated<number>
  }
  messages: {
    sequence: Generated<number>
    id: string
    conversation_id: string
    client_message_id: string | null
    text: string
    received_at: string
    /** The later message of the same burst whose reply answers this one too. */
    joined_to: string | null
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
    version: Generated<number>
    owner_id: string | null
    team: string | null
    /** Of the guide it is about. */
    field: string | null
    /** 0 normal, 1 high, 2 emergency. */
    priority: Generated<number>
    /** Two lines. */
    summary: Generated<string>
    /** JSON: Evidence of handoff/ticket.ts. */
    evidence: Generated<string>
    citizen_name: string | null
    citizen_phone: string | null
    /** Since when the citizen waits for an official's word; null when it is the citizen's turn. */
    citizen_turn_since: Generated<string | null>
    waiting_since: string | null
    state_since: string | null
    first_answered_at: string | null
    resolved_at: string | null
    due_first_at: string | null
    due_resolved_at: string | null
    reopened: Generated<number>
    pickup_hash: string | null
    /** 1…5. */
    rating: number | null
    rating_comment: string | null
  }
  /** What officials wrote. `reply` and `notice` (from the service, staff_id null) reach the citizen. */
  staff_messages: {
    sequence: Generated<number>
    id: string
    conversation_id: string
    ticket_sequence: number | null
    staff_id: string | null
    kind: string
    text: string
    /** JSON: Citation[]. */
    citations: string
    /** Unique for each official. */
    client_message_id: string | null
    created_at: string
    delivered_at: string | null
  }
  /** Every change of a ticket; `sequence` is what the desk's live updates resume from. */
  ticket_events: {
    sequence: Generated<number>
    ticket_sequence: number
    type: string
    /** `citizen`, `bot`, `system` or `staff:<id>`. */
    who: string
    body: string
    created_at: string
  }
  attachments: {
    id: string
    conversation_id: string
    message_id: string | null
    name: string
    type: string
    size: number
    /** Below the folder of attachments in DATA_DIR. */
    path: string
    created_at: string
  }
  canned_replies: {
    id: string
    title: string
    text: string
    /** null: for everybody. */
    owner_id: string | null
    updated_at: string
  }
  proposals: {
    id: string
    guide: string
    kind: string
    text: string
    staff_id: string
    state: string
    created_at: string
  }
  /** Answers of the bot that wait for an official's approval. */
  drafts: {
    message_id: string
    conversation_id: string
    guide: string | null
    field: string | null
    /** JSON: Reply. */
    reply: string
    /** `waiting`, `sent`, `edited`, `timed-out` or `dropped`. */
    state: string
    due_at: string
    created_at: string
    decided_by: string | null
    decided_at: string | null
  }
  settings: { key: string; value: string; updated_at: string }
  /** Append-only: the database refuses updates and deletes. */
  audit: {
    sequence: Generated<number>
    at: string
    who: string
    action: string
    subject: string
    detail: string
  }
  /** One-time links to a page of the console; gone when used. */
  staff_links: {
    token_hash: string
    /** `first-admin` or `set-password`. */
    purpose: string
    user_id: string | null
    expires_at: string
    created_at: string
  }
  /** better-auth's, of its tables the only one that we read ourselves. */
  auth_user: {
    id: string
    name: string
    email: string
    title: string
    role: string
    /** JSON: string[]. */
    fields: string
    /** null: may sign in. */
    disabledAt: string | null
    /** Kept by better-auth, each database in its own way. */
    twoFactorEnabled: boolean | number | null
    createdAt: string | Date
  }
  staff_presence: { staff_id: string; state: string; seen_at: string }
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
    /** Of `EditionNote`: null in editions of before the knowledge desk. */
    kind: string | null
    who: string | null
    reason: string | null
    /** JSON: names of the files that differ from the edition before; null where all may. */
    changes: string | null
  }
  /** A guide (or the ward profile) as it is being edited; one for each file. */
  guide_drafts: {
    file: string
    version: number
    /** JSON: what the form holds. */
    form: string
    /** Hash of the published text it was begun on; empty for a new guide. */
    base_hash: string
    /** `editing`, `asked` (waits for a second person) or `approved`. */
    review: string
    review_note: string
    reviewed_by: string | null
    saved_by: string
    saved_at: string
    /** JSON: where it was imported from, field by field; null when written here. */
    source: string | null
  }
  /** Who minds a guide, and when it is to be looked at again. */
  guide_care: {
    file: string
    owner_id: string | null
    recheck_on: string | null
    note: string
  }
  /** Drafts that go live by themselves at midnight in Vietnam. */
  publications: {
    id: string
    file: string
    /** Of a kept text. */
    hash: string
    /** Hash of the published text that it was meant to replace. */
    base_hash: string
    effective_on: string
    reason: string
    who: string
    /** `waiting`, `done`, `failed` or `cancelled`. */
    state: string
    outcome: string
    created_at: string
  }
  /** Questions collected from real conversations, which every edition is tried with. */
  trial_questions: {
    id: string
    text: string
    guide: string | null
    who: string
    created_at: string
  }
  /** Messages of the list of gaps that somebody has dealt with. */
  gap_decisions: { message_id: string; decision: string; who: string; at: string }
  knowledge_state: { key: string; value: string }
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

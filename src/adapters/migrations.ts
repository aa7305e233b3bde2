import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { Database, DatabaseKind } from './database.ts'
import { channelsMigration } from './migration-channels.ts'
import { chatLanguageMigration } from './migration-chat-language.ts'
import { deskMigration } from './migration-desk.ts'
import { doorsMigration } from './migration-doors.ts'
import { knowledgeMigration } from './migration-knowledge.ts'
import { searchMigration } from './migration-search.ts'

/** Every change to the schema, in order. One that has run anywhere is never edited again. */
function migrationsFor(kind: DatabaseKind): Record<string, Migration> {
  const bytes = kind === 'postgres' ? sql`bytea` : sql`blob`
  const sequence = kind === 'postgres' ? 'bigserial' : 'integer'

  const createTables = async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('conversations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull())
      .addColumn('in_hand', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('messages')
      .addColumn('sequence', sequence, (column) => autoIncrement(column.primaryKey()))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversations.id'),
      )
      .addColumn('client_message_id', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('messages_once', ['conversation_id', 'client_message_id'])
      .execute()
    await db.schema
      .createTable('replies')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('message_id', 'text', (column) =>
        column.notNull().unique().references('messages.id'),
      )
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversations.id'),
      )
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('feedback')
      .addColumn('reply_id', 'text', (column) => column.primaryKey().references('replies.id'))
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('comment', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    for (const [table, kindColumn, bodyColumn] of [
      ['tickets', 'reason', 'state'],
      ['events', 'type', 'body'],
    ] as const) {
      await db.schema
        .createTable(table)
        .addColumn('sequence', sequence, (column) => autoIncrement(column.primaryKey()))
        .addColumn('conversation_id', 'text', (column) =>
          column.notNull().references('conversations.id'),
        )
        .addColumn(kindColumn, 'text', (column) => column.notNull())
        .addColumn(bodyColumn, 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex(`${table}_by_conversation`)
        .on(table)
        .columns(['conversation_id', 'sequence'])
        .execute()
    }
    await db.schema
      .createTable('editions')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('files', 'text', (column) => column.notNull())
      .addColumn('parsed', 'text', (column) => column.notNull())
      .addColumn('published_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('embeddings')
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('vector', bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('embeddings_key', ['model', 'hash'])
      .execute()
  }

  const createKeptTexts = async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('kept_texts')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute()
  }

  const autoIncrement = <Column extends { autoIncrement(): Column }>(column: Column): Column =>
    kind === 'sqlite' ? column.autoIncrement() : column

  return {
    '0001-conversations-and-editions': { up: createTables },
    '0002-texts-by-hash': { up: createKeptTexts },
    '0003-desk': deskMigration(kind),
    '0004-doors': doorsMigration(kind),
    '0005-desk-search': searchMigration(kind),
    '0006-channels': channelsMigration(kind),
    '0007-chat-language': chatLanguageMigration,
    '0010-knowledge': knowledgeMigration,
  }
}

/** Brings the schema up to date; does nothing when it is. Safe when several processes start at once. */
export async function migrate(database: Database, kind: DatabaseKind): Promise<void> {
  const provider = { getMigrations: async () => migrationsFor(kind) }
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest()
  if (error)
    throw new Error('the database schema could not be brought up to date', { cause: error })
}

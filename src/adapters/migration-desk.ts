import { type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from './database.ts'

type ColumnType = 'text' | 'integer'

/** Tickets get their life, conversations their owner, the desk its tables. */
export function deskMigration(kind: DatabaseKind): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await addColumns(db, 'conversations', [
        ['owner', 'text', 'bot'],
        ['version', 'integer', 0],
        ['unread_by_staff', 'integer', 0],
      ])
      await addColumns(db, 'messages', [['joined_to', 'text']])
      await addColumns(db, 'tickets', [
        ['version', 'integer', 0],
        ['owner_id', 'text'],
        ['team', 'text'],
        ['field', 'text'],
        ['priority', 'integer', 0],
        ['summary', 'text', ''],
        ['evidence', 'text', '{"guides":[],"draft":null}'],
        ['citizen_name', 'text'],
        ['citizen_phone', 'text'],
        ['waiting_since', 'text'],
        ['citizen_turn_since', 'text'],
        ['state_since', 'text'],
        ['first_answered_at', 'text'],
        ['resolved_at', 'text'],
        ['due_first_at', 'text'],
        ['due_resolved_at', 'text'],
        ['reopened', 'integer', 0],
        ['pickup_hash', 'text'],
        ['rating', 'integer'],
        ['rating_comment', 'text'],
      ])
      // Tickets of before the desk wait for an official, and so do their conversations.
      await sql`update tickets set waiting_since = created_at, state_since = created_at`.execute(db)
      await sql`update conversations set owner = 'nobody' where id in
        (select conversation_id from tickets where state = 'new')`.execute(db)
      await index(db, 'feedback', ['conversation_id'])
      await db.schema
        .createIndex('tickets_by_state')
        .on('tickets')
        .columns(['state', 'owner_id', 'priority', 'waiting_since'])
        .execute()
      await db.schema
        .createIndex('tickets_by_pickup')
        .on('tickets')
        .column('pickup_hash')
        .unique()
        .execute()

      await table(db, kind, 'staff_messages', [
        ['id', 'text', 'required'],
        ['conversation_id', 'text', 'required'],
        ['ticket_sequence', 'integer'],
        ['staff_id', 'text'],
        ['kind', 'text', 'required'],
        ['text', 'text', 'required'],
        ['citations', 'text', 'required'],
        ['client_message_id', 'text'],
        ['created_at', 'text', 'required'],
        ['delivered_at', 'text'],
      ])
      await index(db, 'staff_messages', ['conversation_id', 'sequence'])
      await index(db, 'staff_messages', ['id'], 'unique')
      await index(db, 'staff_messages', ['staff_id', 'client_message_id'], 'unique')
      await table(db, kind, 'ticket_events', [
        ['ticket_sequence', 'integer', 'required'],
        ['type', 'text', 'required'],
        ['who', 'text', 'required'],
        ['body', 'text', 'required'],
        ['created_at', 'text', 'required'],
      ])
      await index(db, 'ticket_events', ['ticket_sequence', 'sequence'])
      await index(db, 'ticket_events', ['type', 'created_at'])
      await table(db, kind, 'audit', [
        ['at', 'text', 'required'],
        ['who', 'text', 'required'],
        ['action', 'text', 'required'],
        ['subject', 'text', 'required'],
        ['detail', 'text', 'required'],
      ])
      await index(db, 'audit', ['at'])
      await appendOnly(db, kind, 'audit')

      await keyedTable(db, 'attachments', 'id', [
        ['conversation_id', 'text', 'required'],
        ['message_id', 'text'],
        ['name', 'text', 'required'],
        ['type', 'text', 'required'],
        ['size', 'integer', 'required'],
        ['path', 'text', 'required'],
        ['created_at', 'text', 'required'],
      ])
      await index(db, 'attachments', ['conversation_id'])
      await keyedTable(db, 'canned_replies', 'id', [
        ['title', 'text', 'required'],
        ['text', 'text', 'required'],
        ['owner_id', 'text'],
        ['updated_at', 'text', 'required'],
      ])
      await keyedTable(db, 'proposals', 'id', [
        ['guide', 'text', 'required'],
        ['kind', 'text', 'required'],
        ['text', 'text', 'required'],
        ['staff_id', 'text', 'required'],
        ['state', 'text', 'required'],
        ['created_at', 'text', 'required'],
      ])
      await keyedTable(db, 'drafts', 'message_id', [
        ['conversation_id', 'text', 'required'],
        ['guide', 'text'],
        ['field', 'text'],
        ['reply', 'text', 'required'],
        ['state', 'text', 'required'],
        ['due_at', 'text', 'required'],
        ['created_at', 'text', 'required'],
        ['decided_by', 'text'],
        ['decided_at', 'text'],
      ])
      await index(db, 'drafts', ['state', 'due_at'])
      await keyedTable(db, 'settings', 'key', [
        ['value', 'text', 'required'],
        ['updated_at', 'text', 'required'],
      ])
      await keyedTable(db, 'staff_presence', 'staff_id', [
        ['state', 'text', 'required'],
        ['seen_at', 'text', 'required'],
      ])
    },
  }
}

type Column = [name: string, type: ColumnType, required?: 'required']

/** SQLite adds one column a statement. */
async function addColumns(
  db: Kysely<unknown>,
  name: string,
  columns: [name: string, type: ColumnType, value?: string | number][],
): Promise<void> {
  for (const [column, type, value] of columns) {
    await db.schema
      .alterTable(name)
      .addColumn(column, type, (add) =>
        value === undefined ? add : add.notNull().defaultTo(value),
      )
      .execute()
  }
}

async function table(db: Kysely<unknown>, kind: DatabaseKind, name: string, columns: Column[]) {
  const start = db.schema
    .createTable(name)
    .addColumn('sequence', kind === 'postgres' ? 'bigserial' : 'integer', (column) =>
      kind === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
  await columns
    .reduce(
      (building, [column, type, required]) =>
        building.addColumn(column, type, (add) => (required ? add.notNull() : add)),
      start,
    )
    .execute()
}

async function keyedTable(db: Kysely<unknown>, name: string, key: string, columns: Column[]) {
  const start = db.schema.createTable(name).addColumn(key, 'text', (column) => column.primaryKey())
  await columns
    .reduce(
      (building, [column, type, required]) =>
        building.addColumn(column, type, (add) => (required ? add.notNull() : add)),
      start,
    )
    .execute()
}

async function index(db: Kysely<unknown>, name: string, columns: string[], unique?: 'unique') {
  const building = db.schema
    .createIndex(`${name}_by_${columns.join('_')}`)
    .on(name)
    .columns(columns)
  await (unique ? building.unique() : building).execute()
}

/** What is written stays: the database itself refuses to change or delete a row. */
async function appendOnly(db: Kysely<unknown>, kind: DatabaseKind, name: string): Promise<void> {
  const refused = sql.lit(`${name} is append-only`)
  if (kind === 'postgres') {
    const refuse = sql.id(`${name}_refuse`)
    await sql`create function ${refuse}() returns trigger language plpgsql
      as $$ begin raise exception ${refused}; end $$`.execute(db)
    await sql`create trigger ${sql.id(`${name}_append_only`)} before update or delete
      on ${sql.table(name)} for each row execute function ${refuse}()`.execute(db)
    return
  }
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.id(`${name}_no_${change}`)} before ${sql.raw(change)}
      on ${sql.table(name)} begin select raise(abort, ${refused}); end`.execute(db)
  }
}

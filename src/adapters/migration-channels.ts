import type { Kysely, Migration } from 'kysely'
import type { DatabaseKind } from './database.ts'

type Columns = [name: string, type: 'text' | 'integer', required?: 'required'][]

/** Chats on Telegram and Zalo: what came in, what is to go out, and how each channel is set. */
export function channelsMigration(kind: DatabaseKind): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await keyed(
        db,
        'chats',
        ['channel', 'address'],
        [
          ['conversation_id', 'text', 'required'],
          ['state', 'text', 'required'],
          ['last_inbound_at', 'text', 'required'],
          ['created_at', 'text', 'required'],
        ],
      )
      await index(db, 'chats', ['conversation_id'])

      const queue: Columns = [
        ['channel', 'text', 'required'],
        ['address', 'text', 'required'],
        ['body', 'text', 'required'],
        ['state', 'text', 'required'],
        ['attempts', 'integer'],
        ['next_at', 'text', 'required'],
        ['claimed_by', 'text'],
        ['claimed_until', 'text'],
        ['error', 'text'],
      ]
      await numbered(db, kind, 'inbound', [
        ...queue,
        ['key', 'text', 'required'],
        ['message_id', 'text'],
        ['received_at', 'text', 'required'],
      ])
      await index(db, 'inbound', ['channel', 'key'], 'unique')
      await index(db, 'inbound', ['state', 'channel', 'address', 'sequence'])
      await numbered(db, kind, 'outbox', [
        ...queue,
        ['conversation_id', 'text'],
        ['source', 'text', 'required'],
        ['parts_sent', 'integer'],
        ['provider_ids', 'text'],
        ['problem', 'text'],
        ['created_at', 'text', 'required'],
        ['sent_at', 'text'],
      ])
      await index(db, 'outbox', ['source'], 'unique')
      await index(db, 'outbox', ['state', 'channel', 'address', 'sequence'])
      await index(db, 'outbox', ['conversation_id'])
      await index(db, 'outbox', ['channel', 'sent_at'])
      await index(db, 'inbound', ['channel', 'received_at'])

      await keyed(
        db,
        'channel_settings',
        ['channel'],
        [
          ['enabled', 'integer', 'required'],
          ['fields', 'text', 'required'],
          ['updated_at', 'text', 'required'],
        ],
      )
      await keyed(
        db,
        'channel_secrets',
        ['channel', 'name'],
        [
          ['value', 'text', 'required'],
          ['updated_at', 'text', 'required'],
        ],
      )
      await keyed(
        db,
        'channel_states',
        ['channel'],
        [
          ['last_error', 'text'],
          ['last_error_at', 'text'],
          ['lease_by', 'text'],
          ['lease_until', 'text'],
        ],
      )
    },
  }
}

/** Columns that count, or list, start empty. */
const starts: Record<string, string | number> = { attempts: 0, parts_sent: 0, provider_ids: '[]' }

async function numbered(db: Kysely<unknown>, kind: DatabaseKind, name: string, columns: Columns) {
  const start = db.schema
    .createTable(name)
    .addColumn('sequence', kind === 'postgres' ? 'bigserial' : 'integer', (column) =>
      kind === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
  await columns
    .reduce(
      (building, [column, type, required]) =>
        building.addColumn(column, type, (add) => {
          const value = starts[column]
          if (value !== undefined) return add.notNull().defaultTo(value)
          return required ? add.notNull() : add
        }),
      start,
    )
    .execute()
}

async function keyed(db: Kysely<unknown>, name: string, key: string[], columns: Columns) {
  const start = key.reduce(
    (building, column) => building.addColumn(column, 'text', (add) => add.notNull()),
    db.schema.createTable(name).addPrimaryKeyConstraint(`${name}_key`, key as never),
  )
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

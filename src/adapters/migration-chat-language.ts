import type { Kysely, Migration } from 'kysely'

/** In which language a chat's fixed sentences are, and how often a message may have arrived unseen. */
export const chatLanguageMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('chats')
      .addColumn('language', 'text', (column) => column.notNull().defaultTo('vi'))
      .execute()
    await db.schema
      .alterTable('outbox')
      .addColumn('unsure_sends', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}

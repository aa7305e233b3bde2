import type { Kysely, Migration } from 'kysely'

/** The knowledge desk: who made an edition and why, drafts, dates to come, questions to try. */
export const knowledgeMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite adds one column a statement.
    for (const column of ['kind', 'who', 'reason', 'changes']) {
      await db.schema.alterTable('editions').addColumn(column, 'text').execute()
    }
    await db.schema
      .createTable('guide_drafts')
      .addColumn('file', 'text', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('base_hash', 'text', (column) => column.notNull())
      .addColumn('review', 'text', (column) => column.notNull())
      .addColumn('review_note', 'text', (column) => column.notNull())
      .addColumn('reviewed_by', 'text')
      .addColumn('saved_by', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'text', (column) => column.notNull())
      .addColumn('source', 'text')
      .execute()
    await db.schema
      .createTable('guide_care')
      .addColumn('file', 'text', (column) => column.primaryKey())
      .addColumn('owner_id', 'text')
      .addColumn('recheck_on', 'text')
      .addColumn('note', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('publications')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('base_hash', 'text', (column) => column.notNull())
      .addColumn('effective_on', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('publications_by_state')
      .on('publications')
      .columns(['state', 'effective_on'])
      .execute()
    await db.schema
      .createTable('trial_questions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('guide', 'text')
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('gap_decisions')
      .addColumn('message_id', 'text', (column) => column.primaryKey())
      .addColumn('decision', 'text', (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('knowledge_state')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
}

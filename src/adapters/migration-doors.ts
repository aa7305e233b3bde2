import { type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from './database.ts'

/**
 * The tables of better-auth, one-time links, and what the audit log still let through.
 *
 * better-auth's own migration knows no lock and follows the installed version, so its tables are made
 * here; test/adapters/better-auth.test.ts says when a new version wants something else.
 */
export function doorsMigration(kind: DatabaseKind): Migration {
  const moment = kind === 'postgres' ? sql`timestamptz` : sql`date`
  const flag = kind === 'postgres' ? 'boolean' : 'integer'
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('auth_user')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('emailVerified', flag, (column) => column.notNull())
        .addColumn('image', 'text')
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .addColumn('twoFactorEnabled', flag)
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('fields', 'text', (column) => column.notNull())
        .addColumn('disabledAt', 'text')
        .execute()
      await db.schema
        .createTable('auth_session')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('expiresAt', moment, (column) => column.notNull())
        .addColumn('token', 'text', (column) => column.notNull().unique())
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .addColumn('ipAddress', 'text')
        .addColumn('userAgent', 'text')
        .addColumn('userId', 'text', (column) =>
          column.notNull().references('auth_user.id').onDelete('cascade'),
        )
        .execute()
      await db.schema
        .createTable('auth_account')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('accountId', 'text', (column) => column.notNull())
        .addColumn('providerId', 'text', (column) => column.notNull())
        .addColumn('userId', 'text', (column) =>
          column.notNull().references('auth_user.id').onDelete('cascade'),
        )
        .addColumn('accessToken', 'text')
        .addColumn('refreshToken', 'text')
        .addColumn('idToken', 'text')
        .addColumn('accessTokenExpiresAt', moment)
        .addColumn('refreshTokenExpiresAt', moment)
        .addColumn('scope', 'text')
        .addColumn('password', 'text')
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('auth_verification')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('identifier', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('expiresAt', moment, (column) => column.notNull())
        .addColumn('createdAt', moment, (column) => column.notNull())
        .addColumn('updatedAt', moment, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('auth_two_factor')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('secret', 'text', (column) => column.notNull())
        .addColumn('backupCodes', 'text', (column) => column.notNull())
        .addColumn('userId', 'text', (column) =>
          column.notNull().references('auth_user.id').onDelete('cascade'),
        )
        .addColumn('verified', flag)
        .addColumn('failedVerificationCount', 'integer')
        .addColumn('lockedUntil', moment)
        .execute()
      for (const [table, column] of [
        ['auth_session', 'userId'],
        ['auth_account', 'userId'],
        ['auth_verification', 'identifier'],
        ['auth_two_factor', 'secret'],
        ['auth_two_factor', 'userId'],
      ] as const) {
        await db.schema.createIndex(`${table}_${column}_idx`).on(table).column(column).execute()
      }

      await db.schema
        .createTable('staff_links')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('purpose', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text')
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute()
      await closeAudit(db, kind)
    },
  }
}

/** Truncating on PostgreSQL and replacing on SQLite get round triggers on updates and deletes. */
async function closeAudit(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  if (kind === 'postgres') {
    await sql`create trigger audit_no_truncate before truncate on audit
      for each statement execute function audit_refuse()`.execute(db)
    return
  }
  await sql`create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where sequence = new.sequence)
    begin select raise(abort, 'audit is append-only'); end`.execute(db)
}

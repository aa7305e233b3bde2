import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, type DatabaseKind, openDatabase } from '../../src/adapters/database.ts'
import { migrate } from '../../src/adapters/migrations.ts'
import { startPostgres } from './postgres.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export type TestDatabase = {
  /** For the title of a suite; says why when the database cannot be had here. */
  name: string
  isMissing: boolean
  /** An empty database with the schema in it, closed by `close`; one at a time. */
  kind: DatabaseKind
  open(): Promise<Database>
}

/** Every database the service runs on, real ones. `close` ends what was opened. */
export async function openTestDatabases(): Promise<{
  databases: TestDatabase[]
  close: () => Promise<void>
}> {
  const postgres = await startPostgres()
  const folder = openTemporaryFolder()
  const opened: Database[] = []
  const open = async (address: string) => {
    const { database, kind } = openDatabase(address)
    opened.push(database)
    await migrate(database, kind)
    return database
  }
  let files = 0
  let shared: Database | undefined
  const missing = 'missing' in postgres ? postgres.missing : undefined

  return {
    databases: [
      { name: 'SQLite in memory', kind: 'sqlite', isMissing: false, open: () => open(':memory:') },
      {
        name: 'SQLite in a file',
        isMissing: false,
        kind: 'sqlite',
        open: () => open(join(folder.path, `${files++}.sqlite`)),
      },
      {
        name: missing ? `PostgreSQL, skipped: ${missing}` : 'PostgreSQL',
        isMissing: missing !== undefined,
        kind: 'postgres',
        open: async () => {
          if ('missing' in postgres) throw new Error(postgres.missing)
          shared ??= await open(await postgres.createDatabase())
          return await emptyTables(shared)
        },
      },
    ],
    async close() {
      await Promise.all(opened.map((database) => database.destroy()))
      if (!('missing' in postgres)) await postgres.stop()
      folder.remove()
    },
  }
}

/** Quicker on PostgreSQL than a database of its own for every test. */
async function emptyTables(database: Database): Promise<Database> {
  const tables = await database.introspection.getTables()
  const names = tables.map(({ name }) => sql.table(name))
  await database.transaction().execute(async (transaction) => {
    // The audit log refuses to be emptied; a superuser may leave triggers out.
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`truncate ${sql.join(names)} restart identity cascade`.execute(transaction)
  })
  return database
}

import { z } from 'zod'
import type { FolderBase } from '../knowledge/folder-base.ts'
import type { Database } from './database.ts'

const folderSchema = z.record(z.string(), z.string())

/** FolderBase on SQLite or PostgreSQL. */
export function createFolderBase(database: Database): FolderBase {
  return {
    async read() {
      const value = await readState(database, 'folder')
      return value === undefined ? undefined : new Map(Object.entries(folderSchema.parse(value)))
    },
    async write(common) {
      await writeState(database, 'folder', Object.fromEntries(common))
    },
  }
}

/** A value of the knowledge desk's own; undefined when it was never written. */
export async function readState(database: Database, key: string): Promise<unknown> {
  const row = await database
    .selectFrom('knowledge_state')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row && JSON.parse(row.value)
}

export async function writeState(database: Database, key: string, value: unknown): Promise<void> {
  const row = { value: JSON.stringify(value) }
  await database
    .insertInto('knowledge_state')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

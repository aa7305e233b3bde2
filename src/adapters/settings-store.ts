import {
  type DeskSettings,
  defaultDeskSettings,
  type SettingsStore,
} from '../handoff/desk-settings.ts'
import { remembered } from '../shared/remembered.ts'
import type { Database } from './database.ts'

/** Every turn asks four times; what another process set is known so much later. */
const keptMs = 1_000

/** SettingsStore on SQLite or PostgreSQL. What this process writes, it reads at once. */
export function createSettingsStore(database: Database): SettingsStore {
  const readAnew = async () => {
    const rows = await database.selectFrom('settings').select(['key', 'value']).execute()
    // Written by this file alone, from settings that the admin routes have checked.
    const set: Partial<DeskSettings> = Object.fromEntries(
      rows.map(({ key, value }) => [key, JSON.parse(value)]),
    )
    return { ...defaultDeskSettings, ...set }
  }
  let read = remembered(readAnew, keptMs)

  return {
    read: () => read(),

    async write(key, value, at) {
      const row = { value: JSON.stringify(value), updated_at: at.toISOString() }
      await database
        .insertInto('settings')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
      read = remembered(readAnew, keptMs)
    },
  }
}

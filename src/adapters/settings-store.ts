import {
  type DeskSettings,
  defaultDeskSettings,
  type SettingsStore,
} from '../handoff/desk-settings.ts'
import type { Database } from './database.ts'

/** SettingsStore on SQLite or PostgreSQL. */
export function createSettingsStore(database: Database): SettingsStore {
  return {
    async read() {
      const rows = await database.selectFrom('settings').select(['key', 'value']).execute()
      // Written by this file alone, from settings that the admin routes have checked.
      const set: Partial<DeskSettings> = Object.fromEntries(
        rows.map(({ key, value }) => [key, JSON.parse(value)]),
      )
      return { ...defaultDeskSettings, ...set }
    },

    async write(key, value, at) {
      const row = { value: JSON.stringify(value), updated_at: at.toISOString() }
      await database
        .insertInto('settings')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    },
  }
}

import type { ChannelSettingsStore } from '../channels/settings/channel-settings.ts'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'

/** ChannelSettingsStore on SQLite or PostgreSQL. */
export function createChannelSettingsStore(
  database: Database,
  cipher: Cipher,
): ChannelSettingsStore {
  const about = (channel: string, name: string) => `${channel}/${name}`
  const hasState = async (channel: string) => {
    await database
      .insertInto('channel_states')
      .values({ channel })
      .onConflict((conflict) => conflict.column('channel').doNothing())
      .execute()
  }
  const latest = async (table: 'inbound' | 'outbox', column: string, channel: string) => {
    const { at } = await database
      .selectFrom(table)
      .select(({ fn, ref }) => fn.max<string | null>(ref(column as never)).as('at'))
      .where('channel', '=', channel)
      .executeTakeFirstOrThrow()
    return at === null ? null : new Date(at)
  }

  return {
    async read(channel) {
      const row = await database
        .selectFrom('channel_settings')
        .selectAll()
        .where('channel', '=', channel)
        .executeTakeFirst()
      return row && { isEnabled: row.enabled === 1, fields: JSON.parse(row.fields) }
    },

    async write(channel, { isEnabled, fields }, at) {
      const values = {
        enabled: isEnabled ? 1 : 0,
        fields: JSON.stringify(fields),
        updated_at: at.toISOString(),
      }
      await database
        .insertInto('channel_settings')
        .values({ channel, ...values })
        .onConflict((conflict) => conflict.column('channel').doUpdateSet(values))
        .execute()
    },

    async secret(channel, name) {
      const row = await database
        .selectFrom('channel_secrets')
        .select('value')
        .where('channel', '=', channel)
        .where('name', '=', name)
        .executeTakeFirst()
      return (row && cipher.decrypt(row.value, about(channel, name))) || undefined
    },

    async setSecret(channel, name, text, at) {
      const value = cipher.encrypt(text, about(channel, name))
      const updated_at = at.toISOString()
      await database
        .insertInto('channel_secrets')
        .values({ channel, name, value, updated_at })
        .onConflict((conflict) =>
          conflict.columns(['channel', 'name']).doUpdateSet({ value, updated_at }),
        )
        .execute()
    },

    async takeLease(channel, holder, at, until) {
      await hasState(channel)
      const taken = await database
        .updateTable('channel_states')
        .set({ lease_by: holder, lease_until: until.toISOString() })
        .where('channel', '=', channel)
        .where(({ eb, or }) =>
          or([eb('lease_until', 'is', null), eb('lease_until', '<', at.toISOString())]),
        )
        .returning('channel')
        .executeTakeFirst()
      return taken !== undefined
    },

    async endLease(channel, holder) {
      await database
        .updateTable('channel_states')
        .set({ lease_by: null, lease_until: null })
        .where('channel', '=', channel)
        .where('lease_by', '=', holder)
        .execute()
    },

    async noteError(channel, error, at) {
      await hasState(channel)
      await database
        .updateTable('channel_states')
        .set({ last_error: error, last_error_at: at.toISOString() })
        .where('channel', '=', channel)
        .execute()
    },

    async activity(channel) {
      const state = await database
        .selectFrom('channel_states')
        .selectAll()
        .where('channel', '=', channel)
        .executeTakeFirst()
      const { waiting } = await database
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll<number>().as('waiting'))
        .where('channel', '=', channel)
        .where('state', 'in', ['waiting', 'sending'])
        .executeTakeFirstOrThrow()
      const { maybeTwice } = await database
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll<number>().as('maybeTwice'))
        .where('channel', '=', channel)
        .where('state', '=', 'sent')
        .where('unsure_sends', '>', 0)
        .executeTakeFirstOrThrow()
      return {
        lastError:
          state?.last_error && state.last_error_at
            ? { text: state.last_error, at: new Date(state.last_error_at) }
            : null,
        lastInAt: await latest('inbound', 'received_at', channel),
        lastOutAt: await latest('outbox', 'sent_at', channel),
        waiting: Number(waiting),
        maybeTwice: Number(maybeTwice),
      }
    },
  }
}

import type { Clock } from '../shared/clock.ts'
import { type Chat, type ChatChannel, chatChannels } from './chat.ts'
import type { ChannelHealth } from './connection.ts'
import type { OutboxStore } from './delivery/outbox.ts'
import type { Channels } from './open-channels.ts'
import { type ChannelEnvironment, channelFields } from './settings/channel-fields.ts'
import type { ChannelSettingsStore } from './settings/channel-settings.ts'
import { readChannel } from './settings/channel-values.ts'
import type { OaConsent } from './zalo-oa/consent.ts'
import { tokensSecret } from './zalo-oa/tokens.ts'

export type ChannelDeskDeps = {
  channels: Channels
  settings: ChannelSettingsStore
  environment: ChannelEnvironment
  publicUrl: string | undefined
  outbox: Pick<OutboxStore, 'undelivered' | 'sendAgain' | 'dismiss'>
  oaConsent: Pick<OaConsent, 'begin'>
  wake: (chat: Chat) => void
  testCodeOf: (channel: ChatChannel) => string
  clock: Clock
}

type Change = {
  isEnabled?: boolean | undefined
  fields?: Record<string, string> | undefined
  secrets?: Record<string, string> | undefined
}

const mostUndelivered = 200

/** What the console's page “Kênh” shows and changes. Secrets go in and never come out. */
export function createChannelDesk(deps: ChannelDeskDeps) {
  const { channels, settings, environment, outbox, clock } = deps
  const known = (name: string) => chatChannels.find((each) => each === name)

  const viewOf = async (channel: ChatChannel) => {
    const { isEnabled, values, missing } = await readChannel(channel, settings, environment)
    const { lastError, lastInAt, lastOutAt, waiting, maybeTwice } = await settings.activity(channel)
    const names = channelFields[channel]
    return {
      channel,
      isEnabled,
      isOpen: channels.connectionOf(channel) !== undefined,
      fields: Object.fromEntries(
        Object.keys(names.fields).map((name) => [name, values[name] ?? '']),
      ),
      secrets: Object.fromEntries(
        Object.keys(names.secrets).map((name) => [name, Boolean(values[name])]),
      ),
      missing,
      webhookUrl: deps.publicUrl ? new URL(`/webhooks/${channel}`, deps.publicUrl).href : null,
      lastError: lastError && { text: lastError.text, at: lastError.at.toISOString() },
      lastInAt: lastInAt?.toISOString() ?? null,
      lastOutAt: lastOutAt?.toISOString() ?? null,
      waiting,
      maybeTwice,
      testCode: deps.testCodeOf(channel),
    }
  }

  const keep = async (channel: ChatChannel, { isEnabled, fields = {}, secrets = {} }: Change) => {
    const at = clock()
    const stored = await settings.read(channel)
    const before = await readChannel(channel, settings, environment)
    const own = Object.keys(channelFields[channel].fields)
    const kept = Object.entries({ ...stored?.fields, ...fields }).filter(([name]) =>
      own.includes(name),
    )
    await settings.write(
      channel,
      { isEnabled: isEnabled ?? before.isEnabled, fields: Object.fromEntries(kept) },
      at,
    )
    for (const name of Object.keys(channelFields[channel].secrets)) {
      const value = secrets[name]
      if (!value) continue
      await settings.setSecret(channel, name, value, at)
      // A new consent takes the place of tokens from an older one.
      if (name === 'refreshToken') await settings.setSecret(channel, tokensSecret, '', at)
    }
  }

  return {
    list: () => Promise.all(chatChannels.map(viewOf)),

    async change(name: string, change: Change): Promise<boolean> {
      const channel = known(name)
      if (!channel) return false
      await keep(channel, change)
      await channels.reopen(channel)
      return true
    },

    async health(name: string): Promise<ChannelHealth | undefined> {
      const channel = known(name)
      return await (channel && channels.connectionOf(channel)?.health())
    },

    beginConsent: (name: string) =>
      name === 'zalo-oa' ? deps.oaConsent.begin() : Promise.resolve(undefined),

    async undelivered(conversationId?: string) {
      const about = conversationId === undefined ? {} : { conversationId }
      const rows = await outbox.undelivered({ ...about, limit: mostUndelivered })
      return rows.map(({ sequence, channel, ticketNumber, problem, state, error, createdAt }) => ({
        id: sequence,
        channel,
        ticketNumber,
        problem: problem ?? state,
        error,
        at: createdAt.toISOString(),
      }))
    },

    async sendAgain(id: number): Promise<boolean> {
      const row = await outbox.sendAgain(id, clock())
      if (row) deps.wake(row)
      return row !== undefined
    },

    dismiss: (id: number) => outbox.dismiss(id),
  }
}

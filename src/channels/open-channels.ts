import type { SetTimer } from '../conversation/burst.ts'
import type { Clock } from '../shared/clock.ts'
import { type ChatChannel, chatChannels } from './chat.ts'
import type { ChannelConnection, KeepUpdate } from './connection.ts'
import type { ChannelEnvironment } from './settings/channel-fields.ts'
import type { ChannelSettingsStore } from './settings/channel-settings.ts'
import { readChannel } from './settings/channel-values.ts'
import { openZaloBot } from './zalo-bot/open-zalo-bot.ts'
import { usualOauthUrl } from './zalo-oa/consent.ts'
import { openZaloOa } from './zalo-oa/open-zalo-oa.ts'

/** The channels that are on, opened and closed as an admin sets them. */
export type Channels = {
  /** Channels that are on. */
  on(): ChatChannel[]
  connectionOf(channel: ChatChannel): ChannelConnection | undefined
  /** Opens the channel as it is set now; closes it when it is off, or lacks something. */
  reopen(channel: ChatChannel): Promise<void>
  openAll(): Promise<void>
  close(): Promise<void>
}

export type OpenChannelsDeps = {
  settings: ChannelSettingsStore
  environment: ChannelEnvironment
  publicUrl: string | undefined
  /** Gives a secret of our own for webhooks that were given none. */
  webhookSecretOf: (channel: ChatChannel) => string
  keep: KeepUpdate
  holder: string
  clock: Clock
  setTimer: SetTimer
  onError: (channel: ChatChannel, error: string) => void
}

export function createChannels(deps: OpenChannelsDeps): Channels {
  const open = new Map<ChatChannel, ChannelConnection>()

  const connect = async (
    channel: ChatChannel,
    values: Record<string, string>,
  ): Promise<ChannelConnection> => {
    const { publicUrl, keep, setTimer, clock, holder, settings } = deps
    const common = { publicUrl, keep, setTimer, onError: (e: string) => deps.onError(channel, e) }
    const { botToken = '', webhookSecret = deps.webhookSecretOf(channel) } = values
    const mode = values.mode === 'webhook' ? 'webhook' : 'polling'
    const urlOf = (name: string, usual: string) => (values[name] ?? usual).replace(/\/$/, '')
    switch (channel) {
      case 'telegram': {
        const apiRoot = urlOf('apiRoot', 'https://api.telegram.org')
        // grammY takes a tenth of a second to load; an office without Telegram need not wait for it.
        const { openTelegram } = await import('./telegram/open-telegram.ts')
        return openTelegram({ botToken, mode, webhookSecret, apiRoot }, common)
      }
      case 'zalo-bot': {
        const apiUrl = urlOf('apiUrl', 'https://bot-api.zaloplatforms.com')
        return openZaloBot({ botToken, mode, webhookSecret, apiUrl }, common)
      }
      case 'zalo-oa':
        return openZaloOa(
          {
            appId: values.appId ?? '',
            appSecret: values.appSecret ?? '',
            oaSecretKey: values.oaSecretKey ?? '',
            apiUrl: urlOf('apiUrl', 'https://openapi.zalo.me'),
            oauthUrl: urlOf('oauthUrl', usualOauthUrl),
            refreshToken: values.refreshToken,
            hasPackage: values.hasPackage === '1',
          },
          { ...common, settings, clock, holder },
        )
    }
  }

  const reopen = async (channel: ChatChannel) => {
    await open.get(channel)?.stop()
    open.delete(channel)
    const { isEnabled, values, missing } = await readChannel(
      channel,
      deps.settings,
      deps.environment,
    )
    if (!isEnabled || missing.length > 0) return
    const connection = await connect(channel, values)
    open.set(channel, connection)
    connection.start()
  }

  return {
    on: () => [...open.keys()],
    connectionOf: (channel) => open.get(channel),
    reopen,
    async openAll() {
      for (const channel of chatChannels) await reopen(channel)
    },
    async close() {
      await Promise.all([...open.values()].map((connection) => connection.stop()))
    },
  }
}

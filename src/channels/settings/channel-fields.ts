import type { ChatChannel } from '../chat.ts'

/**
 * What each channel is set with. Environment variables give a start; what an admin sets goes before.
 * Addresses come from the environment alone: whoever could change one would be sent the secrets.
 */
export const channelFields = {
  telegram: {
    fields: { mode: 'TELEGRAM_MODE' },
    addresses: { apiRoot: 'TELEGRAM_API_ROOT' },
    secrets: { botToken: 'TELEGRAM_BOT_TOKEN', webhookSecret: 'TELEGRAM_WEBHOOK_SECRET' },
    needed: ['botToken'],
  },
  'zalo-bot': {
    fields: { mode: 'ZALO_BOT_MODE' },
    addresses: { apiUrl: 'ZALO_BOT_API_URL' },
    secrets: { botToken: 'ZALO_BOT_TOKEN', webhookSecret: 'ZALO_BOT_WEBHOOK_SECRET' },
    needed: ['botToken'],
  },
  'zalo-oa': {
    fields: { appId: 'ZALO_OA_APP_ID', hasPackage: 'ZALO_OA_PACKAGE' },
    addresses: { apiUrl: 'ZALO_OA_API_URL', oauthUrl: 'ZALO_OA_OAUTH_URL' },
    secrets: {
      appSecret: 'ZALO_OA_APP_SECRET',
      oaSecretKey: 'ZALO_OA_SECRET_KEY',
      refreshToken: 'ZALO_OA_REFRESH_TOKEN',
    },
    needed: ['appId', 'appSecret', 'oaSecretKey'],
  },
} as const satisfies Record<
  ChatChannel,
  {
    fields: Record<string, string>
    addresses: Record<string, string>
    secrets: Record<string, string>
    needed: string[]
  }
>

/** Settings of all channels by the names above, as the environment gives them. */
export type ChannelEnvironment = Record<ChatChannel, Record<string, string>>

import { maxAttachmentBytes } from '../../conversation/attachment-files.ts'
import type { SetTimer } from '../../conversation/burst.ts'
import type { ChannelConnection, KeepUpdate } from '../connection.ts'
import { createKeepTrying } from '../keep-trying.ts'
import { fetchFile, ProviderError } from '../provider-request.ts'
import { isSameSecret } from '../same-secret.ts'
import { idlePollCode, isObject, pollBody } from '../zalo-mapping.ts'
import { createZaloBotClient } from './client.ts'
import { updateOfZaloBot } from './listen.ts'
import { createZaloBotSender } from './sender.ts'

export type ZaloBotSettings = {
  botToken: string
  mode: 'webhook' | 'polling'
  webhookSecret: string
  apiUrl: string
}

const secretHeader = 'X-Bot-Api-Secret-Token'
const pollSeconds = 30

/** A bot of the Zalo bot platform, with its updates by webhook or by polling. */
export function openZaloBot(
  { botToken, mode, webhookSecret, apiUrl }: ZaloBotSettings,
  deps: {
    publicUrl: string | undefined
    keep: KeepUpdate
    setTimer: SetTimer
    onError: (error: string) => void
  },
): ChannelConnection {
  const { publicUrl, keep, onError } = deps
  const client = createZaloBotClient(apiUrl, botToken)
  const botId = botToken.split(':')[0] ?? ''
  const trying = createKeepTrying(deps.setTimer, (error) => onError(messageOf(error)))
  const webhookUrl = publicUrl && new URL('/webhooks/zalo-bot', publicUrl).href
  let isOpen = true

  /** One update at a time, each safe before the next is asked for. */
  const poll = async () => {
    await client.call('deleteWebhook')
    while (isOpen) {
      const update = await nextUpdate()
      if (update) await trying.until(() => keep(update))
    }
  }

  const nextUpdate = async () => {
    try {
      const timeoutMs = (pollSeconds + 5) * 1000
      return updateOfZaloBot(
        await client.call('getUpdates', pollBody(pollSeconds), timeoutMs),
        botId,
      )
    } catch (error) {
      if (error instanceof ProviderError && error.code === idlePollCode) return undefined
      throw error
    }
  }

  return {
    sender: createZaloBotSender(client, publicUrl),

    async receive(c) {
      if (!isSameSecret(c.req.header(secretHeader), webhookSecret)) return c.body(null, 401)
      const update = updateOfZaloBot(await c.req.json().catch(() => undefined), botId)
      if (update) await keep(update)
      return c.json({ ok: true })
    },

    start() {
      if (mode === 'polling') return void trying.until(poll)
      if (!webhookUrl) return onError('PUBLIC_URL chưa đặt nên chưa đăng ký được webhook')
      const body = { url: webhookUrl, secret_token: webhookSecret }
      void trying.until(() => client.call('setWebhook', body))
    },

    async stop() {
      isOpen = false
      trying.stop()
    },

    async health() {
      try {
        const me = await client.call('getMe')
        const name = isObject(me) ? String(me.account_name ?? me.id ?? '') : ''
        if (mode === 'polling') return { name, webhook: null, error: null }
        const info = await client.call('getWebhookInfo')
        const url = isObject(info) ? String(info.url ?? '') : ''
        const webhook = { url, isOurs: url === webhookUrl, lastError: null, pending: null }
        return { name, webhook, error: null }
      } catch (error) {
        return { name: null, webhook: null, error: messageOf(error) }
      }
    },

    download: (ref) => fetchFile(ref, apiUrl, maxAttachmentBytes),
  }
}

const messageOf = (error: unknown) =>
  error instanceof ProviderError ? error.message : error instanceof Error ? error.name : 'error'

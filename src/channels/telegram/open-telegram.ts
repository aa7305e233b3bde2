import { Api, Bot, webhookCallback } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { maxAttachmentBytes } from '../../conversation/attachment-files.ts'
import type { SetTimer } from '../../conversation/burst.ts'
import { problem } from '../../http/problem.ts'
import type { ChannelConnection, KeepUpdate } from '../connection.ts'
import { createKeepTrying } from '../keep-trying.ts'
import { allowedUpdates, commandMenu, englishCommandMenu, listenToTelegram } from './listen.ts'
import { createTelegramSender, telegramErrorText } from './sender.ts'

export type TelegramSettings = {
  botToken: string
  mode: 'webhook' | 'polling'
  /** What Telegram shows us with every update. */
  webhookSecret: string
  apiRoot: string
}

const requestSeconds = 20
const pollSeconds = 25
const daySeconds = 86_400

/** A bot by grammY, with its updates by webhook or by long polling. */
export function openTelegram(
  { botToken, mode, webhookSecret, apiRoot }: TelegramSettings,
  deps: {
    publicUrl: string | undefined
    keep: KeepUpdate
    setTimer: SetTimer
    onError: (error: string) => void
  },
): ChannelConnection {
  const { publicUrl, keep, onError } = deps
  const api = new Api(botToken, { apiRoot, timeoutSeconds: requestSeconds })
  // Its own timer would fire before an answer is read that came while the process stood still.
  const sending = new Api(botToken, { apiRoot, timeoutSeconds: daySeconds })
  const bot = new Bot(botToken, {
    botInfo: unknownBot(botToken),
    client: { apiRoot, timeoutSeconds: pollSeconds + requestSeconds },
  })
  const trying = createKeepTrying(deps.setTimer, (error) => onError(telegramErrorText(error)))
  // What polling has fetched Telegram does not send again: it is tried until it is safe.
  listenToTelegram(bot, mode === 'polling' ? (update) => trying.until(() => keep(update)) : keep)
  const receive =
    mode === 'webhook' ? webhookCallback(bot, 'hono', { secretToken: webhookSecret }) : undefined
  const webhookUrl = publicUrl && new URL('/webhooks/telegram', publicUrl).href

  const greet = async () => {
    bot.botInfo = await api.getMe()
    await api.setMyCommands(commandMenu)
    await api.setMyCommands(englishCommandMenu, { language_code: 'en' })
  }

  return {
    sender: createTelegramSender(sending, publicUrl),

    async receive(c) {
      if (!receive) {
        return problem(c, 404, { code: 'not_found', detail: 'This bot polls for its updates.' })
      }
      try {
        return await receive(c)
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        return problem(c, 400, { code: 'invalid_input', detail: 'The body is no JSON.' })
      }
    },

    start() {
      void trying.until(greet)
      if (mode === 'polling') {
        void trying.until(() =>
          bot.start({ timeout: pollSeconds, allowed_updates: [...allowedUpdates] }),
        )
        return
      }
      if (!webhookUrl) return onError('PUBLIC_URL chưa đặt nên chưa đăng ký được webhook')
      void trying.until(async () => {
        await api.setWebhook(webhookUrl, {
          secret_token: webhookSecret,
          allowed_updates: [...allowedUpdates],
        })
      })
    },

    async stop() {
      trying.stop()
      // It tells Telegram what it has seen, which a dead network must not hold up.
      if (bot.isRunning()) await Promise.race([bot.stop(), pause(2000)])
    },

    async health() {
      try {
        const me = await api.getMe()
        const info = await api.getWebhookInfo()
        const webhook = {
          url: info.url ?? '',
          isOurs: info.url === webhookUrl,
          lastError: info.last_error_message ?? null,
          pending: info.pending_update_count,
        }
        return {
          name: `@${me.username}`,
          webhook: mode === 'webhook' ? webhook : null,
          error: null,
        }
      } catch (error) {
        return { name: null, webhook: null, error: telegramErrorText(error) }
      }
    },

    async answerPress(pressId, text) {
      // Presses older than a quarter of an hour cannot be answered any more.
      await api.answerCallbackQuery(pressId, text ? { text } : {}).catch(() => undefined)
    },

    async download(ref) {
      const { file_path: path, file_size: size = 0 } = await api.getFile(ref)
      if (!path || size > maxAttachmentBytes) return undefined
      const response = await fetch(`${apiRoot}/file/bot${botToken}/${path}`, {
        signal: AbortSignal.timeout(requestSeconds * 1000),
      }).catch(() => {
        // The failure's own words name the address, and with it the token.
        throw new Error('Telegram gives no file')
      })
      if (!response.ok) throw new Error(`Telegram gives no file: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

/** Until Telegram has said who we are: an update that comes first need not wait for that. */
function unknownBot(token: string): UserFromGetMe {
  return {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: '',
    username: '',
  } as UserFromGetMe
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())

import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '../../src/shared/clock.ts'
import {
  createLimit,
  createRecord,
  type Failure,
  serveDouble,
  takeFailure,
} from './double-server.ts'
import { telegramTextFault } from './telegram-html.ts'

export const telegramToken = '123456:TEST-token_of-the-double'

export type SentMessage = {
  id: number
  chat: string
  /** As the citizen reads it. */
  text: string
  html: string | null
  buttons: { text: string; callback_data: string }[]
}

/** An update that nobody takes is given up after so many tries. */
const mostTries = 1000

/** Brings an update to the service's webhook. */
export type ToWebhook = (body: string, headers: Record<string, string>) => Promise<Response>

const button = z.object({ text: z.string().min(1), callback_data: z.string().min(1) })
const sendMessage = z.object({
  chat_id: z.union([z.string(), z.number()]),
  text: z.string(),
  parse_mode: z.enum(['HTML']).optional(),
  link_preview_options: z.object({ is_disabled: z.boolean() }).optional(),
  reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
})

export type TelegramDouble = Awaited<ReturnType<typeof startTelegramDouble>>

/**
 * A server that speaks the Bot API as far as the service uses it, with its limits: 4,096 characters,
 * 64 bytes a button, one message a second in a chat, 30 to all, known chats only.
 */
export async function startTelegramDouble(clock: Clock = () => new Date()) {
  const now = () => clock().getTime()
  const sent = createRecord<SentMessage>()
  const byChat = new Map<string, SentMessage[]>()
  const calls = createRecord<{ method: string; body: Record<string, unknown> }>()
  /** Requests that the real one would have answered with 400, or 429 again. */
  const faults: string[] = []
  const failures: Failure[] = []
  const chats = new Set<string>()
  const blocked = new Set<string>()
  const presses = new Set<string>()
  const files = new Map<string, { path: string; bytes: Uint8Array }>()
  const heldUntil = new Map<string, number>()
  const queue: { update_id: number }[] = []
  let hook: { url: string; secret: string } | undefined
  let toWebhook: ToWebhook | undefined
  let wakePoll: () => void = () => undefined
  let ids = 1
  const perChat = createLimit(5, 1000, now)
  const overall = createLimit(30, 1000 / 30, now)

  const ok = (result: unknown) => ({ ok: true, result })
  const refusal = (c: Context, error_code: number, description: string, retry_after?: number) =>
    c.json(
      {
        ok: false,
        error_code,
        description,
        ...(retry_after ? { parameters: { retry_after } } : {}),
      },
      error_code as 400,
    )
  const fault = (c: Context, description: string) => {
    faults.push(description)
    return refusal(c, 400, `Bad Request: ${description}`)
  }

  const send = (c: Context, body: unknown) => {
    const { data, error } = sendMessage.safeParse(body)
    if (error) return fault(c, z.prettifyError(error))
    const chat = String(data.chat_id)
    if (!chats.has(chat)) return refusal(c, 400, 'Bad Request: chat not found')
    if (blocked.has(chat)) return refusal(c, 403, 'Forbidden: bot was blocked by the user')
    const wait = Math.max((heldUntil.get(chat) ?? 0) - now(), perChat(chat), overall('everybody'))
    if (wait > 0) {
      faults.push(`too fast for ${chat}: ${Math.round(wait)} ms too early`)
      const seconds = Math.ceil(wait / 1000)
      return refusal(c, 429, `Too Many Requests: retry after ${seconds}`, seconds)
    }
    const isHtml = data.parse_mode === 'HTML'
    const { text, fault: wrong } = telegramTextFault(data.text, isHtml)
    if (wrong) return fault(c, wrong)
    const buttons = data.reply_markup?.inline_keyboard.flat() ?? []
    if (buttons.some(({ callback_data: bytes }) => Buffer.byteLength(bytes) > 64)) {
      return fault(c, 'BUTTON_DATA_INVALID')
    }
    const id = ids++
    const message = { id, chat, text, html: isHtml ? data.text : null, buttons }
    byChat.set(chat, [...(byChat.get(chat) ?? []), message])
    sent.add(message)
    return c.json(
      ok({ message_id: id, date: Math.floor(now() / 1000), chat: { id: Number(chat) } }),
    )
  }

  const answer = async (c: Context, method: string, body: Record<string, unknown>) => {
    switch (method) {
      case 'getMe':
        return c.json(
          ok({ id: 123456, is_bot: true, first_name: 'Một Cửa', username: 'mot_cua_bot' }),
        )
      case 'sendMessage':
        return send(c, body)
      case 'sendChatAction':
        return body.action === 'typing' ? c.json(ok(true)) : fault(c, 'wrong action')
      case 'answerCallbackQuery': {
        const isKnown = presses.delete(String(body.callback_query_id))
        return isKnown ? c.json(ok(true)) : fault(c, 'query is too old or its ID is invalid')
      }
      case 'setMyCommands':
        return c.json(ok(true))
      case 'setWebhook': {
        const { url = '', secret_token: secret = '' } = body as Record<string, string>
        if (!url.startsWith('https://'))
          return fault(c, 'bad webhook: an HTTPS URL must be provided')
        if (!/^[\w-]{1,256}$/.test(secret))
          return fault(c, 'secret token contains illegal characters')
        hook = { url, secret }
        return c.json(ok(true))
      }
      case 'deleteWebhook':
        hook = undefined
        return c.json(ok(true))
      case 'getWebhookInfo':
        return c.json(
          ok({ url: hook?.url ?? '', has_custom_certificate: false, pending_update_count: 0 }),
        )
      case 'getUpdates': {
        if (hook) return refusal(c, 409, "Conflict: can't use getUpdates while webhook is active")
        const offset = Number(body.offset ?? 0)
        while (queue[0] && queue[0].update_id < offset) queue.shift()
        if (queue.length === 0) {
          await new Promise<void>((resolve) => {
            wakePoll = resolve
            c.req.raw.signal.addEventListener('abort', () => resolve())
          })
        }
        return c.json(ok(queue.slice(0, 100)))
      }
      case 'getFile': {
        const file = files.get(String(body.file_id))
        if (!file) return fault(c, 'wrong file_id')
        return c.json(
          ok({ file_id: body.file_id, file_path: file.path, file_size: file.bytes.length }),
        )
      }
      default:
        return refusal(c, 404, 'Not Found')
    }
  }

  const app = new Hono()
    .post('/:bot/:method', async (c) => {
      const { bot, method } = c.req.param()
      const text = await c.req.text()
      const body = text === '' ? {} : JSON.parse(text)
      if (bot !== `bot${telegramToken}`) return refusal(c, 401, 'Unauthorized')
      calls.add({ method, body })
      const chat = body.chat_id === undefined ? undefined : String(body.chat_id)
      const how = takeFailure(failures, method, chat)
      if (how?.kind === 'refuses') {
        const { parameters } = how.body as { parameters?: { retry_after?: number } }
        // Whoever comes back sooner than they were told is at fault.
        if (chat && parameters?.retry_after) {
          heldUntil.set(chat, now() + parameters.retry_after * 1000)
        }
        return c.json(how.body as object, how.status as 400)
      }
      if (!how) return await answer(c, method, body)
      if (how.isDone) await answer(c, method, body)
      if (how.kind === 'hangs') await new Promise(() => undefined)
      const { outgoing } = c.env as { outgoing: { destroy(): void } }
      outgoing.destroy()
      return c.body(null)
    })
    .get('/file/:bot/*', (c) => {
      const path = c.req.path.split('/').slice(3).join('/')
      const file = [...files.values()].find((each) => each.path === path)
      if (c.req.param('bot') !== `bot${telegramToken}` || !file) return c.notFound()
      return c.body(new Uint8Array(file.bytes).buffer)
    })
  const server = await serveDouble(app)
  let updates = 1000

  /** Brings an update again and again until it is taken, as Telegram does. */
  const deliver = async (update: { update_id: number }) => {
    if (!toWebhook) {
      queue.push(update)
      wakePoll()
      return 200
    }
    for (let count = 0; ; count += 1) {
      const headers = {
        'Content-Type': 'application/json',
        'X-Telegram-Bot-Api-Secret-Token': hook?.secret ?? '',
      }
      const { ok: isTaken, status } = await toWebhook(JSON.stringify(update), headers)
      if (isTaken || count === mostTries) return status
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  return {
    ...server,
    sent: sent.entries,
    untilSent: sent.until,
    calls: calls.entries,
    untilCalled: calls.until,
    faults,
    failures,
    webhook: () => hook,
    /** From now on updates go to the webhook, not to whoever polls. */
    sendTo(target: ToWebhook) {
      toWebhook = target
    },
    deliver,
    /** A citizen who has found the bot. Each act gives the status the webhook answered with. */
    citizen(id: number) {
      const chat = String(id)
      chats.add(chat)
      const about = { from: { id, is_bot: false, first_name: 'An' }, chat: { id, type: 'private' } }
      const updateOf = (rest: object) => ({ update_id: updates++, ...rest })
      const messageOf = (rest: object) =>
        updateOf({
          message: { message_id: ids++, date: Math.floor(now() / 1000), ...about, ...rest },
        })
      return {
        chat,
        messageOf,
        says: (text: string) => deliver(messageOf({ text, ...commandIn(text) })),
        sends: (rest: object) => deliver(messageOf(rest)),
        presses(label: string) {
          const message = sent.entries.findLast(
            (each) => each.chat === chat && each.buttons.some(({ text }) => text === label),
          )
          const data = message?.buttons.find(({ text }) => text === label)?.callback_data
          if (!message || !data) throw new Error(`there is no button ${label}`)
          const query = crypto.randomUUID()
          presses.add(query)
          const callback_query = {
            id: query,
            from: about.from,
            chat_instance: '1',
            message: { message_id: message.id, date: 1, chat: about.chat },
            data,
          }
          return deliver(updateOf({ callback_query }))
        },
        blocks() {
          blocked.add(chat)
          const member = { user: { id: 123456, is_bot: true, first_name: 'b' }, status: 'kicked' }
          const old_chat_member = { ...member, status: 'member' }
          const my_chat_member = { ...about, date: 1, old_chat_member, new_chat_member: member }
          return deliver(updateOf({ my_chat_member }))
        },
        blocksSilently: () => void blocked.add(chat),
        has: () => (byChat.get(chat) ?? []).map(({ text }) => text),
        /** Resolves with the text of the first message of theirs that fits. */
        reads: (wanted: RegExp) =>
          sent.until(
            (all) => all.find((each) => each.chat === chat && wanted.test(each.text))?.text,
          ),
      }
    },
    addFile(id: string, path: string, bytes: Uint8Array) {
      files.set(id, { path, bytes })
    },
  }
}

function commandIn(text: string) {
  const [command] = /^\/\w+/.exec(text) ?? []
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {}
}

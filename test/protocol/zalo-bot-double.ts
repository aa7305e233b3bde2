import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { longestZaloText } from '../../src/channels/zalo-mapping.ts'
import { createRecord, type Failure, serveDouble, takeFailure } from './double-server.ts'

export const zaloBotToken = '987654:zalo-bot-of-the-double'

type ToWebhook = (body: string, headers: Record<string, string>) => Promise<Response>

const sendMessage = z.strictObject({
  chat_id: z.string().min(1),
  text: z.string().min(1).max(longestZaloText),
})

export type ZaloBotDouble = Awaited<ReturnType<typeof startZaloBotDouble>>

/**
 * A server that speaks the Zalo bot platform as its documents tell: an envelope around everything, one
 * update a poll, error 408 for an idle one, no polling beside a webhook, 2,000 characters, no buttons.
 */
export async function startZaloBotDouble({ wrapped = true } = {}) {
  const sent = createRecord<{ id: string; chat: string; text: string }>()
  const calls = createRecord<{ method: string; body: Record<string, unknown> }>()
  const faults: string[] = []
  const failures: Failure[] = []
  const chats = new Set<string>()
  const queue: unknown[] = []
  let hook: { url: string; secret: string } | undefined
  let toWebhook: ToWebhook | undefined
  let wakePoll: () => void = () => undefined
  let ids = 1

  const ok = (result?: unknown) => ({ ok: true, ...(result === undefined ? {} : { result }) })
  // Errors come with status 200: only the envelope tells.
  const refusal = (c: Context, error_code: number, description: string) =>
    c.json({ ok: false, error_code, description })
  const fault = (c: Context, description: string) => {
    faults.push(description)
    return refusal(c, 400, description)
  }

  const answer = async (c: Context, method: string, body: Record<string, unknown>) => {
    switch (method) {
      case 'getMe':
        return c.json(ok({ id: '987654', account_name: 'Bot Phường', account_type: 'BASIC' }))
      case 'sendMessage': {
        const { data, error } = sendMessage.safeParse(body)
        if (error) return fault(c, z.prettifyError(error))
        if (!chats.has(data.chat_id)) return refusal(c, 400, 'chat not found')
        const id = `zb${ids++}`
        sent.add({ id, chat: data.chat_id, text: data.text })
        return c.json(ok({ message_id: id, date: 1 }))
      }
      case 'sendChatAction':
        return body.action === 'typing' ? c.json(ok()) : fault(c, 'wrong action')
      case 'setWebhook': {
        const { url = '', secret_token: secret = '' } = body as Record<string, string>
        const isPublic = /^https:\/\/(?!localhost|127\.|10\.|192\.168\.)/.test(url)
        if (!isPublic) return fault(c, 'the url must be public https')
        if (secret.length < 8 || secret.length > 256) return fault(c, 'secret_token: 8 to 256')
        hook = { url, secret }
        return c.json(ok({ url, updated_at: 1 }))
      }
      case 'deleteWebhook':
        hook = undefined
        return c.json(ok({ url: '', updated_at: 1 }))
      case 'getWebhookInfo':
        return c.json(ok({ url: hook?.url ?? '', updated_at: 1 }))
      case 'getUpdates': {
        if (typeof body.timeout !== 'string') return fault(c, 'timeout is a string')
        if (hook) return refusal(c, 400, 'a webhook is set')
        if (queue.length === 0) {
          await new Promise<void>((resolve) => {
            wakePoll = resolve
          })
        }
        // Taken once, and gone: there is no offset.
        return queue.length > 0 ? c.json(ok(queue.shift())) : refusal(c, 408, 'Request timeout')
      }
      default:
        return refusal(c, 404, 'not found')
    }
  }

  const app = new Hono().post('/:bot/:method', async (c) => {
    const { bot, method } = c.req.param()
    // A wrong token gets a page, not JSON.
    if (bot !== `bot${zaloBotToken}`) return c.html('<h1>Unauthorized</h1>', 401)
    const body = await c.req.json()
    calls.add({ method, body })
    const how = takeFailure(failures, method, body.chat_id)
    if (how?.kind === 'refuses') return c.json(how.body as object, how.status as 400)
    if (!how) return await answer(c, method, body)
    if (how.isDone) await answer(c, method, body)
    if (how.kind === 'hangs') await new Promise(() => undefined)
    const { outgoing } = c.env as { outgoing: { destroy(): void } }
    outgoing.destroy()
    return c.body(null)
  })
  const server = await serveDouble(app)

  const deliver = async (update: unknown) => {
    if (!toWebhook) {
      queue.push(update)
      wakePoll()
      return 200
    }
    const headers = {
      'Content-Type': 'application/json',
      'X-Bot-Api-Secret-Token': hook?.secret ?? '',
    }
    const body = wrapped ? { ok: true, result: update } : update
    return (await toWebhook(JSON.stringify(body), headers)).status
  }

  return {
    ...server,
    sent: sent.entries,
    untilSent: sent.until,
    untilCalled: calls.until,
    faults,
    failures,
    webhook: () => hook,
    /** An idle poll ends. */
    endPoll: () => wakePoll(),
    sendTo(target: ToWebhook) {
      toWebhook = target
    },
    deliver,
    citizen(chat: string) {
      chats.add(chat)
      const eventOf = (name: string, rest: object) => ({
        event_name: name,
        message: {
          from: { id: chat, display_name: 'An', is_bot: false },
          chat: { id: chat, chat_type: 'PRIVATE' },
          message_id: `m${ids++}`,
          date: 1_790_000_000_000,
          ...rest,
        },
      })
      return {
        chat,
        eventOf,
        says: (text: string) => deliver(eventOf('message.text.received', { text })),
        sends: (name: string, rest: object = {}) => deliver(eventOf(name, rest)),
        has: () => sent.entries.filter((each) => each.chat === chat).map(({ text }) => text),
        reads: (wanted: RegExp) =>
          sent.until(
            (all) => all.find((each) => each.chat === chat && wanted.test(each.text))?.text,
          ),
      }
    },
  }
}

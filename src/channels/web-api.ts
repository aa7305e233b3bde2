import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import type { Conversation, Message } from '../conversation/conversation.ts'
import type { EventFeed } from '../conversation/event-feed.ts'
import type { ConversationStore } from '../conversation/store.ts'
import type { TakeTurn } from '../conversation/take-turn.ts'
import type { AppEnv } from '../http/env.ts'
import { jsonBody, limitBody } from '../http/read-body.ts'
import type { Clock } from '../shared/clock.ts'
import { NotFoundError, UnauthorizedError, UnavailableError } from '../shared/errors.ts'
import { isId, newId, newToken, sha256 } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import * as schema from './web-api-schema.ts'

export type WebApiDeps = {
  store: ConversationStore
  takeTurn: TakeTurn
  events: EventFeed
  /** False until an edition serves. */
  isReady: () => boolean
  clock: Clock
  log: Log
}

type Env = { Variables: AppEnv['Variables'] & { conversation: Conversation } }

/** The citizen API, `/api/v1`. */
export function createWebApi(deps: WebApiDeps) {
  const { store, takeTurn, events, clock } = deps
  const signedIn = requireToken(store)

  return new Hono<Env>()
    .use(limitBody)
    .post(
      '/conversations',
      describe('Start a conversation', { 201: schema.startedConversation }),
      async (c) => {
        const { channel } = await readOptionalJson(c, schema.newConversation)
        const token = newToken()
        const conversation: Conversation = {
          id: newId('cnv'),
          channel,
          tokenHash: sha256(token),
          inHand: null,
          createdAt: clock(),
        }
        await store.create(conversation)
        return c.json({ id: conversation.id, token }, 201)
      },
    )
    .get(
      '/conversations/:id',
      describe('The conversation so far', { 200: schema.conversation }),
      signedIn,
      async (c) => {
        const turns = await store.turns(c.var.conversation.id)
        const messages = turns.map(({ message, reply, feedback }) => ({
          id: message.id,
          text: message.text,
          at: message.receivedAt.toISOString(),
          reply,
          feedback,
        }))
        return c.json({ id: c.var.conversation.id, messages })
      },
    )
    .post(
      '/conversations/:id/messages',
      describe(
        'Send a message. With `Accept: text/event-stream` the answer comes as the events `status`, `delta`, `reply`, `error`; a repeated clientMessageId returns the first reply.',
        { 200: schema.reply },
      ),
      signedIn,
      jsonBody(schema.newMessage),
      async (c) => {
        if (!deps.isReady()) {
          throw new UnavailableError('No edition of the guides serves yet; try again in a moment.')
        }
        const { text, clientMessageId = null } = c.req.valid('json')
        const conversationId = c.var.conversation.id
        const message = await takeTurn.accept({ conversationId, text, clientMessageId })
        if (!c.req.header('Accept')?.includes('text/event-stream')) {
          return c.json(await takeTurn.answer(message))
        }
        c.header('X-Accel-Buffering', 'no')
        return streamSSE(c, (stream) => streamAnswer(stream, message, deps))
      },
    )
    .post(
      '/conversations/:id/replies/:replyId/feedback',
      describe('Say whether a reply helped', { 204: undefined }),
      signedIn,
      jsonBody(schema.feedback),
      async (c) => {
        const { value, comment = null } = c.req.valid('json')
        const feedback = { value, comment, at: clock() }
        const replyId = c.req.param('replyId')
        const known =
          isId('rpl', replyId) && (await store.rate(c.var.conversation.id, replyId, feedback))
        if (!known) throw new NotFoundError('This conversation has no such reply.')
        return c.body(null, 204)
      },
    )
    .get(
      '/conversations/:id/events',
      describe(
        'Messages from staff, typing and ticket state as server-sent events; resumes with Last-Event-ID.',
        { 200: undefined },
      ),
      signedIn,
      (c) => {
        c.header('X-Accel-Buffering', 'no')
        return streamSSE(c, (stream) =>
          events.follow(c.var.conversation.id, lastEventId(c), stream),
        )
      },
    )
}

/** What is shown is checked already; whatever fails is told without its inner words. */
async function streamAnswer(
  stream: SSEStreamingApi,
  message: Message,
  { takeTurn, log }: WebApiDeps,
): Promise<void> {
  const send = (event: string, data: unknown) =>
    stream.writeSSE({ event, data: JSON.stringify(data) })
  try {
    await send('status', { state: 'received', messageId: message.id })
    // Writes are in order; one that fails (the citizen left) must not stop the turn.
    const onText = (text: string) => void send('delta', { text }).catch(() => undefined)
    await send('reply', await takeTurn.answer(message, { onText }))
  } catch (error) {
    log.error({ messageId: message.id }, error instanceof Error ? error.message : 'turn failed')
    const detail = 'Something failed on our side. Your message is kept; send it again.'
    await send('error', { status: 500, code: 'internal', detail })
  }
}

function requireToken(store: ConversationStore) {
  return createMiddleware<Env>(async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    if (!token)
      throw new UnauthorizedError('Send the conversation’s token: Authorization: Bearer …')
    const id = c.req.param('id') ?? ''
    const conversation = isId('cnv', id) ? await store.find(id) : undefined
    if (!conversation) throw new NotFoundError('There is no such conversation.')
    const given = Buffer.from(sha256(token))
    if (!timingSafeEqual(given, Buffer.from(conversation.tokenHash))) {
      throw new UnauthorizedError('This token does not open this conversation.')
    }
    c.set('conversation', conversation)
    return await next()
  })
}

/** The event to go on after; 0, the start, when the header is missing or is no number of ours. */
function lastEventId(c: Context): number {
  const given = c.req.header('Last-Event-ID') ?? ''
  return /^\d{1,15}$/.test(given) ? Number(given) : 0
}

/** A body that may be left out; when there is one it must fit. */
async function readOptionalJson<Schema extends z.ZodType>(c: Context, wanted: Schema) {
  const text = await c.req.text()
  return schema.parseJson(text === '' ? '{}' : text, wanted)
}

function describe(summary: string, responses: Record<number, z.ZodType | undefined>) {
  return describeRoute({
    summary,
    responses: Object.fromEntries([
      ...Object.entries(responses).map(([status, body]) => [
        status,
        {
          description: 'Success',
          ...(body ? { content: { 'application/json': { schema: resolver(body) } } } : {}),
        },
      ]),
      [
        'default',
        {
          description: 'A problem',
          content: { 'application/problem+json': { schema: resolver(schema.problemBody) } },
        },
      ],
    ]),
  })
}

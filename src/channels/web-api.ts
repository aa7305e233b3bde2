import { type Context, Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { z } from 'zod'
import type { StandingOf } from '../conversation/citizen-events.ts'
import type { Attachment, Message, Turn } from '../conversation/conversation.ts'
import type { EventFeed } from '../conversation/event-feed.ts'
import type { ConversationStore } from '../conversation/store.ts'
import type { TakeFeedback } from '../conversation/take-feedback.ts'
import type { TakeTurn } from '../conversation/take-turn.ts'
import type { StaffOf } from '../handoff/staff-of.ts'
import type { StaffMessage, TicketStore } from '../handoff/ticket-store.ts'
import { jsonBody, limitBody } from '../http/read-body.ts'
import type { Clock } from '../shared/clock.ts'
import { NotFoundError, UnavailableError } from '../shared/errors.ts'
import { isId, newId, newToken, sha256 } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import { describe } from './describe-route.ts'
import { type CitizenEnv, requireToken } from './require-token.ts'
import { createPickUpRoutes, type PickUpDeps } from './web-api-pick-up.ts'
import * as schema from './web-api-schema.ts'
import { createTicketRoutes, type TicketRoutesDeps } from './web-api-ticket.ts'

export type WebApiDeps = {
  store: ConversationStore
  takeFeedback: TakeFeedback
  standingOf: StandingOf
  staffOf: StaffOf
  tickets: Pick<TicketStore, 'latestOf' | 'act' | 'messagesOf' | 'byPickUpHash'>
  ticketRoutes: Pick<TicketRoutesDeps, 'files' | 'burst' | 'onCitizen'>
  pickUp: Pick<PickUpDeps, 'limits' | 'trustProxy'>
  takeTurn: TakeTurn
  events: EventFeed
  /** False until an edition serves. */
  isReady: () => boolean
  clock: Clock
  log: Log
}

/** The citizen API, `/api/v1`. */
export function createWebApi(deps: WebApiDeps) {
  const { store, tickets, takeTurn, takeFeedback, standingOf, staffOf, events, clock } = deps
  const signedIn = requireToken(store)

  return new Hono<CitizenEnv>()
    .route('/', createTicketRoutes({ ...deps, ...deps.ticketRoutes }))
    .route('/', createPickUpRoutes({ ...deps, ...deps.pickUp }))
    .use(limitBody)
    .post(
      '/conversations',
      describe('Start a conversation', { 201: schema.startedConversation }),
      async (c) => {
        const { channel } = await readOptionalJson(c, schema.newConversation)
        const token = newToken()
        const id = newId('cnv')
        const tokenHash = sha256(token)
        await store.create({ id, channel, tokenHash, inHand: null, createdAt: clock() })
        return c.json({ id, token }, 201)
      },
    )
    .get(
      '/conversations/:id',
      describe('The conversation so far', { 200: schema.conversation }),
      signedIn,
      async (c) => {
        const { id } = c.var.conversation
        const [turns, said, ticket, files] = await Promise.all([
          store.turns(id),
          tickets.messagesOf(id),
          tickets.latestOf(id),
          store.attachmentsOf(id),
        ])
        return c.json({
          id,
          messages: turns.map(toMessage),
          staffMessages: await Promise.all(
            said.filter(({ kind }) => kind !== 'note').map((each) => toStaffMessage(each, staffOf)),
          ),
          ticket: ticket ? await standingOf(ticket) : null,
          attachments: files.map(toAttachment),
        })
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
        const replyId = c.req.param('replyId')
        const known =
          isId('rpl', replyId) &&
          (await takeFeedback(c.var.conversation, replyId, { value, comment }))
        if (!known) throw new NotFoundError('This conversation has no such reply.')
        return c.body(null, 204)
      },
    )
    .get(
      '/conversations/:id/events',
      describe(
        'Server-sent events: `message` (an official’s), `ticket` (state, place in the queue) and `typing`; the first two resume with Last-Event-ID.',
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

function toMessage({ message: { id, text, receivedAt }, reply, joinedTo, feedback }: Turn) {
  return { id, text, at: receivedAt.toISOString(), reply, joinedTo, feedback }
}

async function toStaffMessage(message: StaffMessage, staffOf: StaffOf) {
  const { id, text, createdAt, staffId, citations } = message
  const staff = (staffId === null ? undefined : await staffOf(staffId)) ?? null
  return { id, text, at: createdAt.toISOString(), staff, citations, attachments: [] }
}

function toAttachment({ conversationId: _, createdAt, ...about }: Attachment) {
  return { ...about, at: createdAt.toISOString() }
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

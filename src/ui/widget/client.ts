import {
  ApiProblem,
  isGone,
  isRetryable,
  problemOfEvent,
  problemOfResponse,
} from './api-problem.ts'
import type { ConversationStore, OutgoingMessage, Session } from './conversation-store.ts'
import { followEvents, type LiveEvent } from './live-events.ts'
import { fieldOf, listOf, parseJson, textOf } from './read-json.ts'
import { type Feedback, type Reply, readReply, readTurn, type Turn } from './reply.ts'
import { readServerEvents } from './sse-parser.ts'

export type Progress =
  | { type: 'status'; state: 'received' | 'searching' | 'writing' }
  | { type: 'delta'; text: string }
  /** The connection failed; the same message is sent again. Deltas so far are void. */
  | { type: 'retry' }

/** Turns, and the files sent, as the service tells them. */
export type Restored = { turns: Turn[]; files: unknown[] }

export type Client = {
  /** What was said so far; null when there is no conversation, or no longer. Throws without network. */
  restore(): Promise<Restored | null>
  /**
   * Opens a conversation when there is none. Throws ApiProblem or the network's error at last, and
   * does not try again once the signal is aborted.
   */
  send(
    message: OutgoingMessage,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<Reply>
  rate(replyId: string, value: Feedback, comment?: string): Promise<void>
  /** Posts below the conversation: `typing`, `contact`, `rating`. */
  tell(what: string, body: object): Promise<void>
  /** Sends a file; gives what the service says of it. */
  attach(file: File): Promise<unknown>
  /** The answers behind a pick-up code. Throws ApiProblem, whose detail is for the citizen. */
  pickUp(code: string, lastDigits: string): Promise<unknown>
  /** Hears what staff write until the returned function is called; nothing without a conversation. */
  follow(listener: (event: LiveEvent) => void): () => void
}

type Needs = {
  /** Origin of the service, without a slash at the end. */
  api: string
  fetch: typeof fetch
  store: ConversationStore
  /** Resolves after that time, or sooner when there is reason to hope. */
  wait(ms: number): Promise<void>
}

const retryDelaysMs = [1000, 3000, 8000, 15_000]
const longestRetryAfterMs = 60_000
const sendTimeoutMs = 120_000

/** Talks to the citizen API. Knows nothing of the page. */
export function createClient({ api, fetch, store, wait }: Needs): Client {
  const conversations = `${api}/api/v1/conversations`
  const urlOf = ({ id }: Session) => `${conversations}/${encodeURIComponent(id)}`

  const post = (url: string, token: string, accept: string, body: unknown) =>
    fetch(url, {
      method: 'POST',
      headers: {
        Accept: accept,
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(sendTimeoutMs),
    })

  const openSession = async (): Promise<Session> => {
    const { session } = store.read()
    if (session) return session
    const response = await post(conversations, '', 'application/json', {})
    if (!response.ok) throw await problemOfResponse(response)
    const opened: unknown = await response.json()
    const created = { id: textOf(opened, 'id'), token: textOf(opened, 'token') }
    store.change({ session: created })
    return created
  }

  const sendOnce = async (
    message: OutgoingMessage,
    onProgress: (progress: Progress) => void,
  ): Promise<Reply> => {
    const session = await openSession()
    const accept = 'text/event-stream, application/json;q=0.5'
    const response = await post(`${urlOf(session)}/messages`, session.token, accept, message)
    if (!response.ok) throw await problemOfResponse(response)
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream')
    if (!isStream || !response.body) return expectReply(await response.json())
    return await readStream(response.body, onProgress)
  }

  const tell: Client['tell'] = async (what, body) => {
    const { session } = store.read()
    if (!session) return
    await expectOk(await post(`${urlOf(session)}/${what}`, session.token, 'application/json', body))
  }

  return {
    async restore() {
      const { session } = store.read()
      if (!session) return null
      const headers = { Authorization: `Bearer ${session.token}`, Accept: 'application/json' }
      const response = await fetch(urlOf(session), { headers })
      if (response.ok) {
        const kept: unknown = await response.json()
        return { turns: listOf(kept, 'messages').map(readTurn), files: listOf(kept, 'attachments') }
      }
      const problem = await problemOfResponse(response)
      if (!isGone(problem)) throw problem
      store.change({ session: null, hasTicket: false })
      return null
    },

    async send(message, onProgress, signal) {
      let hasStartedAfresh = false
      for (let failures = 0; ; ) {
        signal?.throwIfAborted()
        try {
          return await sendOnce(message, onProgress)
        } catch (error) {
          if (isGone(error) && !hasStartedAfresh) {
            hasStartedAfresh = true
            store.change({ session: null, hasTicket: false })
            continue
          }
          const delayMs = retryDelaysMs[failures]
          if (!isRetryable(error) || delayMs === undefined) throw error
          failures += 1
          onProgress({ type: 'retry' })
          const asked = error instanceof ApiProblem ? (error.retryAfterMs ?? 0) : 0
          await wait(Math.min(longestRetryAfterMs, Math.max(delayMs, asked)))
        }
      }
    },

    rate: (replyId, value, comment) =>
      tell(`replies/${encodeURIComponent(replyId)}/feedback`, {
        value,
        ...(comment && { comment }),
      }),

    tell,

    async attach(file) {
      const session = await openSession()
      const body = new FormData()
      body.append('file', file)
      const headers = { Authorization: `Bearer ${session.token}` }
      const url = `${urlOf(session)}/attachments`
      const response = await fetch(url, { method: 'POST', headers, body })
      return await (await expectOk(response)).json()
    },

    async pickUp(code, lastDigits) {
      const body = { code, ...(lastDigits && { secondFactor: lastDigits }) }
      const response = await post(`${api}/api/v1/pick-up`, '', 'application/json', body)
      return await (await expectOk(response)).json()
    },

    follow(listener) {
      const { session } = store.read()
      if (!session) return () => undefined
      return followEvents({ fetch, wait, url: `${urlOf(session)}/events`, session, listener })
    },
  }
}

async function expectOk(response: Response): Promise<Response> {
  if (!response.ok) throw await problemOfResponse(response)
  return response
}

function expectReply(value: unknown): Reply {
  const reply = readReply(value)
  if (!reply) throw new ApiProblem(502, '')
  return reply
}

async function readStream(
  body: ReadableStream<Uint8Array>,
  onProgress: (progress: Progress) => void,
): Promise<Reply> {
  for await (const { event, data } of readServerEvents(body)) {
    const value = parseJson(data)
    if (event === 'reply') return expectReply(value)
    if (event === 'error') throw problemOfEvent(data)
    if (event === 'delta') onProgress({ type: 'delta', text: textOf(value, 'text') })
    if (event !== 'status') continue
    const state = fieldOf(value, 'state')
    if (state === 'received' || state === 'searching' || state === 'writing') {
      onProgress({ type: 'status', state })
    }
  }
  throw new ApiProblem(502, '') // the stream broke off before the reply
}

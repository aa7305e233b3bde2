import type { Session } from './conversation-store.ts'
import { fieldOf, parseJson, textOf } from './read-json.ts'
import { type Official, readOfficial, readStanding, type Standing } from './reply.ts'
import { readServerEvents, type ServerEvent } from './sse-parser.ts'

/** A message that is no reply to a turn. */
export type StaffMessage = {
  id: string
  text: string
  /** Null: from the service itself. */
  from: Official | null
  /** Null when the service does not say. */
  at: Date | null
}

export type LiveEvent =
  | { type: 'message'; message: StaffMessage }
  | { type: 'ticket'; ticket: Standing }
  | { type: 'typing' }

type Needs = {
  fetch: typeof fetch
  wait(ms: number): Promise<void>
  url: string
  session: Session
  listener(event: LiveEvent): void
}

const firstDelayMs = 3000
const longestDelayMs = 60_000

/**
 * Reads the conversation's events until the returned function is called, resuming after the last
 * one seen. `fetch` instead of EventSource: the token goes in a header, never in an address.
 */
export function followEvents({ fetch, wait, url, session, listener }: Needs): () => void {
  const stop = new AbortController()
  let lastEventId: string | null = null
  let delayMs = firstDelayMs

  const readOnce = async (): Promise<'again' | 'over'> => {
    const response = await fetch(url, {
      headers: {
        Accept: 'text/event-stream',
        Authorization: `Bearer ${session.token}`,
        ...(lastEventId !== null && { 'Last-Event-ID': lastEventId }),
      },
      signal: stop.signal,
    })
    if ([204, 401, 403, 404].includes(response.status)) return 'over'
    if (!response.ok || !response.body) return 'again'
    for await (const serverEvent of readServerEvents(response.body)) {
      if (stop.signal.aborted) return 'over'
      lastEventId = serverEvent.id
      delayMs = firstDelayMs
      const event = readLiveEvent(serverEvent)
      if (event) listener(event)
    }
    return 'again'
  }

  const run = async () => {
    while (!stop.signal.aborted) {
      const outcome = await readOnce().catch(() => 'again' as const)
      if (outcome === 'over' || stop.signal.aborted) return
      await wait(delayMs)
      delayMs = Math.min(longestDelayMs, delayMs * 2)
    }
  }
  void run()
  return () => stop.abort()
}

function readLiveEvent({ event, data }: ServerEvent): LiveEvent | null {
  const value = parseJson(data)
  if (event === 'typing') return { type: 'typing' }
  if (event === 'ticket') {
    const ticket = readStanding(value)
    return ticket && { type: 'ticket', ticket }
  }
  if (event !== 'message' || textOf(value, 'id') === '') return null
  const at = Date.parse(textOf(value, 'at'))
  return {
    type: 'message',
    message: {
      id: textOf(value, 'id'),
      text: textOf(value, 'text'),
      from: readOfficial(fieldOf(value, 'staff')),
      at: Number.isNaN(at) ? null : new Date(at),
    },
  }
}

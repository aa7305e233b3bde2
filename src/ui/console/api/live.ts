import { parseJson } from '../../widget/read-json.ts'
import { createSseParser, type ServerEvent } from '../../widget/sse-parser.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

type Needs = {
  fetch: typeof fetch
  url: string
  onEvent(type: string, data: unknown): void
  /** After a silence: what was missed may have to be asked for anew. */
  onResume(): void
  onState(state: LiveState): void
  onSignedOut(): void
}

// The service speaks at least every 15 s; a computer that slept does not notice that the line is dead.
const longestSilenceMs = 40_000
const firstDelayMs = 1000
const longestDelayMs = 15_000

/**
 * Reads the desk's events until the returned function is called.
 *
 * Resumes after the last event seen; starts afresh as soon as the network or the screen is back.
 */
export function followDesk(needs: Needs): () => void {
  const stopped = new AbortController()
  let lastEventId: string | null = null
  let heardAt = Date.now()
  let attempt = new AbortController()
  let wake = (): void => undefined
  let delayMs = firstDelayMs

  const readOnce = async (): Promise<'again' | 'over'> => {
    attempt = new AbortController()
    const signal = AbortSignal.any?.([attempt.signal, stopped.signal]) ?? attempt.signal
    const response = await needs.fetch(needs.url, {
      headers: {
        Accept: 'text/event-stream',
        ...(lastEventId !== null && { 'Last-Event-ID': lastEventId }),
      },
      signal,
    })
    if (response.status === 401) {
      needs.onSignedOut()
      return 'over'
    }
    if (!response.ok || !response.body) return 'again'
    needs.onState('live')
    heardAt = Date.now()
    delayMs = firstDelayMs
    const parse = createSseParser()
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      heardAt = Date.now()
      for (const event of parse(decoder.decode(next.value, { stream: true }))) tell(event)
    }
    return 'again'
  }

  const tell = ({ event, data, id }: ServerEvent) => {
    if (id !== null) lastEventId = id
    needs.onEvent(event, parseJson(data))
  }

  const run = async () => {
    for (let isFirst = true; !stopped.signal.aborted; isFirst = false) {
      needs.onState(isFirst ? 'connecting' : 'lost')
      if (!isFirst) needs.onResume()
      const outcome = await readOnce().catch(() => 'again' as const)
      if (outcome === 'over' || stopped.signal.aborted) return
      needs.onState('lost')
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      delayMs = Math.min(longestDelayMs, delayMs * 2)
    }
  }

  const check = () => {
    if (document.visibilityState === 'hidden') return
    wake()
    if (Date.now() - heardAt > longestSilenceMs) attempt.abort()
  }
  const watch = setInterval(() => {
    if (Date.now() - heardAt > longestSilenceMs) attempt.abort()
  }, 5000)
  document.addEventListener('visibilitychange', check)
  window.addEventListener('online', check)
  void run()

  return () => {
    stopped.abort()
    attempt.abort()
    wake()
    clearInterval(watch)
    document.removeEventListener('visibilitychange', check)
    window.removeEventListener('online', check)
  }
}

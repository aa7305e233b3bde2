import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** How the next requests of a method fail. `times` counts down. */
export type Failure = {
  times: number
  method?: string | undefined
  /** Only for that chat. */
  chat?: string | undefined
  how:
    | { kind: 'refuses'; status: number; body: unknown; headers?: Record<string, string> }
    /** The connection ends without an answer; what was asked for is done, or not. */
    | { kind: 'drops'; isDone: boolean }
    /** Never answers. */
    | { kind: 'hangs'; isDone: boolean }
}

/** Serves a double on a port of its own. */
export async function serveDouble(app: Hono) {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Things that happened, and a way to wait for the one that a test is about. */
export function createRecord<Entry>() {
  const entries: Entry[] = []
  const waiting = new Set<() => void>()
  return {
    entries,
    add(entry: Entry) {
      entries.push(entry)
      for (const look of waiting) look()
    },
    /** Resolves with what the function gives as soon as that is something. */
    until<Found>(find: (entries: Entry[]) => Found | undefined): Promise<Found> {
      return new Promise((resolve) => {
        const look = () => {
          const found = find(entries)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
  }
}

/** Takes the failure that fits, if there is one. */
export function takeFailure(
  failures: Failure[],
  method: string,
  chat: string | undefined,
): Failure['how'] | undefined {
  const found = failures.find(
    (each) =>
      each.times > 0 &&
      (each.method === undefined || each.method === method) &&
      (each.chat === undefined || each.chat === chat),
  )
  if (!found) return undefined
  found.times -= 1
  return found.how
}

/** A bucket of tokens per key: `burst` at once, one more each `everyMs`. Gives the wait in milliseconds. */
export function createLimit(burst: number, everyMs: number, now: () => number) {
  const buckets = new Map<string, number>()
  return (key: string): number => {
    const at = now()
    const full = Math.max(buckets.get(key) ?? 0, at)
    if (full - at > (burst - 1) * everyMs) return full - at - (burst - 1) * everyMs
    buckets.set(key, full + everyMs)
    return 0
  }
}

import type { Clock } from '../shared/clock.ts'

/** Counts attempts by key: an address, an account, a code. */
export type RateLimit = {
  /** Counts one attempt. 0: go on; else the seconds after which the next one may come. */
  take(key: string): number
  /** Forgets the attempts of a key, after one that was right. */
  forgive(key: string): void
  /** Takes one attempt back: that one was right, those before it may be somebody else's. */
  giveBack(key: string): void
}

// Some megabytes at the most, should somebody come from very many addresses.
const keysKept = 20_000

/**
 * So many attempts in a window that begins with the first one. Kept in memory: each process counts for
 * itself, and a restart forgets.
 */
export function createRateLimit(about: {
  limit: number
  windowMs: number
  clock: Clock
}): RateLimit {
  const { limit, windowMs, clock } = about
  const attempts = new Map<string, { count: number; endsAt: number }>()

  return {
    take(key) {
      const now = clock().getTime()
      const before = attempts.get(key)
      const running = before && before.endsAt > now ? before : { count: 0, endsAt: now + windowMs }
      if (running.count >= limit) return Math.ceil((running.endsAt - now) / 1000)
      attempts.delete(key)
      attempts.set(key, { ...running, count: running.count + 1 })
      const [oldest] = attempts.keys()
      if (attempts.size > keysKept && oldest !== undefined) attempts.delete(oldest)
      return 0
    },
    forgive(key) {
      attempts.delete(key)
    },
    giveBack(key) {
      const before = attempts.get(key)
      if (before) attempts.set(key, { ...before, count: Math.max(0, before.count - 1) })
    },
  }
}

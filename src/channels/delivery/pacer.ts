import type { Clock } from '../../shared/clock.ts'
import type { Pace } from './sender.ts'

/** Says when the next request may go out. */
export type Pacer = {
  /** Books the next place; how long to wait for it, in milliseconds. */
  book(address: string): number
}

type Line = { at: number; spacing: number; burst: number }

/** Keeps to a channel's limits, over all chats and in each. Lines that have emptied are forgotten. */
export function createPacer({ perSecond, perChat }: Pace, clock: Clock): Pacer {
  const everybody: Line = { at: 0, spacing: 1000 / perSecond, burst: Math.max(1, perSecond) }
  const chats = new Map<string, Line>()
  let booked = 0

  return {
    book(address) {
      const now = clock().getTime()
      booked += 1
      if (booked % 1000 === 0) {
        for (const [key, { at }] of chats) if (at < now) chats.delete(key)
      }
      const own = chats.get(address) ?? { at: 0, spacing: perChat.everyMs, burst: perChat.burst }
      chats.set(address, own)
      const wait = Math.max(waitOf(everybody, now), waitOf(own, now))
      for (const line of [everybody, own]) line.at = Math.max(line.at, now) + line.spacing
      return wait
    },
  }
}

/** `at` is when a full burst may go again; a place may be taken so many spacings before. */
function waitOf({ at, spacing, burst }: Line, now: number): number {
  return Math.max(0, Math.ceil(at - (burst - 1) * spacing - now))
}

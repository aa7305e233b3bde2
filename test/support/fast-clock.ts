import type { SetTimer } from '../../src/conversation/burst.ts'
import type { Clock } from '../../src/shared/clock.ts'

/** Time that runs so many times as fast, for whoever waits by this clock and these timers. */
export function createFastClock(
  speed: number,
  start: Date,
): { clock: Clock; setTimer: SetTimer; skip(ms: number): void } {
  const began = performance.now()
  let skipped = 0
  return {
    clock: () => new Date(start.getTime() + skipped + (performance.now() - began) * speed),
    setTimer(ms, callback) {
      const timer = setTimeout(callback, ms / speed)
      return () => clearTimeout(timer)
    },
    /** Nothing is woken by that; it is later when somebody looks next. */
    skip(ms) {
      skipped += ms
    },
  }
}

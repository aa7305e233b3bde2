import type { SetTimer } from '../../src/conversation/burst.ts'

/** Timers that go off only when the test says that time has passed. */
export function handTimer(): { setTimer: SetTimer; pass(ms: number): void; running(): number } {
  let now = 0
  const timers = new Set<{ at: number; callback: () => void }>()
  return {
    setTimer(ms, callback) {
      const timer = { at: now + ms, callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass(ms) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.callback()
      }
    },
    running: () => timers.size,
  }
}

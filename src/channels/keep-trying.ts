import type { SetTimer } from '../conversation/burst.ts'

/** Does things that fail while a provider is away, until they succeed. */
export type KeepTrying = {
  /** Resolves when the task has succeeded, or trying has been stopped. */
  until(task: () => Promise<unknown>): Promise<void>
  stop(): void
}

const longestMs = 60_000

/** Waits 1 s, 2 s, 4 s … a minute in between. */
export function createKeepTrying(
  setTimer: SetTimer,
  onFailure: (error: unknown) => void,
): KeepTrying {
  let isStopped = false
  const waiting = new Set<() => void>()

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const goOn = () => {
        stopTimer()
        waiting.delete(goOn)
        resolve()
      }
      const stopTimer = setTimer(ms, goOn)
      waiting.add(goOn)
    })

  return {
    async until(task) {
      for (let count = 0; !isStopped; count += 1) {
        try {
          await task()
          return
        } catch (error) {
          if (isStopped) return
          onFailure(error)
          await pause(Math.min(1000 * 2 ** count, longestMs))
        }
      }
    },
    stop() {
      isStopped = true
      for (const goOn of waiting) goOn()
    },
  }
}

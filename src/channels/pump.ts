import type { SetTimer } from '../conversation/burst.ts'
import { type Chat, chatKey } from './chat.ts'

/** Works through what waits for chats: one thing after the other in a chat, chats side by side. */
export type Pump = {
  /** There is something to do for that chat; without one, perhaps for any. */
  wake(chat?: Chat): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** Takes up nothing new; resolves when what is under way is done. */
  stop(): Promise<void>
}

export function createPump(deps: {
  /** Chats that have something to do, at most so many. */
  chatsWithWork: (limit: number) => Promise<Chat[]>
  /** Does one thing; false: there is nothing to do in that chat now. */
  workOn: (chat: Chat) => Promise<boolean>
  /** So many chats side by side. */
  atOnce: number
  /** How often it looks by itself: for retries, and for what another process left. */
  everyMs: number
  setTimer: SetTimer
  onFailure: (error: unknown) => void
}): Pump {
  const { chatsWithWork, workOn, atOnce, everyMs, setTimer, onFailure } = deps
  const busy = new Map<string, { again: boolean }>()
  const later = new Map<string, Chat>()
  let isLooking = false
  let lookAgain = false
  let isStopped = false
  let whenIdle: (() => void)[] = []

  const settle = () => {
    if (busy.size > 0 || isLooking) return
    for (const resolve of whenIdle) resolve()
    whenIdle = []
  }

  const start = (chat: Chat) => {
    const key = chatKey(chat)
    const already = busy.get(key)
    if (already) {
      already.again = true
      return
    }
    if (isStopped) return
    if (busy.size >= atOnce) {
      later.set(key, chat)
      return
    }
    const lane = { again: false }
    busy.set(key, lane)
    void run(chat, lane).finally(() => {
      busy.delete(key)
      const [next] = later.values()
      if (next) {
        later.delete(chatKey(next))
        start(next)
      }
      settle()
    })
  }

  const run = async (chat: Chat, lane: { again: boolean }) => {
    try {
      do {
        lane.again = false
        while (!isStopped && (await workOn(chat)));
      } while (lane.again && !isStopped)
    } catch (error) {
      onFailure(error)
    }
  }

  const look = async () => {
    if (isStopped) return
    if (isLooking) {
      lookAgain = true
      return
    }
    isLooking = true
    try {
      do {
        lookAgain = false
        for (const chat of await chatsWithWork(atOnce * 2)) start(chat)
      } while (lookAgain && !isStopped)
    } catch (error) {
      onFailure(error)
    }
    isLooking = false
    settle()
  }

  let stopTimer: () => void = () => undefined
  const tick = () => {
    stopTimer = setTimer(everyMs, () => {
      void look()
      tick()
    })
  }
  tick()

  const idle = async () => {
    if (busy.size === 0 && !isLooking) return
    await new Promise<void>((resolve) => whenIdle.push(resolve))
  }

  return {
    wake: (chat) => (chat ? start(chat) : void look()),
    idle,
    async stop() {
      isStopped = true
      later.clear()
      stopTimer()
      await idle()
    },
  }
}

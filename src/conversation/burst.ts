/** Calls back after so many milliseconds; the answer takes that back. */
export type SetTimer = (ms: number, callback: () => void) => () => void

export const systemTimer: SetTimer = (ms, callback) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** Waits until somebody who writes in short pieces has finished. */
export type Burst = {
  /** False: every message is answered on its own, at once. */
  isOn: boolean
  /** Resolves when the citizen pauses after that piece; for a whole sentence, and all before it, at once. */
  pause(conversationId: string, isFragment: boolean): Promise<void>
  /** The citizen is typing: there is more to come. */
  typing(conversationId: string): void
}

type Waiting = { done: Promise<void>; restart: (ms: number) => void; release: () => void }

/** A pause in typing is longer than one between two quick messages. */
const typingMs = 3000
/** Nobody waits longer for a reply, however long they go on typing. */
const longestMs = 8000

/** `pauseMs` 0 switches it off. */
export function createBurst(pauseMs: number, setTimer: SetTimer = systemTimer): Burst {
  const waiting = new Map<string, Waiting>()

  const begin = (conversationId: string): Waiting => {
    let resolve: () => void = () => undefined
    const done = new Promise<void>((onDone) => {
      resolve = onDone
    })
    let stopTimer: () => void = () => undefined
    const release = () => {
      stopTimer()
      stopLimit()
      waiting.delete(conversationId)
      resolve()
    }
    const stopLimit = setTimer(longestMs, release)
    const restart = (ms: number) => {
      stopTimer()
      stopTimer = setTimer(ms, release)
    }
    const begun = { done, restart, release }
    waiting.set(conversationId, begun)
    return begun
  }

  return {
    isOn: pauseMs > 0,
    async pause(conversationId, isFragment) {
      if (pauseMs === 0) return
      const already = waiting.get(conversationId)
      if (!isFragment) return already?.release()
      const { restart, done } = already ?? begin(conversationId)
      restart(pauseMs)
      await done
    },
    typing: (conversationId) => waiting.get(conversationId)?.restart(typingMs),
  }
}

/**
 * The messages answered together with that one: pieces up to the first whole sentence after them.
 * `waiting` has no reply yet, oldest first. Pure.
 */
export function burstOf<Message extends { id: string; text: string }>(
  id: string,
  waiting: Message[],
  isFragment: (text: string) => boolean,
): Message[] {
  let group: Message[] = []
  for (const message of waiting) {
    group.push(message)
    if (isFragment(message.text)) continue
    if (group.some((each) => each.id === id)) return group
    group = []
  }
  return group.some((each) => each.id === id) ? group : []
}

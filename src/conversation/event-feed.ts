import { EventEmitter } from 'node:events'
import type { ConversationStore } from './store.ts'

/** Where events go: a stream of server-sent events has this shape. */
export type EventSink = {
  writeSSE(event: { id: string; event: string; data: string }): Promise<void>
  write(text: string): Promise<unknown>
  onAbort(listener: () => void): void
  readonly aborted: boolean
}

export type EventFeed = {
  /** Says that a conversation has new events. */
  announce(conversationId: string): void
  /** Sends the events after that number, then each new one; ends when the sink does or on close. */
  follow(conversationId: string, afterSequence: number, sink: EventSink): Promise<void>
  close(): void
}

// Proxies close a connection that is silent for a minute; also finds what another process wrote.
const heartbeatMs = 15_000

/** Follows the events of a conversation in the store: nothing is missed, whoever wrote it. */
export function createEventFeed(store: ConversationStore): EventFeed {
  const bell = new EventEmitter().setMaxListeners(0)
  let closed = false

  return {
    announce: (conversationId) => void bell.emit(conversationId),

    async follow(conversationId, afterSequence, sink) {
      let sequence = afterSequence
      let ring: () => void = () => undefined
      const onBell = () => ring()
      bell.on(conversationId, onBell)
      bell.on('close', onBell)
      sink.onAbort(onBell)
      try {
        await sink.write(': connected\n\n')
        while (!sink.aborted && !closed) {
          const rung = new Promise<void>((resolve) => {
            ring = resolve
          })
          for (const event of await store.eventsAfter(conversationId, sequence)) {
            const data = JSON.stringify(event.body)
            await sink.writeSSE({ id: String(event.sequence), event: event.type, data })
            sequence = event.sequence
          }
          const timer = setTimeout(ring, heartbeatMs)
          await rung
          clearTimeout(timer)
          if (!sink.aborted && !closed) await sink.write(': still here\n\n')
        }
      } finally {
        bell.off(conversationId, onBell)
        bell.off('close', onBell)
      }
    },

    close() {
      closed = true
      bell.emit('close')
    },
  }
}

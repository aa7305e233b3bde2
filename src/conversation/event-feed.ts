import { EventEmitter } from 'node:events'
import type { ConversationEvent } from './conversation.ts'
import type { ConversationStore } from './store.ts'

/** Where events go: a stream of server-sent events has this shape. */
export type EventSink = {
  writeSSE(event: { id?: string; event: string; data: string }): Promise<void>
  write(text: string): Promise<unknown>
  onAbort(listener: () => void): void
  readonly aborted: boolean
}

/** What is not kept but found out when an event is sent. */
export type EventDetails = {
  /** The body as the citizen gets it. */
  present(conversationId: string, event: ConversationEvent): Promise<unknown>
  /** How a waiting ticket stands now; undefined when none waits. */
  standing(conversationId: string): Promise<unknown>
  /** That event is on the citizen's line. */
  onSent(event: ConversationEvent): Promise<void>
}

export type EventFeed = {
  /** Says that a conversation has new events. */
  announce(conversationId: string): void
  /** Tells whoever listens now; kept nowhere. */
  whisper(conversationId: string, event: string, body: unknown): void
  /** Sends the events after that number, then each new one; ends when the sink does or on close. */
  follow(conversationId: string, afterSequence: number, sink: EventSink): Promise<void>
  close(): void
}

// Proxies close a connection that is silent for a minute; also finds what another process wrote.
const heartbeatMs = 15_000

const asKept: EventDetails = {
  present: async (_, { body }) => body,
  standing: async () => undefined,
  onSent: async () => undefined,
}

/** Follows the events of a conversation in the store: nothing is missed, whoever wrote it. */
export function createEventFeed(
  store: Pick<ConversationStore, 'eventsAfter'>,
  details: EventDetails = asKept,
): EventFeed {
  const bell = new EventEmitter().setMaxListeners(0)
  let closed = false

  return {
    announce: (conversationId) => void bell.emit(conversationId),

    whisper(conversationId, event, body) {
      bell.emit(`whisper ${conversationId}`, { event, data: JSON.stringify(body) })
    },

    async follow(conversationId, afterSequence, sink) {
      let sequence = afterSequence
      let told = ''
      let ring: () => void = () => undefined
      const onBell = () => ring()
      // A citizen who has just left must not fail whoever whispers.
      const onWhisper = (event: { event: string; data: string }) =>
        void sink.writeSSE(event).catch(() => undefined)
      bell.on(conversationId, onBell)
      bell.on(`whisper ${conversationId}`, onWhisper)
      bell.on('close', onBell)
      sink.onAbort(onBell)
      /** Says again how the ticket stands when that has changed: others were taken before it. */
      const tellStanding = async () => {
        const standing = await details.standing(conversationId)
        const data = standing === undefined ? '' : JSON.stringify(standing)
        if (data !== '' && data !== told) await sink.writeSSE({ event: 'ticket', data })
        told = data
      }
      try {
        await sink.write(': connected\n\n')
        // A process that died between sending an event and noting so left at most that one: the device has it.
        const [before] = sequence > 0 ? await store.eventsAfter(conversationId, sequence - 1) : []
        if (before?.sequence === sequence) await details.onSent(before)
        while (!sink.aborted && !closed) {
          let hasWaited = false
          const rung = new Promise<void>((resolve) => {
            ring = resolve
          })
          for (const event of await store.eventsAfter(conversationId, sequence)) {
            const data = JSON.stringify(await details.present(conversationId, event))
            await sink.writeSSE({ id: String(event.sequence), event: event.type, data })
            await details.onSent(event)
            sequence = event.sequence
            if (event.type === 'ticket') told = data
          }
          const timer = setTimeout(() => {
            hasWaited = true
            ring()
          }, heartbeatMs)
          await rung
          clearTimeout(timer)
          if (sink.aborted || closed) break
          await sink.write(': still here\n\n')
          if (hasWaited) await tellStanding()
        }
      } finally {
        bell.off(conversationId, onBell)
        bell.off(`whisper ${conversationId}`, onWhisper)
        bell.off('close', onBell)
      }
    },

    close() {
      closed = true
      bell.emit('close')
    },
  }
}

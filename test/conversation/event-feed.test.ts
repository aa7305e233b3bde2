import { describe, expect, it } from 'vitest'
import type { ConversationEvent } from '../../src/conversation/conversation.ts'
import { createEventFeed, type EventSink } from '../../src/conversation/event-feed.ts'

const kept: ConversationEvent[] = [1, 2, 3].map((sequence) => ({
  sequence,
  conversationId: 'con_1',
  type: 'message',
  body: { id: `stm_${sequence}` },
}))
const store = {
  eventsAfter: async (_id: string, sequence: number) =>
    kept.filter((event) => event.sequence > sequence),
}

/** Follows from that event on until the last one is sent; what was sent, and what counts as received. */
async function follow(afterSequence: number) {
  const sent: string[] = []
  const received: number[] = []
  const feed = createEventFeed(store, {
    present: async (_, { body }) => body,
    standing: async () => undefined,
    onSent: async ({ sequence }) => {
      received.push(sequence)
      if (sequence === 3) feed.close()
    },
  })
  const sink: EventSink = {
    writeSSE: async ({ id }) => void sent.push(id ?? ''),
    write: async () => undefined,
    onAbort: () => undefined,
    aborted: false,
  }
  await feed.follow('con_1', afterSequence, sink)
  return { sent, received }
}

describe('a line that is taken up again', () => {
  it('sends what came after the last event, and counts that one as received', async () => {
    // The process may have died after sending it and before noting so.
    expect(await follow(2)).toEqual({ sent: ['3'], received: [2, 3] })
  })

  it('sends everything to a device that has nothing', async () => {
    expect(await follow(0)).toEqual({ sent: ['1', '2', '3'], received: [1, 2, 3] })
  })
})

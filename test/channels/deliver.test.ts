import { afterAll, describe, expect, it } from 'vitest'
import { createOutboxStore } from '../../src/adapters/outbox-store.ts'
import type { OutboxContent } from '../../src/channels/delivery/content.ts'
import { createDeliver } from '../../src/channels/delivery/deliver.ts'
import type { ChatSender, SendOutcome } from '../../src/channels/delivery/sender.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const chat = { channel: 'telegram', address: '7' } as const
const secondMs = 1000

/** A provider whose requests end when the test says so. */
function slowProvider() {
  const requests: { piece: number; by: string; end: (outcome: SendOutcome) => void }[] = []
  let looks: (() => void)[] = []
  return {
    requests,
    /** Resolves once so many requests were made. */
    async until(count: number) {
      while (requests.length < count) await new Promise<void>((resolve) => looks.push(resolve))
    },
    /** As one process sees it: a message is three pieces. */
    senderOf: (by: string): ChatSender => ({
      pieces: () =>
        [1, 2, 3].map(
          (piece) => () =>
            new Promise<SendOutcome>((end) => {
              requests.push({ piece, by, end })
              for (const look of looks) look()
              looks = []
            }),
        ),
      typing: async () => undefined,
      resendsWhenUnsure: true,
      pace: { perSecond: 1000, perChat: { burst: 1000, everyMs: 1 } },
    }),
  }
}

describe.each(databases)('delivery on $name', ({ isMissing, kind, open }) => {
  describe.skipIf(isMissing)('by two processes', () => {
    async function openDelivery() {
      let now = new Date('2026-11-24T03:00:00Z').getTime()
      const clock = () => new Date(now)
      const database = await open()
      const outbox = createOutboxStore(database, kind)
      const provider = slowProvider()
      const process = (holder: string) =>
        createDeliver({
          outbox,
          senderOf: () => provider.senderOf(holder),
          channels: () => ['telegram'],
          staffOf: async () => undefined,
          holder,
          clock,
          setTimer: () => () => undefined,
          onSent: async () => undefined,
          onDead: async () => undefined,
          onFailure: () => undefined,
        })
      const content: OutboxContent = { type: 'text', text: 'Ba phần', buttons: [] }
      await outbox.put({ ...chat, conversationId: null, source: 'update:1', content }, clock())
      return {
        provider,
        one: process('one'),
        other: process('other'),
        pass: (ms: number) => {
          now += ms
        },
        sent: () => provider.requests.map(({ by, piece }) => `${by} ${piece}`),
        row: () => database.selectFrom('outbox').selectAll().executeTakeFirstOrThrow(),
      }
    }
    const arrives = (id: string): SendOutcome => ({ kind: 'sent', providerId: id })

    it('leaves a message to whoever is slow with it, as long as that one goes on', async () => {
      const { provider, one, other, pass, sent, row } = await openDelivery()
      one.wake(chat)
      for (const piece of [1, 2, 3]) {
        await provider.until(piece)
        pass(50 * secondMs)
        other.wake(chat)
        await other.idle()
        provider.requests[piece - 1]?.end(arrives(`m${piece}`))
      }
      await one.idle()

      expect(sent()).toEqual(['one 1', 'one 2', 'one 3'])
      expect(await row()).toMatchObject({
        state: 'sent',
        parts_sent: 3,
        provider_ids: '["m1","m2","m3"]',
        unsure_sends: 0,
      })
    })

    it('goes on with nothing that another has taken over, and says what may be read twice', async () => {
      const { provider, one, other, pass, sent, row } = await openDelivery()
      one.wake(chat)
      await provider.until(1)
      // The machine slept for an hour; the other one takes over what nobody knows the end of.
      pass(3600 * secondMs)
      other.wake(chat)
      await provider.until(2)
      provider.requests[0]?.end(arrives('by one'))
      await one.idle()
      for (const piece of [1, 2, 3]) {
        await provider.until(piece + 1)
        provider.requests[piece]?.end(arrives(`m${piece}`))
      }
      await other.idle()

      expect(sent()).toEqual(['one 1', 'other 1', 'other 2', 'other 3'])
      expect(await row()).toMatchObject({
        state: 'sent',
        provider_ids: '["m1","m2","m3"]',
        unsure_sends: 1,
      })
    })

    it('remembers every piece of a message that stopped in its middle', async () => {
      const { provider, one, pass, sent, row } = await openDelivery()
      one.wake(chat)
      await provider.until(1)
      provider.requests[0]?.end(arrives('m1'))
      await provider.until(2)
      provider.requests[1]?.end({ kind: 'later', error: '502' })
      await one.idle()
      pass(10 * secondMs)
      one.wake(chat)
      await provider.until(3)
      provider.requests[2]?.end(arrives('m2'))
      await provider.until(4)
      provider.requests[3]?.end(arrives('m3'))
      await one.idle()

      expect(sent()).toEqual(['one 1', 'one 2', 'one 2', 'one 3'])
      expect(await row()).toMatchObject({
        state: 'sent',
        provider_ids: '["m1","m2","m3"]',
        unsure_sends: 0,
      })
    })
  })
})

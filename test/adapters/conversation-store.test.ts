import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createConversationStore } from '../../src/adapters/conversation-store.ts'
import type { Database } from '../../src/adapters/database.ts'
import type { Reply } from '../../src/answering/reply.ts'
import type { Conversation, Message } from '../../src/conversation/conversation.ts'
import type { ConversationStore, FinishedTurn } from '../../src/conversation/store.ts'
import { aNewTicket, aReply, dayAndNight } from '../builders.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const moment = new Date('2026-11-24T03:00:00.000Z')

const aConversation = (about: Partial<Conversation> = {}): Conversation => ({
  id: 'cnv_1',
  channel: 'web',
  tokenHash: 'hash',
  inHand: null,
  owner: { kind: 'bot' },
  createdAt: moment,
  ...about,
})

const aMessage = (id: string, about: Partial<Message> = {}): Message => ({
  id,
  conversationId: 'cnv_1',
  text: `lời của ${id}`,
  receivedAt: moment,
  ...about,
})

/** The end of a turn whose reply carries the ticket it is given. */
const aTurn = (
  message: Message,
  replyId: string,
  about: Partial<FinishedTurn> = {},
): FinishedTurn => ({
  message,
  joined: [],
  inHand: null,
  owner: { kind: 'bot' },
  handoff: undefined,
  reopenDays: undefined,
  review: undefined,
  complete: (ticket) =>
    aReply({ id: replyId, ticket: ticket && { number: ticket.number, state: ticket.state } }),
  at: moment,
  ...about,
})

/** Ends a turn as often as it takes: whoever has the conversation by then, the reply is kept. */
const finish = async (store: ConversationStore, turn: FinishedTurn): Promise<Reply> => {
  const owner = (await store.find(turn.message.conversationId))?.owner ?? turn.owner
  return (await store.finish({ ...turn, owner })) ?? (await finish(store, turn))
}

/** As an official would, at the desk. */
const endTickets = async (database: Database, state: 'resolved' | 'closed') => {
  await database.updateTable('tickets').set({ state }).execute()
  await database.updateTable('conversations').set({ owner: 'bot' }).execute()
}

/** Opens every connection of a pool, so that what follows runs at once and not one after the other. */
const warmUp = (store: ConversationStore) =>
  Promise.all(Array.from({ length: 10 }, () => store.find('cnv_1')))

const numberOf = (reply: Reply) => reply.ticket?.number

describe.each(databases)('ConversationStore on $name', ({ isMissing, kind, open }) => {
  describe.skipIf(isMissing)('keeps', () => {
    let database: Database
    let store: ConversationStore

    beforeEach(async () => {
      database = await open()
      store = createConversationStore(database, kind, async () => dayAndNight)
      await store.create(aConversation())
      await store.create(aConversation({ id: 'cnv_2' }))
    })

    it('a conversation as it was given, and none for an unknown id', async () => {
      const kiosk = aConversation({
        id: 'cnv_3',
        channel: 'kiosk',
        inHand: { kind: 'office', id: 'toa-an' },
      })

      await store.create(kiosk)

      expect(await store.find('cnv_3')).toEqual(kiosk)
      expect(await store.find('cnv_4')).toBeUndefined()
    })

    it('words exactly as written: dấu, emoji, quotes, line breaks', async () => {
      const text = '  Ông\'"; DROP TABLE messages; -- \n\t “nhà” 👨‍👩‍👧 e\u0301 \u202eRTL  '

      await store.accept(aMessage('msg_1', { text }), null)

      const [turn] = await store.turns('cnv_1')
      expect(turn).toEqual({
        message: aMessage('msg_1', { text }),
        reply: null,
        joinedTo: null,
        feedback: null,
      })
    })

    it('the first of two messages with one clientMessageId', async () => {
      const first = await store.accept(aMessage('msg_1'), 'c1')
      const second = await store.accept(aMessage('msg_2', { text: 'khác' }), 'c1')

      expect(second).toEqual(first)
      expect((await store.turns('cnv_1')).map(({ message }) => message.id)).toEqual(['msg_1'])
    })

    it('one of many messages that race with one clientMessageId', async () => {
      const ids = Array.from({ length: 12 }, (_, index) => `msg_${index}`)
      await warmUp(store)

      const kept = await Promise.all(ids.map((id) => store.accept(aMessage(id), 'same')))

      const turns = await store.turns('cnv_1')
      expect(turns).toHaveLength(1)
      expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([turns[0]?.message.id]))
    })

    it('every message without a clientMessageId', async () => {
      await Promise.all(['a', 'b', 'c'].map((id) => store.accept(aMessage(id), null)))

      const ids = (await store.turns('cnv_1')).map(({ message }) => message.id)
      expect(ids.sort()).toEqual(['a', 'b', 'c'])
    })

    it('the same clientMessageId once in each conversation', async () => {
      await store.accept(aMessage('msg_1'), 'c1')
      await store.accept(aMessage('msg_2', { conversationId: 'cnv_2' }), 'c1')

      expect(await store.turns('cnv_1')).toHaveLength(1)
      expect(await store.turns('cnv_2')).toHaveLength(1)
    })

    it('no message of a conversation that was never started', async () => {
      const stray = aMessage('msg_1', { conversationId: 'cnv_9' })

      await expect(store.accept(stray, null)).rejects.toThrow(/foreign key/i)
    })

    it('the first reply when a turn ends twice', async () => {
      const message = await store.accept(aMessage('msg_1'), null)

      const first = await finish(store, aTurn(message, 'rpl_1'))
      const guide = { kind: 'guide', id: 'dang-ky-ket-hon' } as const
      const second = await finish(store, aTurn(message, 'rpl_2', { inHand: guide }))

      expect(first.id).toBe('rpl_1')
      expect(second).toEqual(first)
      expect(await store.replyTo('msg_1')).toEqual(first)
      expect((await store.find('cnv_1'))?.inHand).toBeNull()
    })

    it('one reply and one ticket when the ends of a turn race', async () => {
      const message = await store.accept(aMessage('msg_1'), null)
      await warmUp(store)
      const ends = ['rpl_1', 'rpl_2', 'rpl_3', 'rpl_4'].map((id) =>
        aTurn(message, id, { handoff: aNewTicket({ reason: 'asks-person' }) }),
      )

      const replies = await Promise.all(ends.map((end) => finish(store, end)))

      expect(new Set(replies.map(({ id }) => id)).size).toBe(1)
      expect(await store.replyTo('msg_1')).toEqual(replies[0])
      expect(await store.eventsAfter('cnv_1', 0)).toHaveLength(1)
    })

    it('one ticket when two turns of a conversation race for a person', async () => {
      const one = await store.accept(aMessage('msg_1'), null)
      const two = await store.accept(aMessage('msg_2'), null)
      await warmUp(store)

      const replies = await Promise.all([
        finish(store, aTurn(one, 'rpl_1', { handoff: aNewTicket({ reason: 'asks-person' }) })),
        finish(store, aTurn(two, 'rpl_2', { handoff: aNewTicket({ reason: 'complaint' }) })),
      ])

      expect(replies.map(numberOf)).toEqual(['P-0001', 'P-0001'])
      expect(await store.eventsAfter('cnv_1', 0)).toHaveLength(1)
    })

    it('nothing of a turn whose reply cannot be worded', async () => {
      const message = await store.accept(aMessage('msg_1'), null)
      const turn = aTurn(message, 'rpl_1', {
        handoff: aNewTicket({ reason: 'asks-person' }),
        complete: () => {
          throw new Error('no words')
        },
      })

      await expect(finish(store, turn)).rejects.toThrow('no words')

      expect(await store.replyTo('msg_1')).toBeUndefined()
      const next = await finish(store, aTurn(message, 'rpl_2'))
      expect(next.ticket).toBeNull()
      expect(await store.eventsAfter('cnv_1', 0)).toEqual([])
    })

    it('what the last answer was about', async () => {
      const message = await store.accept(aMessage('msg_1'), null)
      const inHand = { kind: 'guide', id: 'dang-ky-khai-sinh' } as const

      await finish(store, aTurn(message, 'rpl_1', { inHand }))

      expect((await store.find('cnv_1'))?.inHand).toEqual(inHand)
      expect((await store.find('cnv_2'))?.inHand).toBeNull()
    })

    it('one ticket for all hand-overs of a conversation while it is open', async () => {
      const tell = async (id: string, conversationId: string) => {
        const message = await store.accept(aMessage(id, { conversationId }), null)
        const seen: { number: string | undefined; isNew: boolean }[] = []
        await finish(
          store,
          aTurn(message, `rpl_${id}`, {
            handoff: aNewTicket({ reason: 'own-case' }),
            complete: (ticket, found) => {
              seen.push({ number: ticket?.number, isNew: found === 'opened' })
              return aReply({ id: `rpl_${id}` })
            },
          }),
        )
        return seen
      }

      expect(await tell('a', 'cnv_1')).toEqual([{ number: 'P-0001', isNew: true }])
      expect(await tell('b', 'cnv_2')).toEqual([{ number: 'P-0002', isNew: true }])
      expect(await tell('c', 'cnv_1')).toEqual([{ number: 'P-0001', isNew: false }])
    })

    it('a new ticket for a hand-over after the old one is resolved', async () => {
      const one = await store.accept(aMessage('msg_1'), null)
      await finish(store, aTurn(one, 'rpl_1', { handoff: aNewTicket({ reason: 'asks-person' }) }))
      await endTickets(database, 'resolved')

      const two = await store.accept(aMessage('msg_2'), null)
      const reply = await finish(
        store,
        aTurn(two, 'rpl_2', { handoff: aNewTicket({ reason: 'asks-person' }) }),
      )

      expect(numberOf(reply)).toBe('P-0002')
    })

    it('what a crash left without a reply, oldest first', async () => {
      for (const [id, conversationId] of [
        ['a', 'cnv_1'],
        ['b', 'cnv_2'],
        ['c', 'cnv_1'],
      ] as const) {
        await store.accept(aMessage(id, { conversationId }), null)
      }

      await finish(store, aTurn(aMessage('b', { conversationId: 'cnv_2' }), 'rpl_b'))

      expect(await store.unanswered()).toEqual([aMessage('a'), aMessage('c')])
    })

    it('the texts before a message: the latest few, oldest first, of its conversation alone', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await store.accept(aMessage(id), null)
      await store.accept(aMessage('x', { conversationId: 'cnv_2' }), null)
      const asked = await store.accept(aMessage('e'), null)
      await store.accept(aMessage('f'), null)

      const before = await store.textsBefore(asked, 3)

      expect(before).toEqual(['lời của b', 'lời của c', 'lời của d'])
      expect(await store.textsBefore(aMessage('a'), 3)).toEqual([])
    })

    it('turns in the order they came, each with its reply and rating', async () => {
      const one = await store.accept(aMessage('z'), null)
      const two = await store.accept(aMessage('a'), null)
      const reply = await finish(store, aTurn(two, 'rpl_2'))
      await store.rate('cnv_1', 'rpl_2', { value: 'down', comment: 'sai', at: moment })

      expect(await store.turns('cnv_1')).toEqual([
        { message: one, reply: null, joinedTo: null, feedback: null },
        { message: two, reply, joinedTo: null, feedback: 'down' },
      ])
    })

    it('the latest rating of a reply, and none of another conversation’s reply', async () => {
      const message = await store.accept(aMessage('msg_1'), null)
      await finish(store, aTurn(message, 'rpl_1'))
      const rate = (conversationId: string, replyId: string, value: 'up' | 'down') =>
        store.rate(conversationId, replyId, { value, comment: null, at: moment })

      expect(await rate('cnv_1', 'rpl_1', 'up')).toBe(true)
      expect(await rate('cnv_1', 'rpl_1', 'down')).toBe(true)
      expect(await rate('cnv_2', 'rpl_1', 'up')).toBe(false)
      expect(await rate('cnv_1', 'rpl_9', 'up')).toBe(false)

      expect((await store.turns('cnv_1')).map(({ feedback }) => feedback)).toEqual(['down'])
    })

    it('events of a conversation, each after the last one seen', async () => {
      const handOver = async (id: string, conversationId: string) => {
        const message = await store.accept(aMessage(id, { conversationId }), null)
        await finish(
          store,
          aTurn(message, `rpl_${id}`, { handoff: aNewTicket({ reason: 'asks-person' }) }),
        )
        await endTickets(database, 'closed')
      }
      await handOver('a', 'cnv_1')
      await handOver('b', 'cnv_2')
      await handOver('c', 'cnv_1')

      const all = await store.eventsAfter('cnv_1', 0)
      const [first, second] = all

      expect(all.map(({ type, body }) => ({ type, body }))).toEqual([
        { type: 'ticket', body: { number: 'P-0001', state: 'new', ownerId: null } },
        { type: 'ticket', body: { number: 'P-0003', state: 'new', ownerId: null } },
      ])
      expect(await store.eventsAfter('cnv_1', first?.sequence ?? -1)).toEqual([second])
      expect(await store.eventsAfter('cnv_1', second?.sequence ?? -1)).toEqual([])
    })
  })
})

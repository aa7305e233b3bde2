import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../scripts/train/static-model.ts'
import { createConversationStore } from '../../src/adapters/conversation-store.ts'
import type { Database } from '../../src/adapters/database.ts'
import { createDraftStore } from '../../src/adapters/draft-store.ts'
import { createTicketStore } from '../../src/adapters/ticket-store.ts'
import type { ConversationStore, FinishedTurn } from '../../src/conversation/store.ts'
import { ownerBy } from '../../src/handoff/owner.ts'
import type { Ticket } from '../../src/handoff/ticket.ts'
import { isProblem, type TicketAction, type Who } from '../../src/handoff/ticket-life.ts'
import type { TicketStore } from '../../src/handoff/ticket-store.ts'
import { aNewTicket, aReply, dayAndNight } from '../builders.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const moment = new Date('2026-11-24T03:00:00.000Z')
const later = (minutes: number) => new Date(moment.getTime() + minutes * 60_000)
const staff = (id: string): Who => ({ kind: 'staff', id })
const claim = { type: 'claim' } as const

describe.each(databases)('TicketStore on $name', ({ isMissing, kind, open }) => {
  describe.skipIf(isMissing)('keeps', () => {
    let database: Database
    let conversations: ConversationStore
    let tickets: TicketStore

    beforeEach(async () => {
      database = await open()
      conversations = createConversationStore(database, kind, async () => dayAndNight)
      tickets = createTicketStore(database, kind, async () => dayAndNight)
    })

    const converse = async (id: string) => {
      await conversations.create({
        id,
        channel: 'web',
        tokenHash: 'hash',
        inHand: null,
        createdAt: moment,
      })
    }
    const openTicket = async (id: string, about = {}): Promise<Ticket> => {
      await converse(id)
      const opened = await conversations.handOver(id, aNewTicket(about), () => 'Đã ghi.', moment)
      if (!opened) throw new Error('no ticket')
      return opened
    }
    const act = async (ticket: Ticket, action: TicketAction, who: Who, at = moment) => {
      const outcome = await tickets.act(ticket.sequence, action, who, at)
      if (isProblem(outcome)) throw new Error(outcome.problem)
      return outcome.ticket
    }
    const ownerOf = async (id: string) => (await conversations.find(id))?.owner
    const aSaying = ({ sequence }: Ticket, staffId: string) => ({
      sequence,
      staffId,
      kind: 'reply' as const,
      text: 'Chào',
      citations: [],
      clientMessageId: null,
      at: moment,
    })
    const say = (ticket: Ticket, staffId: string, clientMessageId: string | null, text = 'Chào') =>
      tickets.say({ ...aSaying(ticket, staffId), clientMessageId, text })
    const messagesTold = async (id: string) =>
      (await conversations.eventsAfter(id, 0)).filter(({ type }) => type === 'message')

    it('never two owners of a ticket, when 1,000 claims race over 100 of them', async () => {
      const opened: Ticket[] = []
      for (let index = 0; index < 100; index += 1) opened.push(await openTicket(`cnv_${index}`))
      const claims = Array.from({ length: 1000 }, (_, index) => ({
        ticket: opened[index % 100],
        staffId: `can-bo-${Math.floor(index / 100)}`,
      }))

      const outcomes = await Promise.all(
        claims.map(({ ticket, staffId }) =>
          tickets.act(ticket?.sequence ?? 0, claim, staff(staffId), moment),
        ),
      )

      const winners = new Map<number, string[]>()
      for (const [index, outcome] of outcomes.entries()) {
        const { ticket, staffId } = claims[index] ?? {}
        if (isProblem(outcome)) {
          expect(outcome.problem).toBe('held-by-colleague')
          continue
        }
        const sequence = ticket?.sequence ?? 0
        winners.set(sequence, [...(winners.get(sequence) ?? []), staffId ?? ''])
      }
      expect(winners.size).toBe(100)
      for (const ticket of opened) {
        const [winner, ...more] = winners.get(ticket.sequence) ?? []
        expect(more).toEqual([])
        expect((await tickets.find(ticket.sequence))?.ownerId).toBe(winner)
        expect(await ownerOf(ticket.conversationId)).toEqual({ kind: 'staff', id: winner })
        const events = await tickets.eventsOf(ticket.sequence)
        expect(events.map(({ type }) => type)).toEqual(['opened', 'claimed'])
      }
    }, 60_000)

    it('due times that stand still while the citizen is waited for, and begin anew when it reopens', async () => {
      const ticket = await openTicket('cnv_1', { dueFirstAt: later(30), dueResolvedAt: later(480) })
      await act(ticket, claim, staff('an'), later(1))
      await tickets.say({ ...aSaying(ticket, 'an'), at: later(10) })
      expect(await tickets.find(ticket.sequence)).toMatchObject({ citizenTurnSince: later(10) })

      const message = { id: 'msg_1', conversationId: 'cnv_1', text: 'Dạ', receivedAt: later(70) }
      await conversations.accept(message, null)

      expect(await tickets.find(ticket.sequence)).toMatchObject({
        citizenTurnSince: null,
        dueFirstAt: later(30),
        dueResolvedAt: later(540),
      })
      await act(ticket, { type: 'resolve', closingNote: '' }, staff('an'), later(80))
      expect(await act(ticket, { type: 'reopen' }, staff('an'), later(900))).toMatchObject({
        dueResolvedAt: later(1_380),
      })
    })

    it('who put a ticket into the queue last, and for whom citizens wait', async () => {
      const [first, second, third] = [
        await openTicket('cnv_1', { field: 'Hộ tịch' }),
        await openTicket('cnv_2', { priority: 2 }),
        await openTicket('cnv_3'),
      ]
      await act(first, claim, staff('an'))
      await act(first, { type: 'transfer', to: null, team: 'Đất đai', note: '' }, staff('an'))
      await act(third, claim, staff('binh'))

      expect(await tickets.unassigned()).toEqual([
        {
          sequence: second.sequence,
          conversationId: 'cnv_2',
          priority: 2,
          field: null,
          team: null,
          leftBy: null,
        },
        {
          sequence: first.sequence,
          conversationId: 'cnv_1',
          priority: 0,
          field: 'Hộ tịch',
          team: 'Đất đai',
          leftBy: 'an',
        },
      ])
      expect(await tickets.waitingByOwner()).toEqual(new Map([['binh', 1]]))
    })

    it('one owner through everything that happens at once', async () => {
      const ticket = await openTicket('cnv_1')
      const random = createRandom(7)
      const oneOf = <Value>(values: Value[]) => values[Math.floor(random() * values.length)]
      const steps = Array.from({ length: 200 }, (_, index) => {
        const id = oneOf(['an', 'binh', 'chi']) ?? 'an'
        const action = oneOf<[TicketAction, Who]>([
          [claim, staff(id)],
          [{ type: 'release' }, staff(id)],
          [{ type: 'transfer', to: 'binh', team: null, note: '' }, staff(id)],
          [{ type: 'owner-offline' }, { kind: 'system' }],
          [{ type: 'citizen-message', reopenDays: 7 }, { kind: 'citizen' }],
          [{ type: 'resolve', closingNote: '' }, staff(id)],
          [{ type: 'reopen' }, staff(id)],
        ])
        return { action, id, index }
      })

      await Promise.all(
        steps.map(async ({ action, id, index }) => {
          if (index % 3 === 0) return await say(ticket, id, `m-${index}`)
          return action && (await tickets.act(ticket.sequence, ...action, moment))
        }),
      )

      const now = await tickets.find(ticket.sequence)
      expect(await ownerOf('cnv_1')).toEqual(ownerBy(now))
      await checkStory(await tickets.eventsOf(ticket.sequence))
    })

    it('a reply only of whoever has the conversation', async () => {
      const ticket = await openTicket('cnv_1')
      expect(await say(ticket, 'an', null)).toMatchObject({ problem: 'not-yours' })
      await act(ticket, claim, staff('an'))

      expect(await say(ticket, 'binh', null)).toMatchObject({
        problem: 'held-by-colleague',
        heldBy: 'an',
      })
      expect(await say(ticket, 'an', null)).toMatchObject({ isNew: true })
      expect(await tickets.find(ticket.sequence)).toMatchObject({
        state: 'answered',
        waitingSince: null,
        firstAnsweredAt: moment,
      })
    })

    it('a reply once, however often it is sent, and tells the citizen once', async () => {
      const ticket = await act(await openTicket('cnv_1'), claim, staff('an'))
      const before = (await messagesTold('cnv_1')).length

      const sent = await Promise.all(Array.from({ length: 8 }, () => say(ticket, 'an', 'c-1')))
      await act(ticket, { type: 'release' }, staff('an'))
      const again = await say(ticket, 'an', 'c-1', 'khác')

      const ids = [...sent, again].map((each) => (isProblem(each) ? each.problem : each.message.id))
      expect(new Set(ids).size).toBe(1)
      expect(sent.filter((each) => !isProblem(each) && each.isNew)).toHaveLength(1)
      expect((await messagesTold('cnv_1')).length - before).toBe(1)
      expect(again).toMatchObject({ message: { text: 'Chào' }, isNew: false })
    })

    it('notes among colleagues, of which the citizen hears nothing', async () => {
      const ticket = await openTicket('cnv_1')
      const before = (await conversations.eventsAfter('cnv_1', 0)).length

      await tickets.say({
        sequence: ticket.sequence,
        staffId: 'binh',
        kind: 'note',
        text: 'Hồ sơ còn thiếu trang 2.',
        citations: [],
        clientMessageId: null,
        at: moment,
      })

      expect((await conversations.eventsAfter('cnv_1', 0)).length).toBe(before)
      expect((await tickets.messagesOf('cnv_1')).at(-1)).toMatchObject({ kind: 'note' })
    })

    it('nothing the bot made while a person took the conversation', async () => {
      const ticket = await openTicket('cnv_1')
      const message = await conversations.accept(
        { id: 'msg_1', conversationId: 'cnv_1', text: 'còn gì nữa không', receivedAt: moment },
        null,
      )
      const turn: FinishedTurn = {
        message,
        joined: [],
        inHand: null,
        owner: { kind: 'nobody' },
        handoff: undefined,
        reopenDays: undefined,
        review: undefined,
        complete: () => aReply(),
        at: moment,
      }
      await act(ticket, claim, staff('an'))

      expect(await conversations.finish(turn)).toBeUndefined()
      expect(await conversations.replyTo('msg_1')).toBeUndefined()
    })

    it('what the citizen wrote to an official as unanswered, at once', async () => {
      const ticket = await act(await openTicket('cnv_1'), claim, staff('an'))
      await say(ticket, 'an', null)
      const at = later(9)

      await conversations.accept(
        { id: 'msg_1', conversationId: 'cnv_1', text: 'Còn lệ phí ạ?', receivedAt: at },
        null,
      )

      expect(await tickets.find(ticket.sequence)).toMatchObject({
        state: 'claimed',
        waitingSince: at,
      })
    })

    it('the queue: emergencies first, then whoever waits longest', async () => {
      const first = await openTicket('cnv_1')
      const second = await openTicket('cnv_2')
      const urgent = await openTicket('cnv_3', { reason: 'emergency', priority: 2 })
      const taken = await openTicket('cnv_4')
      await act(taken, claim, staff('an'), later(1))

      const sequences = (await tickets.queue()).map(({ sequence }) => sequence)

      expect(sequences).toEqual([urgent, first, second].map(({ sequence }) => sequence))
      expect(await tickets.takenSince(moment)).toEqual([later(1)])
      expect(await tickets.takenSince(later(1))).toEqual([])
    })

    it('who holds a ticket while its citizen waits, and when they were seen last', async () => {
      const ticket = await act(await openTicket('cnv_1'), claim, staff('an'))
      await database
        .insertInto('staff_presence')
        .values({ staff_id: 'an', state: 'away', seen_at: later(3).toISOString() })
        .execute()

      expect(await tickets.heldWhileWaiting()).toEqual([
        { ticket: await tickets.find(ticket.sequence), seenAt: later(3), isAway: true },
      ])
      await say(ticket, 'an', null)
      expect(await tickets.heldWhileWaiting()).toEqual([])
    })

    it('no second open ticket of a conversation', async () => {
      const old = await act(await openTicket('cnv_1'), { type: 'return-to-bot' }, staff('an'))
      await conversations.handOver('cnv_1', aNewTicket(), () => 'Đã ghi.', moment)

      const outcome = await tickets.act(old.sequence, { type: 'reopen' }, staff('an'), moment)

      expect(outcome).toMatchObject({ problem: 'another-is-open' })
      expect(await ownerOf('cnv_1')).toEqual({ kind: 'nobody' })
    })

    it('a draft until one official decides, and sends it once', async () => {
      await converse('cnv_1')
      await waitForReview('cnv_1', 'msg_1')
      const drafts = createDraftStore(database, kind)

      const decided = await Promise.all(
        ['an', 'binh', 'chi'].map((staffId) =>
          drafts.decide('msg_1', { type: 'approve', staffId, text: undefined }, moment),
        ),
      )

      expect(decided.filter((each) => each !== undefined)).toEqual([
        { outcome: 'sent', conversationId: 'cnv_1' },
      ])
      expect(await drafts.waiting()).toEqual([])
      expect(await messagesTold('cnv_1')).toHaveLength(1)
    })

    it('a draft from the citizen when a person has the conversation by then', async () => {
      await converse('cnv_1')
      await waitForReview('cnv_1', 'msg_1')
      await conversations.handOver('cnv_1', aNewTicket(), () => 'Đã ghi.', moment)
      const before = (await messagesTold('cnv_1')).length

      const decided = await createDraftStore(database, kind).decide(
        'msg_1',
        { type: 'time-out' },
        moment,
      )

      expect(decided?.outcome).toBe('dropped')
      expect(await messagesTold('cnv_1')).toHaveLength(before)
    })

    const waitForReview = async (conversationId: string, id: string) => {
      const message = await conversations.accept(
        { id, conversationId, text: 'Đăng ký kết hôn ở đâu?', receivedAt: moment },
        null,
      )
      await conversations.finish({
        message,
        joined: [],
        inHand: null,
        owner: { kind: 'bot' },
        handoff: undefined,
        reopenDays: undefined,
        review: { reply: aReply(), guide: 'dang-ky-ket-hon', field: 'Hộ tịch', dueAt: later(15) },
        complete: () => aReply({ id: 'rpl_9', kind: 'handoff' }),
        at: moment,
      })
    }
  })
})

/** Replays the events: nobody speaks, and nobody takes the ticket, out of turn. */
async function checkStory(events: Awaited<ReturnType<TicketStore['eventsOf']>>): Promise<void> {
  let holder: string | null = null
  for (const { type, who, body } of events) {
    const by = who.startsWith('staff:') ? who.slice('staff:'.length) : null
    if (type === 'staff-message') expect(by).toBe(holder)
    if (type === 'claimed') expect(holder).toBeNull()
    if (type === 'claimed' || type === 'reopened') holder = by ?? holder
    if (type === 'transferred') holder = body.to === null ? null : String(body.to)
    if (type === 'released' || type === 'owner-offline') holder = null
    if (type === 'resolved') holder = holder ?? by
  }
}

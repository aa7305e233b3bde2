import { describe, expect, it } from 'vitest'
import { createRandom } from '../../scripts/train/static-model.ts'
import { ownerBy } from '../../src/handoff/owner.ts'
import type { Ticket } from '../../src/handoff/ticket.ts'
import {
  applyTicketAction,
  isProblem,
  type TicketAction,
  type Who,
} from '../../src/handoff/ticket-life.ts'
import { aTicket, dayAndNight } from '../builders.ts'

const start = new Date('2026-11-24T03:00:00.000Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const an: Who = { kind: 'staff', id: 'an' }
const binh: Who = { kind: 'staff', id: 'binh' }
const admin: Who = { kind: 'staff', id: 'chi', isAdmin: true }
const citizen: Who = { kind: 'citizen' }
const system: Who = { kind: 'system' }

const writes = { type: 'citizen-message', reopenDays: 7 } as const

/** What becomes of a ticket after these actions, a minute apart; fails when one is refused. */
function lifeOf(...actions: [TicketAction, Who][]): Ticket {
  return actions.reduce((ticket, [action, who], index) => {
    const change = applyTicketAction(ticket, action, who, later(index), dayAndNight)
    if (isProblem(change)) throw new Error(`${action.type}: ${change.problem}`)
    return change.ticket
  }, aTicket())
}

describe('the life of a ticket', () => {
  it('goes from the queue to an official, to and fro, and to its end', () => {
    const states = [
      lifeOf(),
      lifeOf([{ type: 'claim' }, an]),
      lifeOf([{ type: 'claim' }, an], [{ type: 'staff-message' }, an]),
      lifeOf([{ type: 'claim' }, an], [{ type: 'staff-message' }, an], [writes, citizen]),
      lifeOf(
        [{ type: 'claim' }, an],
        [{ type: 'staff-message' }, an],
        [{ type: 'await-citizen' }, an],
      ),
      lifeOf([{ type: 'claim' }, an], [{ type: 'resolve', closingNote: '' }, an]),
      lifeOf(
        [{ type: 'claim' }, an],
        [{ type: 'resolve', closingNote: '' }, an],
        [{ type: 'close' }, system],
      ),
    ].map(({ state }) => state)

    expect(states).toEqual([
      'new',
      'claimed',
      'answered',
      'claimed',
      'waiting',
      'resolved',
      'closed',
    ])
  })

  it('tells a colleague who holds it', () => {
    const held = lifeOf([{ type: 'claim' }, an])

    const actions: TicketAction[] = [
      { type: 'claim' },
      { type: 'release' },
      { type: 'staff-message' },
      { type: 'resolve', closingNote: '' },
      { type: 'return-to-bot' },
      { type: 'transfer', to: 'binh', team: null, note: '' },
    ]

    for (const action of actions) {
      const outcome = applyTicketAction(held, action, binh, start, dayAndNight)
      expect(outcome, action.type).toEqual({ problem: 'held-by-colleague', heldBy: 'an' })
    }
  })

  it('lets an admin put right what a colleague holds, but not speak for them', () => {
    const held = lifeOf([{ type: 'claim' }, an])
    const transfer = { type: 'transfer', to: 'binh', team: 'Hộ tịch', note: 'nhờ anh' } as const

    expect(applyTicketAction(held, transfer, admin, start, dayAndNight)).toMatchObject({
      ticket: { ownerId: 'binh', team: 'Hộ tịch' },
      events: [{ type: 'transferred', body: { to: 'binh', note: 'nhờ anh' } }],
    })
    expect(
      applyTicketAction(held, { type: 'staff-message' }, admin, start, dayAndNight),
    ).toMatchObject({
      problem: 'held-by-colleague',
    })
  })

  it('goes back to the queue when its official is gone and the citizen waits', () => {
    const offline = { type: 'owner-offline' } as const

    const waited = lifeOf([{ type: 'claim' }, an], [offline, system])
    const answered = lifeOf(
      [{ type: 'claim' }, an],
      [{ type: 'staff-message' }, an],
      [offline, system],
    )

    expect(waited).toMatchObject({ state: 'new', ownerId: null, waitingSince: start })
    expect(answered).toMatchObject({ state: 'answered', ownerId: 'an' })
  })

  it('opens again by a message within the days the ward gives, and not after', () => {
    const resolved = lifeOf([{ type: 'claim' }, an], [{ type: 'resolve', closingNote: '' }, an])
    const days = (count: number) => later(count * 24 * 60)

    expect(applyTicketAction(resolved, writes, citizen, days(7), dayAndNight)).toMatchObject({
      ticket: { state: 'claimed', ownerId: 'an', reopened: 1, resolvedAt: null },
      events: [{ type: 'reopened' }],
    })
    expect(applyTicketAction(resolved, writes, citizen, days(8), dayAndNight)).toMatchObject({
      problem: 'not-open',
    })
  })

  it('is not opened again by a message once it has gone back to the bot', () => {
    const returned = lifeOf([{ type: 'claim' }, an], [{ type: 'return-to-bot' }, an])

    expect(ownerBy(returned)).toEqual({ kind: 'bot' })
    expect(applyTicketAction(returned, writes, citizen, later(5), dayAndNight)).toMatchObject({
      problem: 'not-open',
    })
  })

  it('stops the clock of its resolution while it is the citizen’s turn', () => {
    const due = later(480)
    const answer = { type: 'staff-message' } as const
    const opened = aTicket({ dueFirstAt: later(30), dueResolvedAt: due })
    const changed = (ticket: Ticket, action: TicketAction, who: Who, minute: number) => {
      const change = applyTicketAction(ticket, action, who, later(minute), dayAndNight)
      if (isProblem(change)) throw new Error(change.problem)
      return change.ticket
    }
    const answered = changed(changed(opened, { type: 'claim' }, an, 1), answer, an, 10)
    const saidMore = changed(answered, answer, an, 20)
    const asked = changed(saidMore, writes, citizen, 110)
    const askedMore = changed(asked, writes, citizen, 120)
    const forgotten = changed(saidMore, { type: 'resolve', closingNote: '' }, system, 5_000)

    expect(saidMore).toMatchObject({ citizenTurnSince: later(10), dueResolvedAt: due })
    for (const ticket of [asked, askedMore]) {
      expect(ticket).toMatchObject({ citizenTurnSince: null, dueResolvedAt: later(580) })
    }
    expect(forgotten.dueResolvedAt?.getTime()).toBeGreaterThan(later(5_000).getTime())
  })

  it('is promised anew when it opens again, by the citizen or by an official', () => {
    const late = { dueFirstAt: later(30), dueResolvedAt: later(480), state: 'resolved' } as const
    const over = aTicket({ ...late, ownerId: 'an', resolvedAt: later(400), waitingSince: null })
    const answered = { ...over, firstAnsweredAt: later(5) }
    const at = later(1_000)

    for (const [action, who] of [
      [writes, citizen],
      [{ type: 'reopen' }, an],
    ] as [TicketAction, Who][]) {
      expect(applyTicketAction(over, action, who, at, dayAndNight)).toMatchObject({
        ticket: { dueFirstAt: later(1_030), dueResolvedAt: later(1_480) },
      })
      expect(applyTicketAction(answered, action, who, at, dayAndNight)).toMatchObject({
        ticket: { dueFirstAt: later(30), dueResolvedAt: later(1_480) },
      })
    }
  })

  it('does not change when the same is done twice', () => {
    const held = lifeOf([{ type: 'claim' }, an])

    expect(applyTicketAction(held, { type: 'claim' }, an, start, dayAndNight)).toEqual({
      ticket: held,
      events: [],
    })
  })
})

/** Everything that can happen, by everybody who could do it. */
function anyStep(random: () => number): { action: TicketAction; who: Who } {
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value
  const who = oneOf([an, binh, admin, citizen, system, { kind: 'bot' } as const])
  const action = oneOf<TicketAction>([
    { type: 'claim' },
    { type: 'claim' },
    { type: 'assign', to: oneOf(['an', 'binh']) },
    { type: 'release' },
    { type: 'transfer', to: oneOf(['an', 'binh', null]), team: null, note: '' },
    { type: 'staff-message' },
    { type: 'staff-message' },
    { type: 'note' },
    { type: 'await-citizen' },
    { type: 'resolve', closingNote: '' },
    { type: 'return-to-bot' },
    { type: 'reopen' },
    writes,
    writes,
    { type: 'escalate', priority: oneOf([0, 1, 2] as const) },
    { type: 'contact', name: 'Lan', phone: null },
    { type: 'rate', value: 5, comment: null },
    { type: 'owner-offline' },
    { type: 'close' },
  ])
  return { action, who }
}

describe('whatever happens, in whatever order (500 seeded lives of 60 steps)', () => {
  it('one owner, one truth about who waits, and an event for every change', () => {
    const random = createRandom(4)
    for (let life = 0; life < 500; life += 1) {
      let ticket = aTicket()
      const told: string[] = []
      for (let step = 0; step < 60; step += 1) {
        const { action, who } = anyStep(random)
        const at = later(step)
        const change = applyTicketAction(ticket, action, who, at, dayAndNight)
        told.push(`${action.type} by ${who.kind === 'staff' ? who.id : who.kind}`)
        const story = told.join(' → ')
        if (isProblem(change)) continue
        checkStep(ticket, change.ticket, { action, who }, story)
        expect(change.events.length > 0, story).toBe(change.ticket.version > ticket.version)
        ticket = change.ticket
      }
    }
  })
})

function checkStep(
  before: Ticket,
  now: Ticket,
  { action, who }: { action: TicketAction; who: Who },
  story: string,
): void {
  const owner = ownerBy(now)
  // Exactly one owner, which state and official agree on.
  if (now.state === 'new') expect(owner, story).toEqual({ kind: 'nobody' })
  if (['claimed', 'answered', 'waiting'].includes(now.state)) {
    expect(owner, story).toEqual({ kind: 'staff', id: now.ownerId })
  }
  if (['resolved', 'closed'].includes(now.state)) expect(owner, story).toEqual({ kind: 'bot' })
  // Nobody takes a ticket from an official but the official, an admin and the service.
  const wasHeldBy = ownerBy(before).kind === 'staff' ? before.ownerId : null
  if (wasHeldBy && now.ownerId !== wasHeldBy) {
    const mayTake =
      who.kind === 'system' || (who.kind === 'staff' && (who.isAdmin || who.id === wasHeldBy))
    expect(mayTake, story).toBe(true)
  }
  // Only the official who has it speaks to the citizen.
  if (action.type === 'staff-message') {
    expect(who, story).toMatchObject({ kind: 'staff', id: wasHeldBy })
  }
  // Whoever wrote last and was not answered waits; an answer, and the end, end that.
  if (now.state === 'new' || now.state === 'claimed') {
    expect(now.waitingSince !== null || before.waitingSince === null, story).toBe(true)
  } else {
    expect(now.waitingSince, story).toBeNull()
  }
  if (action.type === 'citizen-message') expect(now.waitingSince, story).not.toBeNull()
  expect(now.version - before.version, story).toBeLessThanOrEqual(1)
}

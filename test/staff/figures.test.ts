import { describe, expect, it } from 'vitest'
import {
  isBreached,
  median,
  medianFirstAnswerMinutes,
  type TicketFigures,
} from '../../src/staff/figures.ts'

const aTicket = (about: Partial<TicketFigures> = {}): TicketFigures => ({
  sequence: 1,
  state: 'new',
  ownerId: null,
  field: null,
  reason: 'asks-person',
  summary: '',
  createdAt: '2026-11-24T01:00:00.000Z',
  waitingSince: null,
  citizenTurnSince: null,
  firstAnsweredAt: null,
  resolvedAt: null,
  dueFirstAt: null,
  dueResolvedAt: null,
  rating: null,
  ...about,
})
const today = { from: new Date('2026-11-23T17:00:00Z'), until: new Date('2026-11-24T17:00:00Z') }

describe('median', () => {
  it('is the one in the middle, or between the two there', () => {
    expect(median([])).toBeNull()
    expect(median([9, 1, 5])).toBe(5)
    expect(median([1, 2, 3, 10])).toBe(2.5)
  })
})

describe('medianFirstAnswerMinutes', () => {
  it('counts tickets first answered in the span, whenever they were opened', () => {
    const tickets = [
      aTicket({ firstAnsweredAt: '2026-11-24T01:10:00.000Z' }),
      aTicket({
        createdAt: '2026-11-23T10:00:00.000Z',
        firstAnsweredAt: '2026-11-23T17:00:00.000Z',
      }),
      aTicket({ firstAnsweredAt: '2026-11-24T17:00:00.000Z' }),
      aTicket(),
    ]

    expect(medianFirstAnswerMinutes(tickets, today)).toBe((10 + 420) / 2)
  })
})

describe('isBreached', () => {
  const now = new Date('2026-11-24T03:00:00Z')
  const due = '2026-11-24T02:00:00.000Z'

  it('is a first answer or an end that came late or is late', () => {
    expect(isBreached(aTicket({ dueFirstAt: due }), now)).toBe(true)
    expect(isBreached(aTicket({ dueResolvedAt: due, firstAnsweredAt: due }), now)).toBe(true)
    const late = '2026-11-24T02:30:00.000Z'
    expect(isBreached(aTicket({ dueFirstAt: due, firstAnsweredAt: late }), now)).toBe(true)
  })

  it('is nothing that was done in time, or by other means', () => {
    const early = '2026-11-24T01:30:00.000Z'
    expect(isBreached(aTicket({ dueFirstAt: due, firstAnsweredAt: early }), now)).toBe(false)
    expect(isBreached(aTicket({ dueFirstAt: due, resolvedAt: early }), now)).toBe(false)
  })
})

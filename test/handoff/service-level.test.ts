import { describe, expect, it } from 'vitest'
import { defaultDeskSettings } from '../../src/handoff/desk-settings.ts'
import { officeCalendar } from '../../src/handoff/office-calendar.ts'
import {
  dueAfterPause,
  dueTimes,
  serviceLevelState,
  warningAt,
} from '../../src/handoff/service-level.ts'

const calendar = officeCalendar(defaultDeskSettings, [
  { days: [2, 3, 4, 5, 6], open: '08:00', close: '12:00' },
  { days: [2, 3, 4, 5, 6], open: '13:00', close: '17:00' },
])
const at = (text: string) => new Date(`${text}:00+07:00`)
const serviceLevel = {
  firstAnswerMinutes: 30,
  resolutionMinutes: 480,
  warningMinutes: 10,
  reopenDays: 7,
}

describe('dueTimes', () => {
  it('stand still over a weekend', () => {
    expect(dueTimes({ calendar, serviceLevel, at: at('2026-11-27T16:50') })).toEqual({
      dueFirstAt: at('2026-11-30T08:20'),
      dueResolvedAt: at('2026-11-30T16:50'),
    })
  })

  it('begin with the next opening when a citizen asks at night', () => {
    const { dueFirstAt } = dueTimes({ calendar, serviceLevel, at: at('2026-11-28T23:00') })

    expect(dueFirstAt).toEqual(at('2026-11-30T08:30'))
  })

  it('stand still over lunch and over Tết', () => {
    const due = dueTimes({ calendar, serviceLevel, at: at('2027-02-03T11:45') })

    expect(due.dueFirstAt).toEqual(at('2027-02-03T13:15'))
    expect(due.dueResolvedAt).toEqual(at('2027-02-11T11:45'))
  })
})

describe('serviceLevelState', () => {
  const dueAt = at('2026-11-30T08:20')
  const stateAt = (moment: string) =>
    serviceLevelState({ dueAt, now: at(moment), calendar, warningMinutes: 10 })

  it.each([
    ['2026-11-27T16:55', 'in-time'],
    ['2026-11-29T12:00', 'in-time'],
    ['2026-11-30T08:09', 'in-time'],
    ['2026-11-30T08:10', 'warning'],
    ['2026-11-30T08:20', 'warning'],
    ['2026-11-30T08:21', 'breached'],
  ])('at %s: %s', (moment, state) => {
    expect(stateAt(moment)).toBe(state)
  })

  it('turns to a warning just when warningAt says', () => {
    const openedAt = at('2026-11-27T16:50')

    expect(warningAt({ openedAt, dueAt, calendar, warningMinutes: 10 })).toEqual(
      at('2026-11-30T08:10'),
    )
  })
})

describe('dueAfterPause', () => {
  it('gives back the office minutes that the citizen took', () => {
    const due = dueAfterPause({
      dueAt: at('2026-11-27T16:00'),
      pausedAt: at('2026-11-27T15:00'),
      resumedAt: at('2026-11-30T11:30'),
      calendar,
    })

    expect(due).toEqual(at('2026-11-30T13:30'))
  })

  it('mends no breach', () => {
    const dueAt = at('2026-11-27T14:00')
    const pausedAt = at('2026-11-27T15:00')

    expect(dueAfterPause({ dueAt, pausedAt, resumedAt: at('2026-11-30T11:30'), calendar })).toEqual(
      dueAt,
    )
  })
})

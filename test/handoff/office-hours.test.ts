import { describe, expect, it } from 'vitest'
import { defaultDeskSettings, type OfficeHours } from '../../src/handoff/desk-settings.ts'
import {
  closedBecause,
  type OfficeCalendar,
  officeCalendar,
} from '../../src/handoff/office-calendar.ts'
import {
  addOfficeMinutes,
  closingTime,
  isOpen,
  nextOpening,
  officeMinutesBetween,
} from '../../src/handoff/office-hours.ts'
import { nextOpeningText, officeStateText } from '../../src/handoff/office-hours-text.ts'

const lunchBreak = [
  { from: '07:30', until: '11:30' },
  { from: '13:30', until: '17:00' },
]
const hours: OfficeHours = {
  week: [
    ...[1, 2, 3, 4, 5].map((day) => ({ day, open: lunchBreak })),
    { day: 6, open: [{ from: '07:30', until: '11:30' }] },
  ],
  holidays: true,
}

function aCalendar(changes: Partial<OfficeCalendar> = {}): OfficeCalendar {
  const settings = { ...defaultDeskSettings, 'office-hours': hours }
  return { ...officeCalendar(settings, null), ...changes }
}

/** A moment in Vietnam. */
const at = (text: string) => new Date(`${text}:00+07:00`)

describe('isOpen', () => {
  const calendar = aCalendar()

  it.each([
    ['2026-11-24T07:30', true],
    ['2026-11-24T07:29', false],
    ['2026-11-24T11:30', false],
    ['2026-11-24T12:00', false],
    ['2026-11-24T13:30', true],
    ['2026-11-24T17:00', false],
    ['2026-11-28T09:00', true],
    ['2026-11-28T14:00', false],
    ['2026-11-29T09:00', false],
    ['2026-02-17T09:00', false],
    ['2027-02-06T09:00', false],
  ])('at %s: %s', (moment, expected) => {
    expect(isOpen(calendar, at(moment))).toBe(expected)
  })

  it('works through holidays where the office says so', () => {
    expect(isOpen(aCalendar({ holidays: false }), at('2026-02-17T09:00'))).toBe(true)
  })
})

describe('a swapped working day', () => {
  // As in 2026: Monday 31/8 off, Saturday 22/8 worked in its place.
  const calendar = aCalendar({
    closed: [{ from: '2026-08-31', until: '2026-08-31', reason: 'hoán đổi ngày làm việc' }],
    worked: [{ day: '2026-08-22', open: lunchBreak, reason: 'làm bù ngày 31/8' }],
  })

  it('is worked with its own hours', () => {
    expect(isOpen(calendar, at('2026-08-22T15:00'))).toBe(true)
  })

  it('is a day of rest in exchange', () => {
    expect(isOpen(calendar, at('2026-08-31T09:00'))).toBe(false)
    expect(closedBecause(calendar, '2026-08-31')).toBe('hoán đổi ngày làm việc')
    expect(nextOpening(calendar, at('2026-08-29T12:00'))).toEqual(at('2026-09-03T07:30'))
  })

  it('opens on a holiday, and stays closed when there is a closure too', () => {
    const onDuty = { day: '2026-02-18', open: lunchBreak, reason: 'trực Tết' }
    expect(isOpen(aCalendar({ worked: [onDuty] }), at('2026-02-18T09:00'))).toBe(true)

    const flood = { from: '2026-02-18', until: '2026-02-19', reason: 'ngập lụt' }
    const flooded = aCalendar({ worked: [onDuty], closed: [flood] })
    expect(isOpen(flooded, at('2026-02-18T09:00'))).toBe(false)
  })
})

describe('closingTime and nextOpening', () => {
  const calendar = aCalendar()

  it('end and begin around lunch', () => {
    expect(closingTime(calendar, at('2026-11-24T09:00'))).toEqual(at('2026-11-24T11:30'))
    expect(closingTime(calendar, at('2026-11-24T12:00'))).toBeNull()
    expect(nextOpening(calendar, at('2026-11-24T12:00'))).toEqual(at('2026-11-24T13:30'))
  })

  it('find the first day after Tết', () => {
    expect(nextOpening(calendar, at('2026-02-14T12:00'))).toEqual(at('2026-02-21T07:30'))
    expect(nextOpening(calendar, at('2027-02-05T08:00'))).toEqual(at('2027-02-11T07:30'))
  })

  it('find none for an office that never opens', () => {
    const never = aCalendar({ week: [] })

    expect(nextOpening(never, at('2026-11-24T12:00'))).toBeNull()
    expect(addOfficeMinutes(never, at('2026-11-24T12:00'), 30)).toEqual(at('2026-11-24T12:30'))
  })
})

describe('office minutes', () => {
  const calendar = aCalendar()

  it.each([
    ['inside a span', '2026-11-24T08:00', 30, '2026-11-24T08:30'],
    ['over lunch', '2026-11-24T11:15', 30, '2026-11-24T13:45'],
    ['up to the end of a span', '2026-11-24T11:00', 30, '2026-11-24T11:30'],
    ['from a night', '2026-11-24T22:00', 30, '2026-11-25T08:00'],
    ['over a Sunday', '2026-11-28T11:00', 60, '2026-11-30T08:00'],
    ['over Tết', '2026-02-14T11:00', 60, '2026-02-21T08:00'],
  ])('pass %s', (_where, from, minutes, until) => {
    expect(addOfficeMinutes(calendar, at(from), minutes)).toEqual(at(until))
    expect(officeMinutesBetween(calendar, at(from), at(until))).toBe(minutes)
  })

  it('do not pass backwards', () => {
    expect(officeMinutesBetween(calendar, at('2026-11-24T09:00'), at('2026-11-24T08:00'))).toBe(0)
  })
})

describe('officeCalendar', () => {
  it('takes the ward profile’s hours when none are set at the desk', () => {
    const wardHours = [
      { days: [2, 3], open: '08:00', close: '12:00' },
      { days: [2], open: '13:00', close: '17:00' },
    ]
    const calendar = officeCalendar(defaultDeskSettings, wardHours)

    expect(calendar.isKnown).toBe(true)
    expect(isOpen(calendar, at('2026-11-23T14:00'))).toBe(true)
    expect(isOpen(calendar, at('2026-11-24T14:00'))).toBe(false)
    expect(isOpen(calendar, at('2026-11-25T09:00'))).toBe(false)
  })

  it('tells citizens nothing when nobody has entered hours, and lets the clocks run as usual', () => {
    const calendar = officeCalendar(defaultDeskSettings, null)

    expect(calendar.isKnown).toBe(false)
    expect(officeStateText(calendar, at('2026-11-24T09:00'))).toBeNull()
    expect(nextOpeningText(calendar, at('2026-11-29T09:00'))).toBeNull()
    expect(addOfficeMinutes(calendar, at('2026-11-27T16:50'), 30)).toEqual(at('2026-11-30T08:20'))
  })
})

describe('officeStateText', () => {
  const calendar = aCalendar()

  it.each([
    ['2026-11-24T09:00', 'Cơ quan đang làm việc đến 11 giờ 30 trưa nay.'],
    ['2026-11-24T12:00', 'Cơ quan đang nghỉ trưa; mở cửa lại lúc 1 giờ 30 chiều nay.'],
    [
      '2026-11-24T19:00',
      'Cơ quan đang ngoài giờ làm việc; mở cửa lại lúc 7 giờ 30 sáng mai, thứ Tư 25/11.',
    ],
    ['2026-11-29T09:00', 'Hôm nay cơ quan nghỉ; mở cửa lại lúc 7 giờ 30 sáng mai, thứ Hai 30/11.'],
    [
      '2026-02-17T09:00',
      'Cơ quan đang nghỉ (Tết Nguyên đán); mở cửa lại lúc 7 giờ 30 sáng thứ Bảy 21/02.',
    ],
    [
      '2026-12-31T20:00',
      'Cơ quan đang ngoài giờ làm việc; mở cửa lại lúc 7 giờ 30 sáng thứ Bảy 02/01/2027.',
    ],
  ])('at %s', (moment, text) => {
    expect(officeStateText(calendar, at(moment))).toBe(text)
  })
})

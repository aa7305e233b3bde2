import type { WardProfile } from '../knowledge/ward-profile.ts'
import { type Day, dayOf, weekdayOf } from '../shared/day.ts'
import type { Closures, DeskSettings, OfficeHours, OpenSpan } from './desk-settings.ts'
import { publicHolidays } from './holidays.ts'

/** When the office is open. */
export type OfficeCalendar = OfficeHours &
  Closures & {
    /** false: the office has entered no hours; citizens are told none, and clocks go by the usual ones. */
    isKnown: boolean
  }

/** Minutes since midnight in Vietnam; the end is not inside. */
export type Minutes = { from: number; until: number }

const usualSpans: OpenSpan[] = [
  { from: '08:00', until: '12:00' },
  { from: '13:00', until: '17:00' },
]
const usualWeek = [1, 2, 3, 4, 5].map((day) => ({ day, open: usualSpans }))

/** The hours set at the desk, else the ward profile's. */
export function officeCalendar(
  settings: Pick<DeskSettings, 'office-hours' | 'closures'>,
  wardHours: WardProfile['hours'],
): OfficeCalendar {
  const { closures } = settings
  const hours = settings['office-hours']
  if (hours) return { ...hours, ...closures, isKnown: true }
  if (!wardHours) return { week: usualWeek, holidays: true, ...closures, isKnown: false }
  const week = wardHours.flatMap(({ days, open, close }) =>
    // The profile counts as people do: thứ Hai is 2, Chủ nhật 8.
    days.map((day) => ({ day: day - 1, open: [{ from: open, until: close }] })),
  )
  return { week, holidays: true, ...closures, isKnown: true }
}

/** When the office is open on that day, in order; empty when it is closed. */
export function openSpansOn(calendar: OfficeCalendar, day: Day): Minutes[] {
  if (closureOn(calendar, day)) return []
  const worked = calendar.worked.find((each) => each.day === day)
  if (worked) return toMinutes(worked.open)
  if (holidayOn(calendar, day)) return []
  const weekday = weekdayOf(day)
  return toMinutes(calendar.week.filter((each) => each.day === weekday).flatMap(({ open }) => open))
}

/** Why the office rests on a day on which it would be open: a holiday's name, a closure's reason. */
export function closedBecause(calendar: OfficeCalendar, day: Day): string | null {
  if (openSpansOn(calendar, day).length > 0) return null
  return closureOn(calendar, day)?.reason || (holidayOn(calendar, day) ?? null)
}

/** Whether the office rests the whole day on which that moment lies. */
export function restsOn(calendar: OfficeCalendar, at: Date): boolean {
  return openSpansOn(calendar, dayOf(at)).length === 0
}

function closureOn({ closed }: OfficeCalendar, day: Day) {
  return closed.find(({ from, until }) => from <= day && day <= until)
}

function holidayOn({ holidays }: OfficeCalendar, day: Day): string | undefined {
  return holidays ? publicHolidays(Number(day.slice(0, 4))).get(day) : undefined
}

function toMinutes(spans: OpenSpan[]): Minutes[] {
  return spans
    .map(({ from, until }) => ({ from: minutesOf(from), until: minutesOf(until) }))
    .filter(({ from, until }) => from < until)
    .sort((one, other) => one.from - other.from)
}

function minutesOf(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number)
  return hours * 60 + minutes
}

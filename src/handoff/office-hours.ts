import { addDays, dayOf, minuteOfDay, momentOn } from '../shared/day.ts'
import { type OfficeCalendar, openSpansOn } from './office-calendar.ts'

// A closure that lasts longer is one that nobody counts minutes over.
const daysLookedAhead = 400

/** True while the office is open at that moment. */
export function isOpen(calendar: OfficeCalendar, at: Date): boolean {
  return closingTime(calendar, at) !== null
}

/** When it closes next, for lunch or for the day; null when it is closed. */
export function closingTime(calendar: OfficeCalendar, at: Date): Date | null {
  const now = minuteOfDay(at)
  const day = dayOf(at)
  const span = openSpansOn(calendar, day).find(({ from, until }) => from <= now && now < until)
  return span ? momentOn(day, span.until) : null
}

/** When it opens next after that moment; null when it does not within a year. */
export function nextOpening(calendar: OfficeCalendar, at: Date): Date | null {
  for (const span of spansFrom(calendar, at)) {
    if (span.from > at) return span.from
  }
  return null
}

/**
 * The moment when that many office minutes have passed; the clock stands while the office is closed.
 * Ends with a span rather than with the start of the next. An office that never opens counts all time.
 */
export function addOfficeMinutes(calendar: OfficeCalendar, from: Date, minutes: number): Date {
  let leftMs = minutes * 60_000
  for (const span of spansFrom(calendar, from)) {
    const begin = Math.max(span.from.getTime(), from.getTime())
    const lengthMs = span.until.getTime() - begin
    if (leftMs <= lengthMs) return new Date(begin + leftMs)
    leftMs -= lengthMs
  }
  return new Date(from.getTime() + minutes * 60_000)
}

/** Office minutes between two moments; 0 when the second is not later. */
export function officeMinutesBetween(calendar: OfficeCalendar, from: Date, until: Date): number {
  let sumMs = 0
  for (const span of spansFrom(calendar, from)) {
    if (span.from >= until) break
    const begin = Math.max(span.from.getTime(), from.getTime())
    const end = Math.min(span.until.getTime(), until.getTime())
    sumMs += Math.max(0, end - begin)
  }
  return sumMs / 60_000
}

/** The spans of opening that end after that moment, in order. */
function* spansFrom(calendar: OfficeCalendar, at: Date): Generator<{ from: Date; until: Date }> {
  const firstDay = dayOf(at)
  for (let index = 0; index <= daysLookedAhead; index += 1) {
    const day = addDays(firstDay, index)
    for (const { from, until } of openSpansOn(calendar, day)) {
      const end = momentOn(day, until)
      if (end > at) yield { from: momentOn(day, from), until: end }
    }
  }
}

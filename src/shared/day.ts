/** A calendar day in Vietnam, `YYYY-MM-DD`. Such strings compare in calendar order. */
export type Day = string

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** True for a real calendar day written `YYYY-MM-DD` (2026-02-30 is not one). */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

// Vietnam keeps UTC+7 all year and has had no daylight saving since 1975.
const vietnamOffsetMs = 7 * 60 * 60 * 1000

/** The calendar day in Vietnam at that moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + vietnamOffsetMs).toISOString().slice(0, 10)
}

/** Minutes since midnight in Vietnam, 0…1439, seconds as a fraction. */
export function minuteOfDay(moment: Date): number {
  const sinceMidnightMs = (moment.getTime() + vietnamOffsetMs) % (24 * 60 * 60 * 1000)
  return sinceMidnightMs / 60_000
}

/** The moment at which it is that many minutes past midnight on that day in Vietnam. */
export function momentOn(day: Day, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - vietnamOffsetMs + minute * 60_000)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The day that many days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** A span of days, both ends included; null is open. */
export type Validity = { from: Day | null; until: Day | null }

/** True when the day lies inside the span. */
export function holdsOn({ from, until }: Validity, day: Day): boolean {
  return (from === null || from <= day) && (until === null || day <= until)
}

/** `2026-12-31` → `31/12/2026`, as people in Vietnam write it. */
export function formatDay(day: Day): string {
  return day.split('-').reverse().join('/')
}

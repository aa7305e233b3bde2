import { CalendarVietnamese } from 'date-chinese'
import { addDays, type Day, weekdayOf } from '../shared/day.ts'

const known = new Map<number, ReadonlyMap<Day, string>>()

/**
 * Days on which public offices rest, and why: Labour Code 45/2019/QH14, article 112, with article 111's
 * day of rest for each holiday that falls on a weekend.
 *
 * How the five days of Tết and the second of Quốc khánh lie is decided every year; here they lie as they
 * did in the years 2016–2026. When a year's decision differs, or a new holiday comes, the office enters
 * it as closed and worked days.
 */
export function publicHolidays(year: number): ReadonlyMap<Day, string> {
  // A year of the lunar calendar takes up to 50 ms to work out and never changes.
  const holidays = known.get(year) ?? withDaysInLieu(statutoryHolidays(year))
  known.set(year, holidays)
  return holidays
}

/** The first day of the lunar year that begins in that year, by Vietnam's meridian (not China's). */
export function lunarNewYear(year: number): Day {
  return solarDay(year, 1, 1)
}

function statutoryHolidays(year: number): Map<Day, string> {
  const newYear = lunarNewYear(year)
  // Monday or Tuesday: a day before and four from the new year on; else two and three.
  const daysBefore = weekdayOf(newYear) <= 2 ? 1 : 2
  const tet = [0, 1, 2, 3, 4].map((index) => addDays(newYear, index - daysBefore))
  return new Map([
    [`${year}-01-01`, 'Tết Dương lịch'],
    ...tet.map((day): [Day, string] => [day, 'Tết Nguyên đán']),
    [solarDay(year, 3, 10), 'Giỗ Tổ Hùng Vương'],
    [`${year}-04-30`, 'Ngày Chiến thắng 30/4'],
    [`${year}-05-01`, 'Ngày Quốc tế lao động 1/5'],
    [`${year}-09-02`, 'Quốc khánh 2/9'],
    [besideNationalDay(year), 'Quốc khánh 2/9'],
  ])
}

/** The day before or the day after, whichever makes the longer rest. */
function besideNationalDay(year: number): Day {
  const nationalDay = `${year}-09-02`
  const [monday, thursday, sunday] = [1, 4, 7]
  const isAfter = [monday, thursday, sunday].includes(weekdayOf(nationalDay))
  return addDays(nationalDay, isAfter ? 1 : -1)
}

/** For each holiday on a weekend, the next weekday that is none. */
function withDaysInLieu(holidays: Map<Day, string>): Map<Day, string> {
  const isWeekend = (day: Day) => weekdayOf(day) > 5
  for (const [day, name] of [...holidays].sort()) {
    if (!isWeekend(day)) continue
    let free = addDays(day, 1)
    while (isWeekend(free) || holidays.has(free)) free = addDays(free, 1)
    holidays.set(free, `nghỉ bù ${name}`)
  }
  return holidays
}

/** A day of the lunar year that begins in that (solar) year; leap months do not come into it. */
function solarDay(year: number, lunarMonth: number, lunarDay: number): Day {
  const calendar = new CalendarVietnamese()
  calendar.fromJDE(calendar.newYear(year))
  const [cycle = 0, yearOfCycle = 0] = calendar.get()
  calendar.set(cycle, yearOfCycle, lunarMonth, 0, lunarDay)
  const { month, day } = calendar.toGregorian(year)
  return [year, pad(month), pad(day)].join('-')
}

const pad = (number: number) => String(number).padStart(2, '0')

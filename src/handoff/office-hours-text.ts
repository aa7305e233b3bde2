import { addDays, dayOf, minuteOfDay, weekdayOf } from '../shared/day.ts'
import { closedBecause, type OfficeCalendar, restsOn } from './office-calendar.ts'
import { closingTime, nextOpening } from './office-hours.ts'

const weekdays = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/**
 * What a citizen is told of the office's hours now: `Cơ quan đang làm việc đến 5 giờ chiều nay.` Null
 * when the office has entered no hours, or does not open within a year.
 */
export function officeStateText(calendar: OfficeCalendar, now: Date): string | null {
  if (!calendar.isKnown) return null
  const closing = closingTime(calendar, now)
  if (closing) return `Cơ quan đang làm việc đến ${momentText(closing, now)}.`
  const opening = nextOpening(calendar, now)
  if (!opening) return null
  return `${closedText(calendar, now, opening)}; mở cửa lại lúc ${momentText(opening, now)}.`
}

/** When the office opens next, `8 giờ sáng mai, thứ Tư 25/11`; null when open, or hours are not known. */
export function nextOpeningText(calendar: OfficeCalendar, now: Date): string | null {
  if (!calendar.isKnown || closingTime(calendar, now)) return null
  const opening = nextOpening(calendar, now)
  return opening && momentText(opening, now)
}

/** A moment as people say it: `8 giờ sáng mai, thứ Tư 25/11`, `1 giờ 30 chiều nay`. */
export function momentText(at: Date, now: Date): string {
  const day = dayOf(at)
  const today = dayOf(now)
  const time = timeText(minuteOfDay(at))
  if (day === today) return `${time} nay`
  const [year = '', month, dayOfMonth] = day.split('-')
  const ofYear = today.startsWith(year) ? '' : `/${year}`
  const date = `${weekdays[weekdayOf(day)]} ${dayOfMonth}/${month}${ofYear}`
  return day === addDays(today, 1) ? `${time} mai, ${date}` : `${time} ${date}`
}

function timeText(minute: number): string {
  const hour = Math.floor(minute / 60)
  const minutes = Math.floor(minute % 60)
  const spoken = hour > 12 ? hour - 12 : hour
  return `${spoken} giờ ${minutes > 0 ? `${String(minutes).padStart(2, '0')} ` : ''}${partOfDay(hour)}`
}

function partOfDay(hour: number): string {
  if (hour < 11) return 'sáng'
  if (hour < 13) return 'trưa'
  return hour < 18 ? 'chiều' : 'tối'
}

function closedText(calendar: OfficeCalendar, now: Date, opening: Date): string {
  const reason = closedBecause(calendar, dayOf(now))
  if (reason) return `Cơ quan đang nghỉ (${reason})`
  const opensLaterToday = dayOf(opening) === dayOf(now)
  const isBreak = opensLaterToday && minuteOfDay(now) >= 11 * 60
  if (isBreak) return 'Cơ quan đang nghỉ trưa'
  return restsOn(calendar, now) ? 'Hôm nay cơ quan nghỉ' : 'Cơ quan đang ngoài giờ làm việc'
}

const zone = 'Asia/Ho_Chi_Minh'
const clockFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
})
const dayFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
})
const longDayFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const isoDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: zone })

/** `2026-11-24`, the day in Vietnam. */
export function isoDay(at: Date): string {
  return isoDayFormat.format(at)
}

/** `14:05`. */
export function clockText(at: string): string {
  return clockFormat.format(new Date(at))
}

/** `14:05` today, `14:05 23/11` on another day. */
export function momentText(at: string, now: Date = new Date()): string {
  const when = new Date(at)
  const clock = clockFormat.format(when)
  return isoDay(when) === isoDay(now) ? clock : `${clock} ${dayFormat.format(when)}`
}

/** `Thứ Ba, 24/11/2026`. */
export function longDayText(at: Date | string): string {
  const text = longDayFormat.format(new Date(at))
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `24/11` of a `2026-11-24`. */
export function shortDayText(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return `${date}/${month}`
}

/** `45 phút`, `2 giờ 5 phút`, `3 ngày`: how long, in whole minutes. */
export function minutesText(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 60) return `${whole} phút`
  if (whole < 24 * 60) {
    const rest = whole % 60
    return rest === 0
      ? `${Math.floor(whole / 60)} giờ`
      : `${Math.floor(whole / 60)} giờ ${rest} phút`
  }
  return `${Math.floor(whole / (24 * 60))} ngày`
}

/** Minutes from one moment to another; negative when it is past. */
export function minutesBetween(from: Date | string, to: Date | string): number {
  return (new Date(to).getTime() - new Date(from).getTime()) / 60_000
}

/** `3,5`: a number as Vietnamese write it. */
export function numberText(value: number, digits = 0): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: digits })
}

/** `1,2 MB`. */
export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${numberText(bytes / 1024 / 1024, 1)} MB`
}

/** `24/11/2026` of a `2026-11-24`. */
export function formatIsoDay(day: string): string {
  return day.split('-').reverse().join('/')
}

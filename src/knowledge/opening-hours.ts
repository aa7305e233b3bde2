import type { WardProfile } from './ward-profile.ts'

type Session = NonNullable<WardProfile['hours']>[number]

const dayNames = [
  '',
  '',
  'thứ Hai',
  'thứ Ba',
  'thứ Tư',
  'thứ Năm',
  'thứ Sáu',
  'thứ Bảy',
  'Chủ nhật',
]

/** Office hours, one line for each set of days: `Thứ Hai – thứ Sáu: 08:00–12:00, 13:00–17:00`. */
export function openingHours(sessions: Session[]): string[] {
  return [...new Set(sessions.map(({ days }) => daysText(days)))].map((days) => {
    const times = sessions
      .filter((session) => daysText(session.days) === days)
      .map(({ open, close }) => `${open}–${close}`)
      .join(', ')
    return `${days.charAt(0).toUpperCase()}${days.slice(1)}: ${times}`
  })
}

function daysText(days: number[]): string {
  const sorted = [...days].sort((one, other) => one - other)
  const names = sorted.map((day) => dayNames[day] ?? '')
  const isRun = sorted.every((day, index) => index === 0 || day === (sorted[index - 1] ?? 0) + 1)
  if (isRun && names.length > 2) return `${names[0]} – ${names.at(-1)}`
  return names.join(', ')
}

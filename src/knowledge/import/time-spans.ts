/** A length of time named in a text. */
export type TimeSpan = { count: number; unit: TimeUnit }

export type TimeUnit = 'ngày làm việc' | 'ngày' | 'giờ' | 'tháng' | 'năm' | 'phút'

// Not a number of something else (`khoản 5`), not a day of the calendar (`ngày 31 tháng 12`).
const pattern =
  /(?<![\d/.,]|ngày\s|tháng\s|năm\s|Điều\s|khoản\s)(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:\([^()]{1,30}\)\s*)?(ngày\s*làm\s*việc|ngày|giờ(?:\s*làm\s*việc)?|tháng|năm|phút)(?!\p{L})(?!\s*\d)/giu

/** Every length of time in a text: `05 (năm) ngày làm việc` → 5 ngày làm việc. Dates are not lengths. */
export function timeSpansIn(text: string): TimeSpan[] {
  return [...text.matchAll(pattern)].map(([, count = '', unit = '']) => ({
    count: Number(count.replace(',', '.')),
    unit: unitOf(unit),
  }))
}

function unitOf(written: string): TimeUnit {
  const unit = written.toLocaleLowerCase('vi').replace(/\s+/g, ' ')
  if (/^ngày ?làm ?việc$/.test(unit)) return 'ngày làm việc'
  if (unit.startsWith('giờ')) return 'giờ'
  return unit as TimeUnit
}

/** `7 ngày làm việc`; halves with a comma. */
export function spanText({ count, unit }: TimeSpan): string {
  return `${String(count).replace('.', ',')} ${unit}`
}

export function isSameSpan(one: TimeSpan, other: TimeSpan): boolean {
  return one.count === other.count && one.unit === other.unit
}

/** Stages that make up the whole: all of its unit, and together as long. */
export function addUpTo(stages: TimeSpan[], whole: TimeSpan): boolean {
  const sum = stages.reduce((total, { count }) => total + count, 0)
  return stages.every(({ unit }) => unit === whole.unit) && sum === whole.count
}

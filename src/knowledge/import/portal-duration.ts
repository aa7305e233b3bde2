import type { Duration } from '../guide.ts'
import { absent, type Reading, readingOf } from './guide-draft.ts'
import { type PortalWay, wayNames } from './portal-ways.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'
import { isSameSpan, spanText, type TimeSpan, type TimeUnit, timeSpansIn } from './time-spans.ts'

const units: Record<string, TimeUnit> = {
  WORKING_DAY: 'ngày làm việc',
  DAY: 'ngày',
  ngày: 'ngày',
  HOUR: 'giờ',
  MONTH: 'tháng',
  YEAR: 'năm',
}

/** More hours than that are days that somebody has multiplied by eight. */
const longestHours = 24

type Reading1 = { text: string; span: TimeSpan | null; faults: string[] }

/** Reads the time limits of all ways; the same for every way: one entry without a condition. */
export function readDurations(ways: PortalWay[]): Reading<Duration[]> {
  const source = ways.map(({ kind, duration }) => `${wayNames[kind]}: ${duration}`).join('\n')
  const read = ways.map((way) => ({ way, ...readOne(way) }))
  if (read.every(({ text }) => text === '')) {
    return absent([], source, 'Nguồn không ghi thời hạn giải quyết.')
  }
  const texts = new Set(read.map(({ text }) => text))
  const faults = read.flatMap((each) => each.faults)
  const seen = new Map<string, string>()
  for (const { way, text } of read) {
    const before = seen.get(way.kind)
    if (before !== undefined && before !== text) {
      faults.push('Cùng một cách nộp có nhiều thời hạn mà không nói trường hợp nào.')
    }
    seen.set(way.kind, text)
  }
  const [first] = read
  const entries =
    texts.size === 1 && first
      ? [durationOf(null, first.text)]
      : unique(read.map(({ way, text }) => durationOf(wayNames[way.kind], text)))
  return readingOf(
    entries.filter(({ text }) => text !== ''),
    source,
    faults,
  )
}

function durationOf(condition: string | null, text: string): Duration {
  return { text, condition, from: null, until: null }
}

function unique(entries: Duration[]): Duration[] {
  const keys = new Map(entries.map((entry) => [`${entry.condition}|${entry.text}`, entry]))
  return [...keys.values()]
}

function readOne({ duration, notes }: PortalWay): Reading1 {
  const [, countText = '', unitText = ''] =
    /^([\d.,]+)\s+(WORKING_DAY|DAY|ngày|HOUR|MONTH|YEAR)$/.exec(duration) ?? []
  const unit = units[unitText]
  if (unit) {
    const span = { count: Number(countText.replace(',', '.')), unit }
    return { text: spanText(span), span, faults: faultsOfSpan(span, notes) }
  }
  return readWords(duration.replace(/\s*OTHER$/, ''), notes)
}

/** What the portal writes where the length has no unit of its own. */
function readWords(words: string, notes: string): Reading1 {
  const text = capitalized(withoutEnd(asGuideLine(words)))
  if (text === '' || text === '-') {
    return { text: '', span: null, faults: ['Có cách nộp không ghi thời hạn.'] }
  }
  if (/^[\d.,]+$/.test(text)) {
    return { text: '', span: null, faults: [`Nguồn ghi "${text}" mà không ghi đơn vị thời gian.`] }
  }
  const spans = timeSpansIn(text)
  const [span] = spans
  const isPlain =
    /^(?:(?:thời hạn|thời gian)[^.;:]{0,40}:?\s*)?(?:không quá|tối đa|trong(?: vòng| thời hạn)?|chậm nhất(?: là)?)?\s*\d+/iu.test(
      text,
    )
  if (span && spans.length === 1 && isPlain && text.length < 160) {
    return { text, span, faults: faultsOfSpan(span, notes) }
  }
  return { text, span: null, faults: ['Thời hạn viết bằng lời, cần đọc lại.'] }
}

function faultsOfSpan(span: TimeSpan, notes: string): string[] {
  if (!(span.count > 0)) return ['Nguồn ghi thời hạn bằng 0.']
  if (span.unit === 'giờ' && span.count > longestHours) {
    return [`Nguồn ghi ${span.count} giờ, có thể là số ngày đã đổi ra giờ.`]
  }
  const told = timeSpansIn(notes)
  if (told.length === 0 || told.some((each) => isSameSpan(each, span))) return []
  return [`Ô thời hạn ghi ${spanText(span)}, phần mô tả ghi ${told.map(spanText).join(', ')}.`]
}

import type { Duration } from '../guide.ts'
import { contradictionsOf } from './duration-in-steps.ts'
import { absent, type Reading, readingOf } from './guide-draft.ts'
import { type PortalWay, wayNames } from './portal-ways.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'
import {
  addUpTo,
  isSameSpan,
  spanText,
  type TimeSpan,
  type TimeUnit,
  timeSpansIn,
} from './time-spans.ts'

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
const longestSentence = 250
const longestCase = 400

/** The time limit of one way. */
type Limit = { way: PortalWay; text: string; faults: string[] }

/** Reads the time limits of all ways; the same for every way: one entry without a condition. */
export function readDurations(ways: PortalWay[], steps: string): Reading<Duration[]> {
  const source = ways
    .map(({ kind, duration, notes }) => [`${wayNames[kind]}: ${duration}`, notes].join('\n').trim())
    .join('\n')
  const limits = ways.map(readLimit)
  if (limits.every(({ text, faults }) => text === '' && faults.length === 0)) {
    return absent([], source, 'Nguồn không ghi thời hạn giải quyết.')
  }
  const faults = limits.flatMap((limit) => limit.faults)
  if (limits.some(({ text, faults }) => text === '' && faults.length === 0)) {
    faults.push('Có cách nộp không ghi thời hạn.')
  }
  const told = limits.flatMap(({ text }) => timeSpansIn(text))
  if (limits.some(({ way }) => saysMore(way.notes, told))) {
    faults.push('Phần mô tả có thời hạn khác cho từng bước hoặc từng trường hợp.')
  }
  const { entries, isTold } = entriesOf(limits.filter(({ text }) => text !== ''))
  const isByWay = limits.some(({ text }) => text !== limits[0]?.text) && !hasCases(limits)
  faults.push(...contradictionsOf(told, steps, isByWay))
  if (!isTold) faults.push('Cùng một cách nộp có nhiều thời hạn mà không rõ trường hợp nào.')
  return readingOf(entries, source, faults)
}

/** True when notes name lengths that are none of those told and no stages of one. */
function saysMore(notes: string, told: TimeSpan[]): boolean {
  const others = timeSpansIn(notes).filter((span) => !told.some((each) => isSameSpan(each, span)))
  return others.length > 0 && !told.some((span) => addUpTo(others, span))
}

/** Lines of the notes that name another length of time than those told. */
export function durationNotesIn(ways: PortalWay[], told: TimeSpan[]): string[] {
  const lines = ways.flatMap(({ notes }) => notes.split('\n').map(asGuideLine))
  const more = lines.filter((line) =>
    timeSpansIn(line).some((span) => !told.some((each) => isSameSpan(each, span))),
  )
  return [...new Set(more)].map(capitalized)
}

function entriesOf(limits: Limit[]): { entries: Duration[]; isTold: boolean } {
  const texts = new Set(limits.map(({ text }) => text))
  const [first] = limits
  if (texts.size <= 1) {
    return { entries: first ? [durationOf(null, first.text)] : [], isTold: true }
  }
  if (!hasCases(limits)) {
    const entries = limits.map(({ way, text }) => durationOf(wayNames[way.kind], text))
    return { entries: unique(entries), isTold: true }
  }
  return casesOf(limits)
}

/** One way with several limits. */
function hasCases(limits: Limit[]): boolean {
  return limits.some((limit) =>
    limits.some(({ way, text }) => way.kind === limit.way.kind && text !== limit.text),
  )
}

/** Several limits for one way: which is which, only its own notes can tell. */
function casesOf(limits: Limit[]): { entries: Duration[]; isTold: boolean } {
  const cases = limits.map(({ way, text }) => ({ text, condition: caseIn(way.notes) }))
  const limitsOfCase = new Map<string, Set<string>>()
  for (const { text, condition } of cases) {
    limitsOfCase.set(condition, (limitsOfCase.get(condition) ?? new Set()).add(text))
  }
  const isTold = [...limitsOfCase].every(
    ([condition, texts]) => condition !== '' && condition.length <= longestCase && texts.size === 1,
  )
  const entries = isTold
    ? cases.map(({ text, condition }) => durationOf(condition, text))
    : limits.map(({ way, text }) => durationOf(wayNames[way.kind], text))
  return { entries: unique(entries), isTold }
}

/** What the notes say of the case; where to hand in is none. */
function caseIn(notes: string): string {
  const lines = notes.split('\n').map((line) => asGuideLine(line).replace(/^[-–+*•]\s*/, ''))
  const told = lines.filter(
    (line) =>
      line !== '' &&
      !/^\(?(?:nộp|gửi|qua|trực tiếp|trực tuyến|địa chỉ|bưu chính)(?!\p{L})/iu.test(line),
  )
  return capitalized(withoutEnd(told.join(' ').replace(/:$/, '')))
}

function durationOf(condition: string | null, text: string): Duration {
  return { text, condition, from: null, until: null }
}

function unique(entries: Duration[]): Duration[] {
  const keys = new Map(
    entries.map((entry) => [`${entry.condition?.toLocaleLowerCase('vi')}|${entry.text}`, entry]),
  )
  return [...keys.values()]
}

function readLimit(way: PortalWay): Limit {
  const [, countText = '', unitText = ''] =
    /^([\d.,]+)\s+(WORKING_DAY|DAY|ngày|HOUR|MONTH|YEAR)$/.exec(way.duration) ?? []
  const unit = units[unitText]
  if (unit) {
    const span = { count: Number(countText.replace(',', '.')), unit }
    return { way, text: spanText(span), faults: faultsOfSpan(span, way.notes) }
  }
  return { way, ...readWords(way.duration.replace(/\s*OTHER$/, ''), way.notes) }
}

/** What the portal writes where the length has no unit of its own. */
function readWords(words: string, notes: string): Omit<Limit, 'way'> {
  const text = capitalized(withoutEnd(asGuideLine(words)))
  const isNumber = /^[\d.,]+$/.test(text)
  if (isNumber || /^(?:|-|theo mô tả|theo quy định)$/iu.test(text)) {
    const sentence = limitInNotes(notes)
    if (sentence) return { text: sentence, faults: [] }
    if (isNumber) {
      return { text: '', faults: [`Nguồn ghi "${text}" mà không ghi đơn vị thời gian.`] }
    }
    return { text: '', faults: notes.trim() === '' ? [] : ['Thời hạn ở phần mô tả, cần đọc lại.'] }
  }
  if (/^không (?:quy định|phải trả kết quả)/iu.test(text) && text.length < 60) {
    return { text, faults: [] }
  }
  const [span, ...more] = timeSpansIn(text)
  if (span && more.length === 0 && isOneLimit(text))
    return { text, faults: faultsOfSpan(span, notes) }
  return { text, faults: ['Thời hạn viết bằng lời, cần đọc lại.'] }
}

/** The notes themselves, when they are one sentence that tells one length of time. */
function limitInNotes(notes: string): string | undefined {
  const lines = notes
    .split('\n')
    .map(asGuideLine)
    .filter((line) => line !== '')
  const [line = ''] = lines
  const text = capitalized(withoutEnd(line.replace(/^[-–+*•]\s*/, '')))
  const isPlain = lines.length === 1 && timeSpansIn(text).length === 1 && isOneLimit(text)
  return isPlain ? text : undefined
}

function isOneLimit(text: string): boolean {
  return (
    text.length <= longestSentence &&
    !/[.;:]\s/.test(text) &&
    /^(?:(?:thời hạn|thời gian)(?: giải quyết| thực hiện| xử lý)?(?: là)?\s*)?(?:không quá|tối đa|trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là)?|ngay)?\s*(?:không quá\s*)?\d+/iu.test(
      text,
    )
  )
}

function faultsOfSpan(span: TimeSpan, notes: string): string[] {
  if (!(span.count > 0)) return ['Nguồn ghi thời hạn bằng 0.']
  if (span.unit === 'giờ' && span.count > longestHours) {
    return [`Nguồn ghi ${span.count} giờ, có thể là số ngày đã đổi ra giờ.`]
  }
  const told = timeSpansIn(notes)
  const agrees = told.length === 0 || told.some((each) => isSameSpan(each, span))
  if (agrees || addUpTo(told, span)) return []
  return [`Ô thời hạn ghi ${spanText(span)}, phần mô tả ghi ${told.map(spanText).join(', ')}.`]
}

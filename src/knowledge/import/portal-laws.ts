import { isDay } from '../../shared/day.ts'
import { absent, type CitedLaw, type Reading, readingOf } from './guide-draft.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized, tidy, withoutEnd } from './tidy-text.ts'

// The same form that a guide file asks for.
const numberPattern = /\d[\d.]*[a-z]?\/[\p{L}\d/.-]*[\p{L}\d]/u
const wholeNumber = /^\d[\d.]*\/[\p{L}\d/.-]+$/u

/** Reads "Căn cứ pháp lý": one law behind each star, its number in brackets at the end. */
export function readLaws(text: string): Reading<CitedLaw[]> {
  const entries = `\n${text}`.split(/\n {2}\* /).slice(1)
  if (entries.length === 0 || saysNothing(text)) {
    return absent([], text, 'Nguồn không ghi căn cứ pháp lý.')
  }
  const read = entries.map((entry) => readLaw(tidy(entry)))
  const laws = new Map(read.flatMap(({ law }) => (law ? [[law.number, law]] : [])))
  return readingOf(
    [...laws.values()],
    text,
    read.flatMap(({ faults }) => faults),
  )
}

function readLaw(entry: string): { law: CitedLaw | null; faults: string[] } {
  const [, words = entry, inBrackets = ''] = /^([\s\S]*?)\s*\(([^()]*)\)$/.exec(entry) ?? []
  const number = numberIn(inBrackets) ?? numberIn(words)
  if (!number || !wholeNumber.test(number)) {
    return { law: null, faults: ['Có văn bản không đọc được số hiệu.'] }
  }
  const told = numberIn(words.slice(0, 120))
  const title = titleOf(words, number)
  const law = { number, title, issuedOn: dayIn(words) }
  if (title === '') {
    return {
      law: { ...law, title: `Văn bản số ${number}` },
      faults: ['Có văn bản chỉ có số hiệu.'],
    }
  }
  const opens = /^(?:\p{L}+\s+){1,3}(?:số\s*)?\d/u.test(words)
  if (opens && told && told !== number) {
    return { law, faults: [`Tên văn bản ghi số ${told}, phần số hiệu ghi ${number}.`] }
  }
  return { law, faults: [] }
}

function numberIn(text: string): string | undefined {
  const found = numberPattern.exec(text.replace(/\s*([/-])\s*/g, '$1'))?.[0]
  // 21/11/2014 is a day.
  return found && !/^\d+\/\d+(?:\/\d+)?$/.test(found) ? found : undefined
}

/** Without its number and the day it was signed, which have places of their own. */
function titleOf(words: string, number: string): string {
  const text = words
    .replace(/\s*([/-])\s*/g, '$1')
    .replace(number, '')
    .replace(/^((?:\p{L}+\s+){1,3})số\s+/u, '$1')
    .replace(/^(.{0,40}?)\s*,?\s*ngày \d{1,2}(?:\/\d{1,2}\/| tháng \d{1,2} năm )\d{4}/u, '$1')
  return capitalized(withoutEnd(asGuideLine(text).replace(/^[\s:;,.–-]+/, '')))
}

/** The first day in a law's name: `ngày 21/11/2014`, `ngày 05 tháng 10 năm 2024`. */
function dayIn(words: string): string | null {
  const match = /(\d{1,2})(?:\/| tháng )(\d{1,2})(?:\/| năm )(\d{4})/u.exec(words.slice(0, 120))
  if (!match) return null
  const [, day = '', month = '', year = ''] = match
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : null
}

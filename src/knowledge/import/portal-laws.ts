import { isDay } from '../../shared/day.ts'
import { absent, type CitedLaw, type Reading, readingOf } from './guide-draft.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized, tidy, withoutEnd } from './tidy-text.ts'

// `112/2014/NĐ-CP`, `2205/QĐ-TTg`, `26/2023/QH15`: behind the year only capitals, digits and `TTg`.
const numberPattern =
  /\d[\d.]*[a-zđ]?\/(?:\d{4}\/)?(?:TTg|[\p{Lu}]+\d*)(?:-(?:TTg|[\p{Lu}]+\d*)(?!\p{Ll}))*/u
const date = /\d{1,2}(?:\/| tháng )\d{1,2}(?:\/| năm )\d{4}/u

/** Words after which `số` means digital, not number. */
const digitalWords = '(?:công nghệ|chuyển đổi|kinh tế|chữ ký|dữ liệu|hạ tầng)'

/** What kind of law it is, where its number alone says so. */
const kinds: [RegExp, string][] = [
  [/\/NĐ-CP$/, 'Nghị định'],
  [/\/TT(?:LT)?-/, 'Thông tư'],
  [/\/QĐ-/, 'Quyết định'],
  [/\/NQ-/, 'Nghị quyết'],
]

/** Reads "Căn cứ pháp lý": one law behind each star, its number in brackets at the end. */
export function readLaws(text: string): Reading<CitedLaw[]> {
  const entries = `\n${text}`.split(/\n {2}\* /).slice(1)
  if (entries.length === 0 || saysNothing(text)) {
    return absent([], text, 'Nguồn không ghi căn cứ pháp lý.')
  }
  const read = entries.map((entry) => readLaw(tidy(entry).replace(/^(?:[-–+*•]\s*)+/, '')))
  const laws = new Map<string, CitedLaw>()
  for (const { law } of read) {
    const before = law && laws.get(law.number)
    // Listed twice: the longer name says more.
    if (law && (!before || before.title.length < law.title.length)) laws.set(law.number, law)
  }
  return readingOf(
    [...laws.values()],
    text,
    read.flatMap(({ faults }) => faults),
  )
}

function readLaw(entry: string): { law: CitedLaw | null; faults: string[] } {
  const [, words = entry, inBrackets = ''] =
    /^([\s\S]*?)\s*\(((?:[^()]|\([^()]*\))*)\)$/.exec(entry) ?? []
  const text = withTightNumbers(words)
  const bracketed = numberIn(withTightNumbers(inBrackets))
  const own = numberIn(ownPartOf(text))
  const number = bracketed ?? own
  if (number === undefined) return { law: null, faults: ['Có văn bản không đọc được số hiệu.'] }
  if (!isWhole(number)) {
    return { law: null, faults: [`Số hiệu ${number} không đủ hoặc không đúng dạng.`] }
  }
  const title = titleOf(text, number) || kindOf(number)
  const law = { number, title, issuedOn: issuedOn(text, number) }
  if (title === '') {
    return { law: { ...law, title: 'Văn bản' }, faults: ['Có văn bản chỉ có số hiệu.'] }
  }
  if (own !== undefined && own !== number) {
    return { law, faults: [`Tên văn bản ghi số ${own}, phần số hiệu ghi ${number}.`] }
  }
  return { law, faults: [] }
}

/** The beginning of a law's name, which may hold its own number: `Luật Đất đai số 31/2024/QH15`. */
function ownPartOf(words: string): string {
  const opening =
    /^(?:Luật|Bộ luật|Nghị định|Thông tư(?: liên tịch)?|Quyết định|Nghị quyết|Pháp lệnh|Văn bản hợp nhất|\d)/iu
  if (!opening.test(words)) return ''
  // A law that changes another names that one's number: `sửa đổi, bổ sung … Nghị định số …`.
  const end = words.search(/sửa đổi|bổ sung|thay thế|hướng dẫn|quy định|thi hành|của|về|ngày/iu)
  return end < 0 ? words : words.slice(0, end)
}

/** `112 / 2014 / NĐ - CP` → `112/2014/NĐ-CP`, small letters of the sign made large, resolutions of the National Assembly by their sign. */
function withTightNumbers(text: string): string {
  return text
    .replace(/(\d)\s*\/\s*(?=\d{4}|\p{Lu}{2})/gu, '$1/')
    .replace(/(\/\p{Lu}{2,6})\s*[-–]\s*(?=(?:TTg|\p{Lu}{2,}\d*)(?!\p{Ll}))/gu, '$1-')
    .replace(/(?<=\d\/)(?:nđ-cp|qđ-ttg|tt-\p{Ll}{2,8}|nq-cp)(?!\p{L})/gu, (sign) =>
      sign.toLocaleUpperCase('vi').replace('TTG', 'TTg'),
    )
    .replace(/\/NQ-(QH\d+)/g, '/$1')
}

function numberIn(text: string): string | undefined {
  return numberPattern.exec(text)?.[0]
}

/** A sign that is cut short or mistyped (`…/NĐ-C`) leads to no law. */
function isWhole(number: string): boolean {
  const sign = number.slice(number.lastIndexOf('/') + 1)
  if (sign.startsWith('NĐ')) return sign === 'NĐ-CP'
  if (/^QH\d+$/.test(sign)) return true
  return /^(?:NQ|QĐ|TT|TTLT|CT|PL|L|VBHN|TB|KH|HD|UBTVQH\d+|SL|CTr)(?:-\p{Lu}\p{Lu}[\p{Lu}\p{Ll}\d]*)*$/u.test(
    sign,
  )
    ? sign.includes('-') || sign.startsWith('UBTVQH')
    : false
}

function kindOf(number: string): string {
  return kinds.find(([sign]) => sign.test(number))?.[1] ?? ''
}

/** Without its number and the day it was signed, which have places of their own. */
function titleOf(words: string, number: string): string {
  const escaped = number.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  // The word may be the last of the name: `Luật Công nghiệp công nghệ số 71/2025/QH15`.
  const own = new RegExp(
    `(?:(?<!${digitalWords}\\s*)\\s*,?\\s*số:?\\s*)?${escaped}\\s*(?:[,;]?\\s*(?:ngày\\s*)?\\(?${date.source}\\)?)?`,
    'iu',
  )
  const text = words.replace(own, ' ').replace(/^(\p{L}+(?: \p{L}+)?)\s+[-–]\s*/u, '$1: ')
  const title = withoutNumberWord(withoutEnd(asGuideLine(text).replace(/^[\s:;,.–()-]+/, '')))
  // Its own day, where the number stands elsewhere: `Luật Đất đai ngày 18/01/2024`.
  return capitalized(title.replace(new RegExp(`^([^.;]{0,60})\\s+ngày ${date.source}$`, 'u'), '$1'))
}

/** `Nghị định số` → `Nghị định`; the last word of `… chuyển đổi số` stays. */
function withoutNumberWord(title: string): string {
  return title.replace(
    /^((?:Bộ )?Luật|Nghị định|Thông tư(?: liên tịch)?|Quyết định|Nghị quyết|Pháp lệnh|Chỉ thị)\s+số$/iu,
    '$1',
  )
}

/** The day that follows a law's own number: `ngày 21/11/2014`, `ngày 05 tháng 10 năm 2024`. */
function issuedOn(words: string, number: string): string | null {
  const after = words.slice(words.indexOf(number) + number.length)
  if (!words.includes(number)) return null
  const match = /^\s*,?\s*(?:ngày\s*)?\(?(\d{1,2})(?:\/| tháng )(\d{1,2})(?:\/| năm )(\d{4})/u.exec(
    after,
  )
  if (!match) return null
  const [, day = '', month = '', year = ''] = match
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : null
}

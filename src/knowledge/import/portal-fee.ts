import type { Fee } from '../guide.ts'
import { absent, type Reading, readingOf } from './guide-draft.ts'
import { moneyIn } from './money-in.ts'
import { saysNothing } from './portal-sheet.ts'
import { type PortalWay, wayNames } from './portal-ways.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

/** No fee is so small: what is written is thousands, or nothing at all. */
const smallest = 1_000

const provinceDecides =
  /(?:hội đồng nhân dân|hđnd|ủy ban nhân dân|uỷ ban nhân dân|ubnd)[^.;]{0,60}(?:quy định|quyết định|ban hành)|(?:quy định|quyết định|quyết nghị|nghị quyết)[^.;]{0,60}(?:hội đồng nhân dân|hđnd)/iu

const isFree =
  /^(?:không(?: có)?|không thu(?: phí| lệ phí| phí, lệ phí)?|không (?:mất|phải nộp) (?:phí|lệ phí|phí, lệ phí)|miễn(?: phí| lệ phí| thu)?|miễn phí, lệ phí|không có phí, lệ phí)$/iu

const speaksOfFee =
  /(?:nộp|đóng|thu|trả|biên lai|chứng từ|hóa đơn)[^.;\n]{0,40}(?:lệ phí|(?<!kinh |chi |miễn )phí(?! bưu| chuyển| vận))/iu

type Entry = { fee: Fee | null; faults: string[] }

/** Reads the fees of all ways. `elsewhere`: the sheet's other words, which may speak of a fee. */
export function readFees(ways: PortalWay[], elsewhere: string): Reading<Fee[]> {
  const source = ways.map(({ kind, fee }) => `${wayNames[kind]}: ${fee}`).join('\n')
  if (ways.every(({ fee }) => saysNothing(fee))) {
    return absent([], source, 'Nguồn không ghi phí, lệ phí.')
  }
  const read = ways.map((way) => ({
    way,
    entries: entriesOf(way.fee).map((entry) => readEntry(entry, `${elsewhere}\n${way.notes}`)),
  }))
  const faults = read.flatMap(({ entries }) => entries.flatMap((entry) => entry.faults))
  const byWay = read.map(({ way, entries }) => ({
    way,
    fees: unique(entries.flatMap(({ fee }) => (fee ? [fee] : []))),
  }))
  const lists = new Set(byWay.map(({ fees }) => JSON.stringify(fees)))
  const [first] = byWay
  if (lists.size === 1 && first) return readingOf(first.fees, source, faults)
  if (byWay.some(({ fees }) => fees.length === 0)) faults.push('Có cách nộp không ghi mức thu.')
  return readingOf(
    unique(byWay.flatMap(({ way, fees }) => fees.map((fee) => inWay(fee, wayNames[way.kind])))),
    source,
    faults,
  )
}

function inWay(fee: Fee, way: string): Fee {
  return { ...fee, condition: fee.condition === null ? way : `${way}, ${fee.condition}` }
}

function unique(fees: Fee[]): Fee[] {
  return [...new Map(fees.map((fee) => [JSON.stringify(fee), fee])).values()]
}

/** The portal parts several fees of one way by a bar. */
function entriesOf(text: string): string[] {
  return text.split(/\s\|(?=\s|$)|^\|/).map((entry) => entry.trim())
}

function readEntry(entry: string, elsewhere: string): Entry {
  const [, digits, inside] = /^(\d+) VNĐ \(([\s\S]*)\)$/.exec(entry) ?? []
  if (digits === undefined) return readWords(asGuideLine(entry))
  const amount = Number(digits)
  const words = withoutEnd(asGuideLine(inside ?? ''))
  if (words === '') return readBare(amount, elsewhere)
  return amount === 0 ? readZero(words) : readAmount(amount, words)
}

function fee(part: Partial<Fee>): Fee {
  return {
    amount: null,
    per: null,
    condition: null,
    text: null,
    from: null,
    until: null,
    ...part,
  }
}

function readBare(amount: number, elsewhere: string): Entry {
  if (amount === 0) {
    const faults = speaksOfFee.test(elsewhere)
      ? ['Nguồn ghi 0 đồng nhưng chỗ khác trong thủ tục nói phải nộp phí.']
      : []
    return { fee: fee({ amount: 0 }), faults }
  }
  if (amount < smallest) {
    return { fee: null, faults: [`Nguồn ghi ${amount} đồng, có thể thiếu số không.`] }
  }
  return { fee: fee({ amount }), faults: [] }
}

function readWords(words: string): Entry {
  const text = capitalized(withoutEnd(words))
  if (text === '' || saysNothing(text))
    return { fee: null, faults: ['Có cách nộp không ghi mức thu.'] }
  if (provinceDecides.test(text)) return { fee: fee({ text }), faults: [] }
  return { fee: fee({ text }), faults: ['Mức thu viết bằng lời hoặc ở văn bản khác, cần đọc lại.'] }
}

/** 0 with words: the words tell, and 0 is only what the form was left at. */
function readZero(words: string): Entry {
  const text = capitalized(words)
  const [money, ...more] = new Set(moneyIn(words).map(({ amount }) => amount))
  if (isFree.test(words)) return { fee: fee({ amount: 0 }), faults: [] }
  if (money !== undefined) {
    const faults =
      more.length > 0 ? ['Có nhiều mức thu trong một đoạn văn, cần tách.'] : faultsOfWords(words)
    return { fee: fee({ text }), faults: faults.length > 0 ? faults : [] }
  }
  if (provinceDecides.test(words)) return { fee: fee({ text }), faults: [] }
  return { fee: fee({ text }), faults: ['Nguồn chỉ dẫn văn bản mà không ghi số tiền.'] }
}

function readAmount(amount: number, words: string): Entry {
  const text = capitalized(words)
  const told = [...new Set(moneyIn(words).map((money) => money.amount))]
  const [only] = told
  if (told.length > 1) {
    return { fee: fee({ text }), faults: ['Có nhiều mức thu trong một đoạn văn, cần tách.'] }
  }
  if (only !== undefined) {
    // `700 VNĐ (… 700.000 đồng)`: the form was filled in thousands.
    if (only !== amount && only !== amount * 1_000) {
      const fault = `Ô mức thu ghi ${amount} đồng, phần giải thích ghi ${only} đồng.`
      return { fee: fee({ text }), faults: [fault] }
    }
    return { fee: fee({ amount: only, text }), faults: faultsOfWords(words) }
  }
  if (amount < smallest) {
    return { fee: fee({ text }), faults: [`Nguồn ghi ${amount} đồng, có thể thiếu số không.`] }
  }
  if (provinceDecides.test(words)) {
    return { fee: fee({ text }), faults: ['Nguồn ghi một số tiền nhưng nói tỉnh quyết định.'] }
  }
  const per = /^\/\s*([\p{L}\d .]{1,40})$/u.exec(words)?.[1]
  if (per) return { fee: fee({ amount, per: per.trim() }), faults: [] }
  return { fee: fee({ amount, text }), faults: faultsOfWords(words) }
}

function faultsOfWords(words: string): string[] {
  if (/%|giảm/iu.test(words)) return ['Phần giải thích nói mức giảm, cần tính lại.']
  if (/ngày \d|từ ngày|đến hết/iu.test(words) && /(?:kể )?từ (?:ngày )?\d|đến hết/iu.test(words)) {
    return ['Mức thu chỉ áp dụng trong một thời gian, cần đọc lại.']
  }
  return []
}

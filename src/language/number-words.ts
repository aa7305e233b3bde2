/** A number written out, with the unit after it: `ba ngày`, `năm mươi nghìn đồng`. */
export type NumberWords = { value: number; unit: string; start: number; end: number }

const digits = new Map([
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['nhăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
])
const scales = new Map([
  ['nghìn', 1e3],
  ['ngàn', 1e3],
  ['triệu', 1e6],
  ['tỷ', 1e9],
  ['tỉ', 1e9],
])
const joining = ['mười', 'mươi', 'chục', 'trăm', 'linh', 'lẻ']

// What a number can begin with: "50 nghìn đồng" begins with its 50.
const first = 'một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười'
const word = [...digits.keys(), ...scales.keys(), ...joining].join('|')
const units = 'đồng|ngày làm việc|ngày|tuần|tháng|năm|giờ|phút|tuổi|phần trăm'
// After digits a scale is no number of its own: `500 triệu đồng`.
const edge = { before: String.raw`(?<![\p{L}\p{N}]|\d\s)`, after: String.raw`(?![\p{L}\p{N}])` }
// "thứ Ba ngày 5/7" is a Tuesday, not three days; "500.000 đồng một tháng" is a rate, not a month.
const withUnit = new RegExp(
  String.raw`(?<!(?:thứ|đồng|người|lần|m³|m²)\s)${edge.before}((?:${first})(?:\s+(?:${word}))*)\s+(${units})${edge.after}`,
  'gu',
)
const ofMoney = new RegExp(
  String.raw`${edge.before}((?:${first})\s+(?:(?:${word})\s+)*(?:nghìn|ngàn|triệu))(?:\s+đồng)?${edge.after}`,
  'gu',
)

/**
 * Numbers written in words before a unit of time or money; `năm mươi nghìn` alone is money too.
 *
 * Reads dấu, without which `sáu ngày` and `sau ngày` are one. Offsets are into the NFC text.
 */
export function numberWordsIn(text: string): NumberWords[] {
  const lower = text.normalize('NFC').toLowerCase()
  const money = [...lower.matchAll(ofMoney)].map((match) => read(match, 'đồng'))
  const rest = money.reduce(
    (left, { start, end }) => left.slice(0, start) + '·'.repeat(end - start) + left.slice(end),
    lower,
  )
  return [...money, ...[...rest.matchAll(withUnit)].map((match) => read(match, match[2] ?? ''))]
}

function read(match: RegExpExecArray, unit: string): NumberWords {
  const value = numberOf((match[1] ?? '').split(/\s+/))
  return { value, unit, start: match.index, end: match.index + match[0].length }
}

/** `hai trăm năm mươi nghìn` → 250000. */
function numberOf(words: string[]): number {
  let total = 0
  let group = 0
  let digit = 0
  for (const each of words) {
    const scale = scales.get(each)
    if (scale !== undefined) {
      total += (group + digit || 1) * scale
      group = 0
      digit = 0
    } else if (each === 'trăm') {
      group += digit * 100
      digit = 0
    } else if (each === 'mươi' || each === 'chục') {
      group += digit * 10
      digit = 0
    } else if (each === 'mười') {
      group += 10
    } else {
      digit = digits.get(each) ?? 0
    }
  }
  return total + group + digit
}

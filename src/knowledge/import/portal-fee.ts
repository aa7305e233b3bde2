import type { Fee } from '../guide.ts'
import { absent, type Reading, readingOf } from './guide-draft.ts'
import { moneyIn } from './money-in.ts'
import { saysNothing } from './portal-sheet.ts'
import { type PortalWay, wayNames } from './portal-ways.ts'
import { splitFees } from './split-fees.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

/** No fee is so small: what is written is thousands, or nothing at all. */
const smallest = 1_000

const provinceDecides =
  /(?:hội đồng nhân dân|hđnd|ủy ban nhân dân|uỷ ban nhân dân|ubnd)[^.;]{0,60}(?:quy định|quyết định|ban hành)|(?:quy định|quyết định|quyết nghị|nghị quyết)[^.;]{0,60}(?:hội đồng nhân dân|hđnd)/iu

const isFree =
  /^(?:không(?: có)?|không thu(?: phí| lệ phí| phí, lệ phí)?|không (?:mất|phải nộp) (?:phí|lệ phí|phí, lệ phí)|miễn(?: phí| lệ phí| thu)?|miễn phí, lệ phí|không có phí, lệ phí)$/iu

const speaksOfFee =
  /(?:nộp|đóng|thu|trả|biên lai|chứng từ|hóa đơn)[^.;\n]{0,40}(?:lệ phí|(?<!kinh |chi |miễn )phí(?! bưu| chuyển| vận))/iu

/** Notes that change what the fee says, or say what it does not. */
const changesFee =
  /(?:phí|mức thu)(?![^.\n]{0,10}chính)[^.\n]{0,120}(?:%|giảm|bằng \d|miễn)|(?:%|giảm|miễn)[^.\n]{0,60}(?:lệ phí|mức thu|phí thẩm định)|đồng\/|\d đồng/iu

// A law on what is charged would not be cited for nothing.
const feeLaw = /mức thu|chế độ thu|biểu phí|lệ phí|thu phí|giá dịch vụ/iu

type Entries = { fees: Fee[]; faults: string[] }

/** The sheet's other words, which may speak of a fee. */
export type FeeTalk = { words: string; laws: string; papers: string }

/** Reads the fees of all ways; that something is free only where nothing else on the sheet speaks of a fee. */
export function readFees(ways: PortalWay[], { words, laws, papers }: FeeTalk): Reading<Fee[]> {
  const source = ways.map(({ kind, fee }) => `${wayNames[kind]}: ${fee}`).join('\n')
  if (ways.every(({ fee }) => saysNothing(fee))) {
    return absent([], source, 'Nguồn không ghi phí, lệ phí.')
  }
  const read = ways.map((way) => ({
    way,
    entries: entriesOf(way.fee).map((entry) =>
      readEntry(entry, { words: `${words}\n${way.notes}`, laws, papers }),
    ),
  }))
  const faults = read.flatMap(({ entries }) => entries.flatMap((entry) => entry.faults))
  const byWay = read.map(({ way, entries }) => ({
    way,
    fees: unique(entries.flatMap(({ fees }) => fees)),
  }))
  if (byWay.some(({ fees }) => hasTwins(fees))) {
    faults.push('Cùng một trường hợp có hai mức thu khác nhau.')
  }
  if (ways.some(({ notes }) => changesFee.test(notes))) {
    faults.push('Phần mô tả nói thêm về mức thu, cần đọc lại.')
  }
  if (leavesOut(source, ways, papers)) {
    faults.push('Giấy tờ nhắc đến loại phí mà ô phí, lệ phí không ghi.')
  }
  const lists = new Set(byWay.map(({ fees }) => JSON.stringify(fees)))
  const [first] = byWay
  if (lists.size === 1 && first) return readingOf(first.fees, source, faults)
  const sums = new Set(byWay.map(({ fees }) => JSON.stringify(fees.map(({ amount }) => amount))))
  if (sums.size === 1 && byWay.some(({ fees }) => fees.some(({ amount }) => amount))) {
    faults.push('Các cách nộp cùng số tiền nhưng ghi tên hoặc điều kiện của phí khác nhau.')
  }
  if (byWay.some(({ fees }) => fees.length === 0)) faults.push('Có cách nộp không ghi mức thu.')
  return readingOf(
    unique(byWay.flatMap(({ way, fees }) => fees.map((fee) => inWay(fee, wayNames[way.kind])))),
    source,
    faults,
  )
}

/**
 * The papers name a fee that the fee's own words do not, though those name others; or the words name
 * none and the papers several.
 */
function leavesOut(source: string, ways: PortalWay[], papers: string): boolean {
  if (!/[1-9]\d* VNĐ/.test(source)) return false
  const told = namedFeesIn(`${source}\n${ways.map(({ notes }) => notes).join('\n')}`)
  const owed = [...namedFeesIn(papers)].filter((name) => !told.has(name))
  return told.size > 0 ? owed.length > 0 : owed.length > 1
}

/** What fees are for, where a text names it: `phí thẩm định`, `lệ phí đăng bạ`. */
function namedFeesIn(text: string): Set<string> {
  const named =
    /(?<!\p{L})phí (thẩm định|thẩm tra|đăng bạ|công bố|đăng ký|duy trì|tra cứu|gia hạn|sử dụng|kiểm tra|kiểm định|đánh giá|cấp|phân loại|giám định|sát hạch|bình tuyển)(?!\p{L})/giu
  return new Set([...text.matchAll(named)].map(([, what = '']) => what.toLocaleLowerCase('vi')))
}

function inWay(fee: Fee, way: string): Fee {
  return { ...fee, condition: fee.condition === null ? way : `${way}, ${fee.condition}` }
}

/** Two amounts told for the same case. */
function hasTwins(fees: Fee[]): boolean {
  const cases = fees.map(({ condition, text, per }) => `${condition}|${text}|${per}`.toLowerCase())
  return new Set(cases).size < fees.length
}

function unique(fees: Fee[]): Fee[] {
  return [...new Map(fees.map((fee) => [JSON.stringify(fee), fee])).values()]
}

/** The portal parts several fees of one way by a bar. */
function entriesOf(text: string): string[] {
  return text.split(/\s\|(?=\s|$)|^\|/).map((entry) => entry.trim())
}

function readEntry(entry: string, elsewhere: FeeTalk): Entries {
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

function readBare(amount: number, elsewhere: FeeTalk): Entries {
  if (amount === 0) {
    const faults = []
    if (speaksOfFee.test(elsewhere.words)) {
      faults.push('Nguồn ghi 0 đồng nhưng chỗ khác trong thủ tục nói phải nộp phí.')
    }
    if (feeLaw.test(elsewhere.laws)) {
      faults.push('Nguồn ghi 0 đồng nhưng căn cứ pháp lý có văn bản về phí, lệ phí.')
    }
    return { fees: [fee({ amount: 0 })], faults }
  }
  if (amount < smallest) {
    return { fees: [], faults: [`Nguồn ghi ${amount} đồng, có thể thiếu số không.`] }
  }
  return { fees: [fee({ amount })], faults: [] }
}

function readWords(words: string): Entries {
  const text = capitalized(withoutEnd(words))
  if (text === '' || saysNothing(text))
    return { fees: [], faults: ['Có cách nộp không ghi mức thu.'] }
  if (provinceDecides.test(text)) return { fees: [fee({ text })], faults: [] }
  return {
    fees: [fee({ text })],
    faults: ['Mức thu viết bằng lời hoặc ở văn bản khác, cần đọc lại.'],
  }
}

/** 0 with words: the words tell, and 0 is only what the form was left at. */
function readZero(words: string): Entries {
  const text = capitalized(words)
  if (isFree.test(words)) return { fees: [fee({ amount: 0 })], faults: [] }
  if (moneyIn(words).length > 0) return readFigures(words)
  if (provinceDecides.test(words)) return { fees: [fee({ text })], faults: [] }
  return { fees: [fee({ text })], faults: ['Nguồn chỉ dẫn văn bản mà không ghi số tiền.'] }
}

/** An amount with words; where both give figures, the words are fuller and must agree. */
function readAmount(amount: number, words: string): Entries {
  const text = capitalized(words)
  const told = new Set(moneyIn(words).map((money) => money.amount))
  if (told.size > 0) {
    // `700 VNĐ (… 700.000 đồng)`: the form was filled in thousands.
    const agrees = told.has(amount) || (amount < smallest && told.has(amount * 1_000))
    if (agrees) return readFigures(words)
    const fault = `Ô mức thu ghi ${amount} đồng, phần giải thích ghi ${[...told].join(', ')} đồng.`
    return { fees: [fee({ text })], faults: [fault] }
  }
  if (amount < smallest) {
    return { fees: [fee({ text })], faults: [`Nguồn ghi ${amount} đồng, có thể thiếu số không.`] }
  }
  if (/\d\s*(?:đồng|đ(?!\p{L})|vnđ)/iu.test(words)) {
    return { fees: [fee({ text })], faults: ['Phần giải thích có số tiền viết sai dạng.'] }
  }
  if (provinceDecides.test(words)) {
    return { fees: [fee({ text })], faults: ['Nguồn ghi một số tiền nhưng nói tỉnh quyết định.'] }
  }
  const per = /^\/\s*(?:0?1\s+)?([\p{L}][\p{L}\d ]{0,40})$/u.exec(words)?.[1]
  if (per) return { fees: [fee({ amount, per: per.trim() })], faults: [] }
  return { fees: [fee({ amount, text: text.replace(/^\/\s*/, '') })], faults: faultsOfWords(words) }
}

/** Figures within words: split where that is sure, else the words as they are. */
function readFigures(words: string): Entries {
  const fees = splitFees(words)
  if (fees) return { fees, faults: [] }
  const faults = faultsOfWords(words)
  const fault = 'Mức thu nằm trong đoạn văn có nhiều số tiền hoặc điều kiện, cần tách.'
  return { fees: [fee({ text: capitalized(words) })], faults: faults.length > 0 ? faults : [fault] }
}

function faultsOfWords(words: string): string[] {
  if (/\dx|x\s?\d|tối đa|nhân với/iu.test(words)) return ['Mức thu là một phép tính, cần đọc lại.']
  if (/%|giảm/iu.test(words)) return ['Phần giải thích nói mức giảm, cần tính lại.']
  if (/ngày \d|từ ngày|đến hết/iu.test(words) && /(?:kể )?từ (?:ngày )?\d|đến hết/iu.test(words)) {
    return ['Mức thu chỉ áp dụng trong một thời gian, cần đọc lại.']
  }
  return []
}

import { absent, type Paper, type PaperGroup, type Reading, readingOf } from './guide-draft.ts'
import { inLabelOrder, splitLabel } from './list-label.ts'
import { countsInWords, isCopy, type PaperCounts, piecesInWords } from './paper-counts.ts'
import { saysNothing } from './portal-sheet.ts'
import { namesNoPaper, splitPacked } from './split-papers.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

export type PortalPapers = { papers: Reading<PaperGroup[]>; copies: Reading<null> }

type Row = { heading: string | null; name: string; counts: PaperCounts | null }
type Faults = { papers: string[]; copies: string[] }

const countLine = /^\s*Số lượng: Bản chính: (\d+), Bản sao: (\d+)\s*$/
/** A further item of a list, or a number of sets, behind the name. */
const packsMore = /[;.]\s*[-–•+]\s*\p{Lu}|(?:số lượng|SL)(?: hồ sơ)?\s*:\s*\d/u
const longestName = 500
const longestHeading = 400

/**
 * Reads "Thành phần hồ sơ": groups in brackets, papers with their numbers of originals and copies.
 *
 * The portal lists papers in no order; where all are labelled, the labels give it back.
 */
export function readPapers(text: string): PortalPapers {
  const rows = rowsOf(text)
  if (rows.length === 0 || saysNothing(text)) {
    const reason = 'Nguồn không ghi thành phần hồ sơ.'
    return { papers: absent([], text, reason), copies: absent(null, text, reason) }
  }
  const faults: Faults = { papers: [], copies: [] }
  const headings = [...new Set(rows.map(({ heading }) => heading))]
  const groups = headings.flatMap((heading) => {
    const labelled = rows
      .filter((row) => row.heading === heading)
      .map((row) => ({ ...splitLabel(row.name), row }))
    const inOrder = inLabelOrder(labelled)
    if (hasLevels(labelled)) {
      faults.papers.push('Nguồn đánh số giấy tờ nhiều cấp mà không giữ thứ tự; cần đọc lại.')
    }
    if (inOrder.some(({ text: name }) => isHeading(name))) {
      faults.papers.push('Có dòng là đề mục; giấy tờ nào thuộc đề mục nào thì nguồn không rõ.')
    }
    if (heading !== null && heading.length > longestHeading) {
      faults.papers.push(
        'Đề mục là cả một đoạn văn; giấy tờ nào thuộc trường hợp nào thì cần đọc lại.',
      )
    }
    return groupsOf(
      isOnlyRow(heading, inOrder) ? null : headingText(heading),
      inOrder.map(({ text: name, row }) => ({ ...row, name, whole: row.name })),
      faults,
    )
  })
  if (hasGaps(rows)) {
    faults.papers.push(
      'Số thứ tự giấy tờ không bắt đầu từ 1 hoặc bị nhảy; nguồn có thể thiếu giấy.',
    )
  }
  return {
    papers: readingOf(groups, text, faults.papers),
    copies: readingOf(null, text, faults.copies),
  }
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = []
  let heading: string | null = null
  for (const line of text.split('\n')) {
    const bracket = /^ {2}\[\s*(.*?)\s*\]\s*$/.exec(line)
    const item = /^ {4}- (.*)$/.exec(line)
    const counts = countLine.exec(line)
    const row = rows.at(-1)
    if (bracket) heading = bracket[1] ?? null
    else if (item) rows.push({ heading, name: item[1] ?? '', counts: null })
    else if (counts && row) row.counts = { originals: Number(counts[1]), copies: Number(counts[2]) }
    else if (row && line.trim() !== '') row.name += ` ${line.trim()}`
  }
  return rows
}

/** Numbers and letters in one list, or the same letter twice: what belongs under what is lost. */
function hasLevels(labelled: { order: number[] | null }[]): boolean {
  const orders = labelled.flatMap(({ order }) => (order ? [order] : []))
  const kinds = new Set(orders.map(({ length }) => length))
  const distinct = new Set(orders.map((order) => order.join('.')))
  return kinds.size > 1 || distinct.size < orders.length
}

/** Some paper has gone: where all are numbered, 1, 2, 3 … must all be there (in whatever groups). */
function hasGaps(rows: Row[]): boolean {
  const orders = rows.map(({ name }) => splitLabel(name).order)
  const numbers = orders.flatMap((order) => (order?.length === 1 ? order : []))
  if (numbers.length < rows.length) return numbers.length > 0 && Math.min(...numbers) > 1
  const distinct = [...new Set(numbers)].sort((one, other) => one - other)
  return distinct.some((number, index) => number !== index + 1)
}

/** One group, and one more for each item that packs several papers. */
function groupsOf(
  heading: string | null,
  rows: (Row & { whole: string })[],
  faults: Faults,
): PaperGroup[] {
  const groups: PaperGroup[] = [{ heading, papers: [] }]
  for (const row of rows) {
    // Its own label may be the first of the papers': `(1) A; (2) B`.
    const inside = splitPacked(row.name)
    const whole = splitPacked(row.whole)
    const split = whole !== 'unsure' && whole.kind === 'several' ? whole : inside
    if (split === 'unsure') faults.papers.push('Một mục gộp nhiều giấy tờ; cần tách.')
    if (split === 'unsure' || split.kind === 'one') {
      const { name, detail } = split === 'unsure' ? { name: row.name, detail: null } : split
      groups[0]?.papers.push(paperOf({ ...row, name }, detail, faults))
      continue
    }
    // The number beside the item is of the set, not of each paper.
    const papers = split.papers.map((name) => {
      const counts = countsInWords(name)
      faults.papers.push(...faultsOfName(nameAndNote(name).name))
      if (!counts) faults.copies.push('Số bản ghi cho cả nhóm giấy tờ, không cho từng giấy.')
      return {
        ...nameAndNote(name),
        originals: counts?.originals ?? null,
        copies: counts?.copies ?? null,
      }
    })
    if (split.heading === '') groups[0]?.papers.push(...papers)
    else {
      const whole = heading === null ? split.heading : `${heading} – ${split.heading}`
      groups.push({ heading: whole, papers })
    }
  }
  return groups.filter(({ papers }) => papers.length > 0)
}

/** The heading repeats the only row below it. */
function isOnlyRow(heading: string | null, rows: { text: string }[]): boolean {
  const [row, ...more] = rows
  return (
    heading !== null && more.length === 0 && headingText(heading) === headingText(row?.text ?? '')
  )
}

function headingText<Heading extends string | null>(heading: Heading): Heading | string {
  if (heading === null) return heading
  return capitalized(asGuideLine(splitLabel(heading).text).replace(/[\s:;.]+$/, ''))
}

function paperOf(row: Row, detail: string | null, faults: Faults): Paper {
  const { name, note } =
    detail === null
      ? nameAndNote(row.name)
      : { name: tidyName(row.name), note: asGuideLine(detail) }
  faults.papers.push(...faultsOfName(name))
  // The number beside it counts nothing.
  if (isRemark(name)) {
    faults.copies.push(remarkFault)
    return { name, note, originals: null, copies: null }
  }
  const { counts, fault } = countsOf(row)
  if (fault) faults.copies.push(fault)
  return { name, note, originals: counts?.originals ?? null, copies: counts?.copies ?? null }
}

/** The first sentence names the paper; the others say when and how. */
function nameAndNote(text: string): Pick<Paper, 'name' | 'note'> {
  const line = asGuideLine(text)
  const end = line.search(
    /(?<=[\p{Ll}\d)”"])[.;]\s+\(?(?:Trường hợp|Cơ quan|Đối với|Lưu ý|Người|Nếu|Việc|Khi|Các|Tổ chức|Doanh nghiệp)(?!\p{L})/u,
  )
  const name = end < 0 ? line : line.slice(0, end)
  const note = end < 0 ? '' : line.slice(end + 1).trim()
  return { name: tidyName(name), note: note === '' ? null : capitalized(note) }
}

function tidyName(text: string): string {
  return capitalized(withoutEnd(asGuideLine(text)))
}

function isHeading(name: string): boolean {
  return /[:：]\s*$/.test(name)
}

const remarkFault = 'Có dòng là ghi chú chứ không phải giấy tờ.'

/** A count of sets, a note, a rule for the papers above, or who is in charge: no paper. */
function isRemark(name: string): boolean {
  const words = name.replace(/^[^\p{L}\d]+/u, '')
  return (
    /^[⁕※]/u.test(name) ||
    /^(?:ghi chú|lưu ý|chú ý|số lượng(?: hồ sơ)?|sl(?: hồ sơ)?|tên mẫu đơn)(?!\p{L})/iu.test(
      words,
    ) ||
    /^(?:trường hợp |đối với )?(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu|hồ sơ|văn bản|thành phần hồ sơ)(?:, (?:giấy tờ|tài liệu|văn bản))*,? (?:(?:đã )?(?:nêu|quy định|nói) (?:trên|ở trên|tại)|trên|này)(?!\p{L})[^:]*(?<!\p{L})(?:phải|được|không|thì|do|bằng|có thể)(?!\p{L})/iu.test(
      words,
    ) ||
    /^cơ quan(?: có)? thẩm quyền[^:;]{0,200}\s(?:là|gồm|bao gồm)\s/iu.test(words)
  )
}

function faultsOfName(name: string): string[] {
  if (!/\p{L}{2}/u.test(name)) return ['Có giấy tờ không ghi tên.']
  if (
    /^(?:thực hiện |hồ sơ |các giấy tờ )?(?:theo|như) (?:quy định|hướng dẫn|mẫu)(?!\p{L})/iu.test(
      name,
    )
  ) {
    return ['Nguồn chỉ dẫn quy định mà không nêu giấy tờ.']
  }
  if (/thành phần hồ sơ|từng (?:tthc|thủ tục)/iu.test(name)) {
    return ['Có dòng nói về hồ sơ chứ không phải giấy tờ.']
  }
  if (/^(?:thành phần|hồ sơ)(?: hồ sơ)?(?: \d+)?:/iu.test(name)) {
    return ['Một mục gộp nhiều giấy tờ; cần tách.']
  }
  if (namesNoPaper.test(name) || packsMore.test(name)) {
    return ['Một mục gộp nhiều giấy tờ; cần tách.']
  }
  if (name.length > longestName) return ['Tên một giấy tờ dài bất thường; có thể gộp nhiều thứ.']
  if (isRemark(name)) return [remarkFault]
  return []
}

/** The numbers beside the paper, unless its own words speak against them. */
function countsOf({ name, counts, heading }: Row): { counts: PaperCounts | null; fault?: string } {
  const words = countsInWords(name)
  if (!counts || counts.originals + counts.copies === 0) {
    if (words) return { counts: words }
    // Shown and given back.
    if (/xuất trình/iu.test(`${heading ?? ''} ${name.slice(0, 80)}`)) return { counts: null }
    return { counts: null, fault: 'Có giấy tờ ghi 0 bản chính và 0 bản sao.' }
  }
  const copy = isCopy(name)
  if (copy === true && counts.originals > 0) {
    return { counts: null, fault: 'Tên giấy ghi bản sao nhưng số lượng ghi bản chính.' }
  }
  if (copy === false && counts.copies > 0) {
    return { counts: null, fault: 'Tên giấy ghi bản chính nhưng số lượng ghi bản sao.' }
  }
  const contradicts =
    words && (words.originals !== counts.originals || words.copies !== counts.copies)
  const pieces = piecesInWords(name)
  if (contradicts || (pieces !== null && pieces !== counts.originals && pieces !== counts.copies)) {
    return { counts: null, fault: 'Số bản trong tên giấy khác số bản ghi bên cạnh.' }
  }
  return { counts }
}

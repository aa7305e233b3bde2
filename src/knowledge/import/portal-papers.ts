import { absent, type Paper, type PaperGroup, type Reading, readingOf } from './guide-draft.ts'
import { inLabelOrder, splitLabel } from './list-label.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

export type PortalPapers = { papers: Reading<PaperGroup[]>; copies: Reading<null> }

type Row = { heading: string | null; name: string; originals: number | null; copies: number | null }

const countLine = /^\s*Số lượng: Bản chính: (\d+), Bản sao: (\d+)\s*$/

// A list within one paper's name: what was several papers has become one.
const packed =
  /(?:gồm|sau(?: đây)?|như)\s*(?:có)?\s*:\s*\S|\s[-+•]\s+\p{Lu}|;\s+(?:[-+•(]|\d+\.|[a-zđ]\d?\))/u
const longestName = 600

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
  const groups = groupsOf(rows)
  const papers = groups.flatMap((group) => group.papers)
  return {
    papers: readingOf(groups, text, papers.flatMap(faultsOfPaper)),
    copies: readingOf(null, text, rows.flatMap(faultsOfCounts)),
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
    else if (item) rows.push({ heading, name: item[1] ?? '', originals: null, copies: null })
    else if (counts && row) {
      row.originals = Number(counts[1])
      row.copies = Number(counts[2])
    } else if (row && line.trim() !== '') row.name += ` ${line.trim()}`
  }
  return rows
}

function groupsOf(rows: Row[]): PaperGroup[] {
  const headings = [...new Set(rows.map(({ heading }) => heading))]
  return headings.map((heading) => {
    const labelled = rows
      .filter((row) => row.heading === heading)
      .map((row) => ({ ...splitLabel(row.name), row }))
    return {
      heading: heading === null ? null : headingText(heading),
      papers: inLabelOrder(labelled).map(({ text, row }) => paperOf(text, row)),
    }
  })
}

function headingText(heading: string): string {
  return capitalized(asGuideLine(splitLabel(heading).text).replace(/[\s:;.]+$/, ''))
}

function paperOf(text: string, row: Row): Paper {
  const name = capitalized(withoutEnd(asGuideLine(text)))
  const isCounted = faultsOfCounts(row).length === 0
  return {
    name,
    originals: isCounted ? row.originals : null,
    copies: isCounted ? row.copies : null,
  }
}

function faultsOfPaper({ name }: Paper): string[] {
  if (name === '') return ['Có giấy tờ không ghi tên.']
  if (packed.test(name)) return ['Một mục gộp nhiều giấy tờ; cần tách.']
  if (name.length > longestName) return ['Tên một giấy tờ dài bất thường; có thể gộp nhiều thứ.']
  if (/[:：]$/.test(name)) return ['Có dòng là đề mục chứ không phải giấy tờ.']
  if (/^(?:ghi chú|lưu ý)\b/iu.test(name)) return ['Có dòng là ghi chú chứ không phải giấy tờ.']
  return []
}

/** What in the paper's own words speaks against the numbers beside it. */
function faultsOfCounts({ name, originals, copies }: Row): string[] {
  if (originals === null || copies === null) return ['Có giấy tờ không ghi số bản.']
  if (originals === 0 && copies === 0) return ['Có giấy tờ ghi 0 bản chính và 0 bản sao.']
  const start = name.slice(0, 200).toLocaleLowerCase('vi')
  const wantsCopy = /^\W*(?:\d+\s*)?(?:bộ\s+)?(?:bản (?:sao|chụp|photo)|photo)/u.test(
    splitLabel(start).text,
  )
  if (wantsCopy && copies === 0) return ['Tên giấy ghi bản sao nhưng số lượng ghi bản chính.']
  return []
}

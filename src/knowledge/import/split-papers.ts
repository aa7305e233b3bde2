import { splitLabel } from './list-label.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

/** Several papers that were written as one. */
export type PackedPapers = { kind: 'several'; heading: string; papers: string[] }

/** One paper; `detail`: what it holds, or what may stand in for it, point by point. */
export type OnePaper = { kind: 'one'; name: string; detail: string | null }

type Mark = { index: number; length: number; order: string | null }

// In order of what is looked for first; a list within an item has another mark than its items.
const markings: { pattern: RegExp; counts: 'number' | 'letter' | 'roman' | null }[] = [
  { pattern: /(?:^|[\s:;.])\(?(\d{1,2})[.)]\s+(?=\p{Lu})/gu, counts: 'number' },
  { pattern: /(?:^|[\s:;.])\(?([a-zđ])\)\s*/gu, counts: 'letter' },
  { pattern: /(?:^|[\s:;.])\(([ivx]{1,4})\)\s*/gu, counts: 'roman' },
  { pattern: /(?:^|[\s:;.])\+\s*(?=\p{L})/gu, counts: null },
  { pattern: /(?:^\s*|[:;.]\s*)[-–•]\s+(?=\p{Lu})/gu, counts: null },
]

const letters = 'abcdđeghiklmnopqrstuvxy'
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/** What a paper holds, told point by point, is one paper: `đơn … gồm các nội dung sau: (i) …`. */
const tellsContents = /(?:nội dung|thông tin|yêu cầu|điều kiện|mục)(?:\s[^:;.]{0,60})?:\s*$/iu
/** One of several will do: one paper too. */
const tellsChoice =
  /(?:một|1|01) (?:trong|số)(?:\s[^:;.]{0,60})?:?\s*$|(?:hoặc|như)(?:\s[^:;.]{0,20})?:\s*$/iu

const paperWords =
  'đơn|giấy|hóa đơn|hoá đơn|bản|tờ khai|tờ trình|văn bản|biên bản|quyết định|hợp đồng|danh sách|báo cáo|tài liệu|chứng từ|phiếu|hồ sơ|sơ đồ|phương án|kế hoạch|lý lịch|giấy phép|chứng chỉ|thẻ|ảnh|công văn|đề án|dự án|bảng|thuyết minh|một hoặc một số|một trong'
const beginsAsPaper = new RegExp(`^(?:các |những |\\d+ )?(?:${paperWords})(?!\\p{L})`, 'iu')
/** `Tài liệu gồm:` introduces papers and is the name of none. */
export const namesNoPaper =
  /^(?:các |những )?(?:tài liệu|hồ sơ|giấy tờ)(?![^:;.]*một trong)(?:\s[^:;.]{0,150})?\s*[:：](?!\s*(?:\(?\d|bản |mỗi |một trong))/iu
const longestTogether = 300

/**
 * Splits an item that packs several papers with their own marks behind an introduction.
 *
 * `unsure`: it looks like several, and where one ends is not clear.
 */
export function splitPacked(item: string): PackedPapers | OnePaper | 'unsure' {
  for (const { pattern, counts } of markings) {
    const marks = [...item.matchAll(pattern)].map((match) => ({
      index: match.index,
      length: match[0].length,
      order: match[1] ?? null,
    }))
    const [first] = marks
    if (!first) continue
    const heading = item.slice(0, first.index === 0 ? 0 : first.index + 1).trim()
    // The first one's mark has gone as the item's own: `- A; - B`.
    const isFirst = counts === null && /;$/.test(heading) && beginsAsPaper.test(heading)
    if (marks.length < 2 && first.index > 0 && !isFirst) continue
    if (tellsContents.test(heading) || tellsChoice.test(heading)) {
      const detail = item.slice(first.index + 1).trim()
      return { kind: 'one', name: heading.replace(/(?:,?\s*(?:bao )?gồm)?[\s:]+$/iu, ''), detail }
    }
    if (marks.length < 2 && !isFirst) continue
    if (!isInSequence(marks, counts)) return 'unsure'
    const papers = marks.map(({ index, length }, at) =>
      withoutEnd(item.slice(index + length, marks[at + 1]?.index ?? item.length)),
    )
    if (isFirst) papers.unshift(withoutEnd(heading))
    // What is told point by point is not papers but who, when or what about.
    if (!isFirst && !papers.every((paper) => beginsAsPaper.test(paper))) {
      const introduction = splitLabel(heading).text
      const isOne = beginsAsPaper.test(introduction) && /[:：]$/.test(heading)
      if (!isOne || namesNoPaper.test(introduction)) return 'unsure'
      const detail = item.slice(first.index + 1).trim()
      return { kind: 'one', name: heading.replace(/(?:,?\s*(?:bao )?gồm)?[\s:]+$/iu, ''), detail }
    }
    const isIntroduced = isFirst || heading === '' || /[:：]$/.test(heading)
    if (!isIntroduced || papers.some(isNoPaper)) return 'unsure'
    return several(isFirst ? '' : headingText(heading), papers)
  }
  return splitAtSemicolons(item)
}

/** Without marks: only where every part is a paper by its first words. */
function splitAtSemicolons(item: string): PackedPapers | OnePaper | 'unsure' {
  // In brackets examples are told.
  const masked = item.replace(/\([^()]*\)/g, (inside) => '_'.repeat(inside.length))
  const ends = [...masked.matchAll(/;/g)].map(({ index }) => index)
  const starts = [0, ...ends.map((end) => end + 1)]
  const parts = starts
    .map((start, index) =>
      item
        .slice(start, ends[index] ?? item.length)
        .replace(/^\s*và\s/u, '')
        .trim(),
    )
    .filter((part) => part !== '')
  const one = { kind: 'one', name: item, detail: null } as const
  if (parts.length < 2 || !parts.slice(1).some((part) => beginsAsPaper.test(part))) return one
  if (parts.every((part) => beginsAsPaper.test(part) && part.length <= 200 && !/:/.test(part))) {
    return several('', parts)
  }
  return item.length <= longestTogether ? one : 'unsure'
}

function several(heading: string, papers: string[]): PackedPapers {
  return {
    kind: 'several',
    heading,
    papers: papers.map((paper) => capitalized(withoutEnd(asGuideLine(paper)))),
  }
}

function isInSequence(marks: Mark[], counts: 'number' | 'letter' | 'roman' | null): boolean {
  if (counts === null) return true
  return marks.every(({ order }, index) => {
    if (counts === 'number') return Number(order) === index + 1
    return order === (counts === 'letter' ? letters[index] : romans[index])
  })
}

/** Too long for a name, or a list again. */
function isNoPaper(text: string): boolean {
  return text === '' || text.length > 500 || /:\s*(?:[-+•]|\(?[a-zi\d]{1,3}[.)])\s/iu.test(text)
}

function headingText(heading: string): string {
  return capitalized(asGuideLine(splitLabel(heading).text).replace(/[\s:;.]+$/, ''))
}

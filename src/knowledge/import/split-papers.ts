import { splitLabel } from './list-label.ts'
import { asGuideLine, capitalized, withoutEnd } from './tidy-text.ts'

/** Several papers that were written as one. */
export type PackedPapers = { heading: string; papers: string[] }

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
const tellsContents = /(?:nội dung|thông tin|yêu cầu|điều kiện|mục)(?:\s[^:;.]{0,40})?:\s*$/iu
/** One of several will do: one paper too. */
const tellsChoice =
  /(?:một|1|01) (?:trong|số)(?:\s[^:;.]{0,60})?:?\s*$|(?:hoặc|như)(?:\s[^:;.]{0,20})?:\s*$/iu

/**
 * Splits an item that packs several papers with their own marks behind an introduction.
 *
 * `one`: it is one paper, however long · `unsure`: it looks like several, and where one ends is not clear.
 */
export function splitPacked(item: string): PackedPapers | 'one' | 'unsure' {
  for (const { pattern, counts } of markings) {
    const marks = [...item.matchAll(pattern)].map((match) => ({
      index: match.index,
      length: match[0].length,
      order: match[1] ?? null,
    }))
    const [first] = marks
    if (!first || (marks.length < 2 && first.index > 0)) continue
    const heading = item.slice(0, first.index + 1).trim()
    if (tellsContents.test(heading) || tellsChoice.test(heading)) return 'one'
    if (marks.length < 2) continue
    if (!isInSequence(marks, counts)) return 'unsure'
    const papers = marks.map(({ index, length }, at) =>
      withoutEnd(item.slice(index + length, marks[at + 1]?.index ?? item.length)),
    )
    const isIntroduced = heading === '' || /[:：]$/.test(heading)
    if (!isIntroduced || papers.some(isNoPaper)) return 'unsure'
    return {
      heading: headingText(heading),
      papers: papers.map((paper) => capitalized(asGuideLine(paper))),
    }
  }
  return 'one'
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

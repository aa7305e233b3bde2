import { absent, type Reading, readingOf, type StepGroup } from './guide-draft.ts'
import { splitLabel } from './list-label.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized, goesOn } from './tidy-text.ts'

const numbered = /^[-–+*•\s]*(?:\(?[a-zđ]\)\s*)?Bước\s*(\d+)\s*[:.)\-–]?\s*(.*)$/iu

/** One line of the sheet: behind a star (a case, or a step), with a step's number, or neither. */
type Line = { isStar: boolean; number: number | null; text: string }

/** Reads "Trình tự thực hiện": cases or ways behind a star, steps below them. */
export function readSteps(text: string): Reading<StepGroup[]> {
  if (saysNothing(text)) return absent([], text, 'Nguồn không ghi trình tự thực hiện.')
  const lines = text.split('\n').flatMap(lineOf)
  const parts = partsOf(withWholeSentences(lines)).flatMap(withoutOpening)
  const groups = parts.map(({ heading, lines }) => ({ heading, ...stepsOf(lines) }))
  return readingOf(groups, text, [
    ...parts.flatMap((part, index) => faultsOf(part.lines, groups[index]?.steps ?? [])),
    ...(lines.some(isBroken)
      ? ['Có câu bị ngắt dòng giữa chừng; ranh giới các bước cần đọc lại.']
      : []),
  ])
}

function lineOf(source: string): Line[] {
  const star = /^ {2}\* (.*)$/.exec(source)
  const step = numbered.exec(star?.[1] ?? source)
  const text = asGuideLine(step?.[2] ?? star?.[1] ?? source)
  if (text === '' && !step) return []
  return [{ isStar: star !== null, number: step ? Number(step[1]) : null, text }]
}

/** A sentence that goes on over the end of its line: the next one begins small. */
function isBroken(line: Line, index: number, lines: Line[]): boolean {
  const before = lines[index - 1]
  return (
    before !== undefined &&
    line.number === null &&
    !line.isStar &&
    goesOn(line.text) &&
    !/[.;:,]$/.test(before.text)
  )
}

function withWholeSentences(lines: Line[]): Line[] {
  const whole: Line[] = []
  for (const [index, line] of lines.entries()) {
    const last = whole.at(-1)
    if (last && isBroken(line, index, lines)) last.text += ` ${line.text}`
    else whole.push({ ...line })
  }
  return whole
}

type Part = { heading: string | null; lines: Line[] }

/** A star that is no step opens a part of its own. */
function partsOf(lines: Line[]): Part[] {
  const parts: Part[] = [{ heading: null, lines: [] }]
  for (const line of lines) {
    if (line.isStar && line.number === null) {
      parts.push({
        heading: capitalized(splitLabel(line.text).text.replace(/[\s:;.]+$/, '')),
        lines: [],
      })
    } else parts.at(-1)?.lines.push(line)
  }
  return parts.filter(({ heading, lines }) => heading !== null || lines.length > 0)
}

/** What stands before the first numbered step is no step. */
function withoutOpening(part: Part): Part[] {
  const first = part.lines.findIndex(({ number }) => number !== null)
  if (first < 0) return [{ ...part, lines: part.lines.filter(({ text }) => !isOwnHeading(text)) }]
  if (first === 0) return [part]
  const opening = part.lines.slice(0, first)
  // The sheet's own heading, written once more.
  const told = opening.filter(({ text }) => !isOwnHeading(text))
  const steps = { heading: null, lines: part.lines.slice(first) }
  if (told.length === 0) return [{ ...steps, heading: part.heading }]
  return [{ heading: part.heading, lines: told }, steps]
}

function isOwnHeading(text: string): boolean {
  return /^(?:a\)\s*)?trình tự thực hiện:?$/iu.test(text)
}

function stepsOf(lines: Line[]): Pick<StepGroup, 'isNumbered' | 'steps'> {
  const isNumbered = lines.some(({ number }) => number !== null)
  const [first] = lines
  // A line before all dashes that introduces them is what they belong to.
  const level = isNumbered ? null : levelOf(lines.filter(({ text }) => !text.endsWith(':')))
  const steps: string[] = []
  for (const line of lines) {
    const opens = isNumbered
      ? line.number !== null || steps.length === 0
      : line === first || markOf(line.text) === level
    const last = steps.at(-1)
    if (opens || last === undefined) steps.push(opening(line.text))
    else steps[steps.length - 1] = last === '' ? capitalized(line.text) : `${last}\n${line.text}`
  }
  return { isNumbered, steps }
}

function opening(text: string): string {
  return capitalized(text.replace(/^[-–+*•]\s*/, ''))
}

const marks = ['label', 'dash', 'none', 'plus'] as const
type Mark = (typeof marks)[number]

/** The outermost mark among the lines: it opens a step, the others go on with it. */
function levelOf(lines: Line[]): Mark {
  const found = new Set(lines.map(({ text }) => markOf(text)))
  return marks.find((mark) => found.has(mark)) ?? 'none'
}

function markOf(text: string): Mark {
  if (/^\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s/iu.test(text)) return 'label'
  if (/^[-–•]\s?/.test(text)) return 'dash'
  return /^[+*]/.test(text) ? 'plus' : 'none'
}

function faultsOf(lines: Line[], steps: string[]): string[] {
  const numbers = lines.flatMap(({ number }) => (number === null ? [] : [number]))
  return [
    ...(steps.length === 0 ? ['Có đề mục không có bước nào.'] : []),
    ...(steps.includes('') ? ['Có bước không có nội dung.'] : []),
    ...(numbers.some((number, index) => number !== index + 1)
      ? ['Số thứ tự các bước không liên tục.']
      : []),
  ]
}

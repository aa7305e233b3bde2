import { takeSentences } from '../../language/sentences.ts'
import type { Line, Run } from './rich-text.ts'

/**
 * Cuts a text into messages that a channel takes: between lines where that will do, else between
 * sentences, else between words. `lengthOf` is the length of the message as it is sent.
 */
export function splitLines(
  lines: Line[],
  limit: number,
  lengthOf: (lines: Line[]) => number,
): Line[][] {
  const pages: Line[][] = []
  let page: Line[] = []
  const fits = (more: Line) => lengthOf([...page, more]) <= limit
  const turn = () => {
    if (page.length > 0) pages.push(page)
    page = []
  }
  for (const line of lines) {
    const parts = lengthOf([line]) <= limit ? [line] : splitLine(line, limit, lengthOf)
    for (const part of parts) {
      if (!fits(part)) turn()
      page.push(page.length === 0 ? { ...part, gap: 0 } : part)
    }
  }
  turn()
  return pages
}

/** A line that is too long, in sentences put together as far as they fit. */
function splitLine(line: Line, limit: number, lengthOf: (lines: Line[]) => number): Line[] {
  const whole = textOf(line.runs)
  const { sentences, rest } = takeSentences(whole)
  const asLine = (from: number, to: number): Line => ({
    gap: from === 0 ? line.gap : 1,
    runs: sliceRuns(line.runs, from, to),
  })
  const fits = (from: number, to: number) => lengthOf([asLine(from, to)]) <= limit

  const lines: Line[] = []
  let from = 0
  let to = 0
  const cut = () => {
    if (to > from) lines.push(asLine(from, to))
    from = to
  }
  for (const sentence of [...sentences, rest]) {
    for (const word of fits(to, to + sentence.length) ? [sentence] : wordsOf(sentence)) {
      if (!fits(from, to + word.length)) cut()
      to += word.length
    }
  }
  cut()
  return lines
}

/** Words with the white space after them; one that is endless comes in pieces that any channel takes. */
function wordsOf(sentence: string): string[] {
  return sentence.match(/\S{1,200}\s*|\s+/gu) ?? []
}

function textOf(runs: Run[]): string {
  return runs.map(({ text }) => text).join('')
}

/** The letters from…to (UTF-16) of a line, bold and links kept. */
function sliceRuns(runs: Run[], from: number, to: number): Run[] {
  const sliced: Run[] = []
  let start = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (text !== '') sliced.push({ ...run, text })
    start += run.text.length
  }
  return sliced
}

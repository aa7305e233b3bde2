import { absent, type Reading, readingOf } from './guide-draft.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized, goesOn, withoutEnd } from './tidy-text.ts'

const saysNone =
  /^(?:không(?: có)?(?: yêu cầu| quy định| điều kiện|,|\/| hoặc| và)*(?: gì| cụ thể| đặc biệt| thêm)?)$/iu

/** Reads "Yêu cầu, điều kiện thực hiện" line by line; none: a line that says so. */
export function readConditions(text: string): Reading<string[]> {
  if (saysNothing(text)) return absent([], text, 'Nguồn không ghi yêu cầu, điều kiện.')
  const lines = linesOf(text)
  const [only = ''] = lines
  if (lines.length === 1 && saysNone.test(withoutEnd(only))) {
    return readingOf(['Nguồn ghi là không có yêu cầu, điều kiện.'], text, [])
  }
  return readingOf(lines, text, faultsOf(lines))
}

/** Reads "Kết quả thực hiện": one line a result. */
export function readResult(text: string): Reading<string[]> {
  if (saysNothing(text)) return absent([], text, 'Nguồn không ghi kết quả thực hiện.')
  const lines = linesOf(text)
  return readingOf(lines, text, faultsOf(lines))
}

function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const source of text.split('\n')) {
    const line = asGuideLine(source)
    const last = lines.at(-1)
    if (line === '') continue
    if (last !== undefined && goesOn(line) && !/[.;:]$/.test(last))
      lines[lines.length - 1] = `${last} ${line}`
    else lines.push(capitalized(line))
  }
  return lines
}

function faultsOf(lines: string[]): string[] {
  const text = lines.join(' ')
  if (lines.length === 0 || !/\p{L}{2}/u.test(text)) return ['Không có nội dung đọc được.']
  const isReference =
    lines.length === 1 &&
    text.length < 200 &&
    /^(?:theo |quy định tại |thực hiện theo |đáp ứng )?[^:;]{0,40}(?:điều|khoản|điểm) \d/iu.test(
      text,
    )
  if (isReference && !/là|phải|có/iu.test(text)) {
    return ['Nguồn chỉ dẫn điều khoản mà không nêu nội dung.']
  }
  if (/(?:sau(?: đây)?|gồm):$/iu.test(lines.at(-1) ?? ''))
    return ['Câu cuối dẫn tới danh sách không có.']
  return []
}

import { absent, type Reading, readingOf, type StepGroup } from './guide-draft.ts'
import { saysNothing } from './portal-sheet.ts'
import { asGuideLine, capitalized } from './tidy-text.ts'

const numbered = /^[-–+*•\s]*Bước\s*(\d+)\s*[:.)\-–]?\s*(.*)$/iu

/** Reads "Trình tự thực hiện": cases or ways behind a star, steps below them. */
export function readSteps(text: string): Reading<StepGroup[]> {
  if (saysNothing(text)) return absent([], text, 'Nguồn không ghi trình tự thực hiện.')
  const groups: StepGroup[] = [{ heading: null, steps: [] }]
  const numbers: number[][] = [[]]
  let opened = false
  const open = (heading: string) => {
    groups.push({ heading: capitalized(heading.replace(/[\s:;.]+$/, '')), steps: [] })
    numbers.push([])
  }
  for (const source of text.split('\n')) {
    const line = asGuideLine(source)
    if (line === '') continue
    const star = /^ {2}\* (.*)$/.exec(source)
    const step = numbered.exec(star?.[1] ?? source)
    if (step) {
      numbers.at(-1)?.push(Number(step[1]))
      groups.at(-1)?.steps.push(capitalized(asGuideLine(step[2] ?? '')))
      opened = true
    } else if (star) {
      open(asGuideLine(star[1] ?? ''))
      opened = false
    } else if (opened) {
      const steps = groups.at(-1)?.steps ?? []
      const last = steps.pop() ?? ''
      steps.push(last === '' ? capitalized(line) : `${last}\n${line}`)
    } else {
      groups.at(-1)?.steps.push(capitalized(line.replace(/^[-–+*•]\s*/, '')))
    }
  }
  const kept = groups.filter(({ heading, steps }) => heading !== null || steps.length > 0)
  return readingOf(kept, text, faultsOf(kept, numbers))
}

function faultsOf(groups: StepGroup[], numbers: number[][]): string[] {
  const steps = groups.flatMap((group) => group.steps)
  if (steps.length === 0) return ['Không tách được bước nào.']
  return [
    ...(steps.some((step) => step === '') ? ['Có bước không có nội dung.'] : []),
    ...(groups.some((group) => group.steps.length === 0) ? ['Có đề mục không có bước nào.'] : []),
    ...numbers.flatMap((list) =>
      list.some((number, index) => number !== index + 1)
        ? ['Số thứ tự các bước không liên tục.']
        : [],
    ),
  ]
}

import type { FormProblem } from './knowledge-api.ts'

/** What is wrong with a field, in one sentence; empty when nothing is. */
export function faultOf(problems: FormProblem[], field: string): string {
  return problems
    .filter((each) => each.field === field)
    .map(({ line, message }) => (line === null ? message : `Dòng ${line}: ${message}`))
    .join(' ')
}

/** What is wrong with an entry of a list, whichever part of it. */
export function faultUnder(problems: FormProblem[], field: string): string {
  return problems
    .filter((each) => each.field === field || each.field.startsWith(`${field}.`))
    .map(({ message }) => message)
    .join(' ')
}

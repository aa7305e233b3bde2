import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import type { KnowledgeProblem } from './problem.ts'

/** The line of the file on which the value at that path is named; its nearest parent's when it is missing. */
export type LineOf = (path: PropertyKey[]) => number

export type YamlText = {
  file: string
  text: string
  /** 1-based line of the file on which the text begins. */
  firstLine?: number
}

/**
 * Reads YAML of that shape. `values` come only without problems.
 *
 * All faults come back at once, each with its line and in Vietnamese. Pure.
 */
export function readYaml<Values>(
  { file, text, firstLine = 1 }: YamlText,
  shape: z.ZodType<Values>,
): { values: Values | undefined; problems: KnowledgeProblem[]; lineOf: LineOf } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  // A quote or bracket left open is reported at the end of the text, which may be a line with nothing on it.
  const end = text.trimEnd().length
  const lineAt = (offset: number) => counter.linePos(Math.min(offset, end)).line + firstLine - 1
  const lineOf: LineOf = (path) => lineAt(offsetOf(document, path))

  const syntax = syntaxFaultsOf(document)
  if (syntax.length > 0) {
    const problems = syntax.map(({ offset, message }) => ({ file, line: lineAt(offset), message }))
    return { values: undefined, problems, lineOf }
  }
  const { data, error } = shape.safeParse(document.toJS(), { error: localeError })
  const problems = (error?.issues ?? []).flatMap(faultsOf).map(({ path, message }) => ({
    file,
    line: lineOf(path),
    message: `${path.join('.') || 'tệp'}: ${message}`,
  }))
  return { values: data, problems, lineOf }
}

// Vietnamese texts for what a schema itself does not word; per call, so nothing global is set.
const { localeError } = z.locales.vi()

function syntaxFaultsOf(document: Document.Parsed): { offset: number; message: string }[] {
  const faults = document.errors.map(({ code, pos }) => ({
    offset: pos[0],
    message: `Sai cú pháp YAML (${code}). Kiểm tra dấu hai chấm, dấu nháy, thụt đầu dòng.`,
  }))
  // `*so gấp*` reads as an alias; nobody here means one, and an unknown one throws later.
  const message = 'Chữ bắt đầu bằng dấu sao (*) phải đặt trong dấu nháy.'
  visit(document, {
    Alias: (_key, { range }) => void faults.push({ offset: range?.[0] ?? 0, message }),
  })
  return faults
}

/** One fault for each unknown key, told where it stands, not where its parent begins. */
function faultsOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  const message = 'không có mục tên này; xem lại chính tả hoặc xóa dòng.'
  return issue.keys.map((key) => ({ path: [...issue.path, key], message }))
}

function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = keyAt(document, path.slice(0, depth)) ?? document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** The key, where the path ends in one: its value may begin on a later line. */
function keyAt(document: Document, path: PropertyKey[]): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return undefined
  const last = path.at(-1)
  return parent.items.map(({ key }) => key).find((key) => isScalar(key) && key.value === last)
}

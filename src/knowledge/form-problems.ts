import { type Facet, facetOfTitle } from './facet.ts'
import { asPublished, type GuideForm, writeGuide } from './guide-form.ts'
import { type GuideContext, parseGuide } from './parse-guide.ts'
import type { KnowledgeProblem } from './problem.ts'

/** A fault in what somebody typed into a form. */
export type FormProblem = {
  /** `fee.0.amount`, `sections.le_phi`, `lead`; empty when it is about the guide as a whole. */
  field: string
  /** 1-based line within the field's text; null for other fields. */
  line: number | null
  /** What is wrong and how to mend it, in Vietnamese. */
  message: string
}

/** Every fault that keeps a form from being published, each at the field where it is to be mended. Pure. */
export function problemsOfForm(form: GuideForm, context: GuideContext): FormProblem[] {
  const text = writeGuide(asPublished(form))
  const parsed = parseGuide(`guides/${form.id}.md`, text, context)
  if (!('problems' in parsed)) return []
  const sectionAt = sectionsByLine(text)
  return parsed.problems.map((problem) => toFormProblem(problem, sectionAt))
}

type Place = { field: string; firstLine: number }

function toFormProblem(
  { line, message }: KnowledgeProblem,
  sectionAt: (line: number) => Place | undefined,
): FormProblem {
  // The schema's faults begin with the path of what they are about.
  const [, path, told] = /^([a-z_]+(?:\.[\w]+)*): ([\s\S]*)$/.exec(message) ?? []
  if (path && told) return { field: path, line: null, message: told }
  const [, missing] = /^Thiếu mục "## ([^"]+)"/.exec(message) ?? []
  const facet: Facet | undefined = missing ? facetOfTitle(missing) : undefined
  if (facet) {
    return { field: `sections.${facet}`, line: null, message: `Mục "${missing}" chưa có chữ nào.` }
  }
  const place = line === null ? undefined : sectionAt(line)
  if (!place || line === null) {
    const field = /^id\b/.test(message)
      ? 'id'
      : /^không có hướng dẫn/.test(message)
        ? 'confused_with'
        : ''
    return { field, line: null, message }
  }
  return { field: place.field, line: Math.max(1, line - place.firstLine + 1), message }
}

/** Which part of the body a line of the file belongs to; none in the front matter. */
function sectionsByLine(text: string) {
  const lines = text.split('\n')
  const bodyAt = lines.indexOf('---', 1) + 1
  // As it is written: an empty line, then the words.
  const places: Place[] = [{ field: 'lead', firstLine: bodyAt + 2 }]
  for (const [index, line] of lines.entries()) {
    const facet = index >= bodyAt ? facetOfTitle(/^## (.*)$/.exec(line)?.[1] ?? '') : undefined
    if (facet) places.push({ field: `sections.${facet}`, firstLine: index + 3 })
  }
  return (line: number): Place | undefined =>
    line <= bodyAt ? undefined : places.findLast(({ firstLine }) => line >= firstLine - 2)
}

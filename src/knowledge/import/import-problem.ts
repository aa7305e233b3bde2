import type { KnowledgeProblem } from '../problem.ts'
import { type GuideDraft, type MeasuredField, measuredFields } from './guide-draft.ts'

/**
 * Something an admin has to look at after an import.
 *
 * `broken`: the record, file or row could not be read at all · `unclear`: a field is not sure ·
 * `absent`: the source says nothing of a field.
 */
export type ImportProblem = KnowledgeProblem & {
  kind: 'broken' | 'unclear' | 'absent'
  guide: string | null
  field: MeasuredField | 'id' | null
}

/** What is not clean in a draft, field by field. */
export function problemsOfDraft(
  file: string,
  line: number | null,
  draft: GuideDraft,
): ImportProblem[] {
  return Object.entries(measuredFields).flatMap(([name, key]) => {
    const { state, reasons } = draft[key]
    if (state === 'clean') return []
    return reasons.map((message) => ({
      file,
      line,
      message,
      kind: state,
      guide: draft.id,
      field: name as MeasuredField,
    }))
  })
}

import { type GuideDraft, type MeasuredField, measuredFields } from './guide-draft.ts'

/** Share of drafts whose field is clean, 0..1, by field; 0 without drafts. */
export type FieldYield = Record<MeasuredField, number>

export function yieldOf(drafts: GuideDraft[]): FieldYield {
  return sharesOf(drafts, 'clean')
}

/** Share of drafts whose source says nothing of the field. */
export function absenceOf(drafts: GuideDraft[]): FieldYield {
  return sharesOf(drafts, 'absent')
}

function sharesOf(drafts: GuideDraft[], state: 'clean' | 'absent'): FieldYield {
  const share = (field: MeasuredField) => {
    const count = drafts.filter((draft) => draft[measuredFields[field]].state === state).length
    return drafts.length === 0 ? 0 : count / drafts.length
  }
  return {
    papers: share('papers'),
    copies: share('copies'),
    steps: share('steps'),
    duration: share('duration'),
    fee: share('fee'),
    legal_basis: share('legal_basis'),
    conditions: share('conditions'),
    result: share('result'),
  }
}

import type { GuideForm } from '../knowledge/guide-form.ts'
import type { Day } from '../shared/day.ts'

export const reviewStates = ['editing', 'asked', 'approved'] as const
export type ReviewState = (typeof reviewStates)[number]

/** A guide as it is being edited; there is at most one draft of a file, whoever works on it. */
export type KeptDraft = {
  /** `guides/<id>.md` */
  file: string
  /** Changes with every save. */
  version: number
  form: GuideForm
  /** Of the published text it was begun on; empty for a guide that was never published. */
  baseHash: string
  review: ReviewState
  reviewNote: string
  reviewedBy: string | null
  savedBy: string
  savedAt: Date
  /** Where it was imported from, field by field; null when it was written here. */
  source: unknown
}

export type DraftHead = Omit<KeptDraft, 'form' | 'source'> & {
  isImported: boolean
  title: string
  field: string
}

/** Where drafts of guides are kept. The real one is adapters/guide-draft-store.ts. */
export type GuideDraftStore = {
  heads(): Promise<DraftHead[]>
  find(file: string): Promise<KeptDraft | undefined>
  /**
   * `version` is the one that was opened, 0 for none. Undefined when somebody else has saved, published or
   * thrown away that draft in the meantime; then nothing is written.
   */
  save(
    draft: Pick<KeptDraft, 'file' | 'version' | 'form' | 'baseHash' | 'savedBy' | 'savedAt'> & {
      source?: unknown
    },
  ): Promise<KeptDraft | undefined>
  /** Undefined when the draft is not that version any more. */
  setReview(
    file: string,
    version: number,
    review: Pick<KeptDraft, 'review' | 'reviewNote' | 'reviewedBy'>,
  ): Promise<KeptDraft | undefined>
  /** True when that very version was there. */
  remove(file: string, version: number): Promise<boolean>
}

/** Who minds a guide, and by when it is to be looked at again. */
export type GuideCare = { ownerId: string | null; recheckOn: Day | null; note: string }

export type GuideCareStore = {
  all(): Promise<Map<string, GuideCare>>
  set(file: string, care: GuideCare): Promise<void>
}

/**
 * `publishing`: its day has come; cut off there, it is taken up again. `failed`: it could not be published and
 * is a draft again; `held`: the same, but another draft is in the way, and its text waits here.
 */
export const publicationStates = [
  'waiting',
  'publishing',
  'done',
  'failed',
  'held',
  'cancelled',
] as const
export type PublicationState = (typeof publicationStates)[number]

/** A text that goes live by itself when its day begins in Vietnam. */
export type Publication = {
  id: string
  file: string
  text: string
  /** Of the text it is to replace. */
  baseHash: string
  effectiveOn: Day
  reason: string
  who: string
  state: PublicationState
  /** What came of it, in Vietnamese; empty while it waits. */
  outcome: string
  createdAt: Date
}

export type PublicationStore = {
  add(publication: Publication): Promise<void>
  find(id: string): Promise<Publication | undefined>
  /** Those that are neither done nor cancelled, soonest first. */
  open(): Promise<Publication[]>
  /** Those whose day has come and that are not done with it, soonest first. */
  due(day: Day): Promise<Publication[]>
  /** From `waiting` to `publishing`, or still there; false when it was taken back or is done. */
  claim(id: string): Promise<boolean>
  /** False when it is not in that state any more. */
  settle(
    id: string,
    from: PublicationState,
    to: PublicationState,
    outcome: string,
  ): Promise<boolean>
}

/** A question of a real conversation that every edition is tried with. */
export type TrialQuestion = {
  id: string
  text: string
  /** Id of the guide that should answer; null: any answer will do. */
  guide: string | null
  who: string
  createdAt: Date
}

export type TrialQuestionStore = {
  all(): Promise<TrialQuestion[]>
  add(question: TrialQuestion): Promise<void>
  remove(id: string): Promise<boolean>
}

export const gapDecisions = ['guide', 'question', 'not-ours'] as const
export type GapDecision = (typeof gapDecisions)[number]

export type AskedCount = { asked: number; thumbsDown: number }

export type BadlyAnswered = {
  messageId: string
  text: string
  at: Date
  /** `unanswered`: nothing fitted; `thumbs-down`: the citizen said it did not help. */
  why: 'unanswered' | 'thumbs-down'
  /** What was answered; null when nothing was. */
  guide: string | null
}

/** What citizens asked, and how it went. */
export type QuestionLog = {
  /** By guide id. */
  asked(since: Date): Promise<Map<string, AskedCount>>
  /** Newest first; what somebody has dealt with is left out. */
  badlyAnswered(since: Date, limit: number): Promise<BadlyAnswered[]>
  decide(messageIds: string[], decision: GapDecision, who: string, at: Date): Promise<void>
}

/** How the office publishes. */
export type PublishingRules = {
  /** A second admin has to approve what goes live. */
  secondPerson: boolean
}

export type PublishingRulesStore = {
  read(): Promise<PublishingRules>
  write(rules: PublishingRules): Promise<void>
}

import type { Duration, Fee, Form, Law, Level } from '../guide.ts'

/** How far what was read from a source may be relied on. */
export type ReadingState =
  /** Read in full, and nothing in the source speaks against it. */
  | 'clean'
  /** Somebody has to look: `reasons` says at what. */
  | 'unclear'
  /** The source says nothing. */
  | 'absent'

/** One field as a machine read it, beside the words it was read from. */
export type Reading<Value> = {
  value: Value
  state: ReadingState
  /** Why it is not clean, in Vietnamese; empty when it is. */
  reasons: string[]
  /** The source's own words. */
  source: string
}

/** How many of one paper; null where the source does not say or contradicts itself. */
export type Paper = {
  name: string
  /** What the source adds: when it is needed, what may stand in for it. */
  note: string | null
  originals: number | null
  copies: number | null
}

/** Papers under one heading of the source; null: under none. */
export type PaperGroup = { heading: string | null; papers: Paper[] }

export const channelKinds = ['online', 'direct', 'post'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** One way to hand the file in, and what the source adds to it. */
export type Channel = { kind: ChannelKind; notes: string[] }

/** Steps of one case or way; `heading` null: of all. A step may go on over lines. */
export type StepGroup = {
  heading: string | null
  /** The source itself counts them. */
  isNumbered: boolean
  steps: string[]
}

/** A law as the source cites it. `issuedOn` is the day it was signed, never the day it takes effect. */
export type CitedLaw = Omit<Law, 'effectiveFrom' | 'effectiveUntil'> & { issuedOn: string | null }

/** What one record or document says of one procedure. Nothing of it is shown to citizens unread. */
export type GuideDraft = {
  id: string
  title: string
  code: string | null
  field: string
  /** Where it was read: the address of the record, or the file. */
  origin: string
  level: Reading<Level>
  agency: Reading<string>
  audience: Reading<string>
  papers: Reading<PaperGroup[]>
  /** Whether the numbers of originals and copies of `papers` may be relied on. */
  copies: Reading<null>
  steps: Reading<StepGroup[]>
  channels: Reading<Channel[]>
  duration: Reading<Duration[]>
  /** Lines in which the source says more of time than `duration` can hold: stages, remote communes. */
  durationNotes: string[]
  fee: Reading<Fee[]>
  forms: Reading<Form[]>
  legalBasis: Reading<CitedLaw[]>
  /** Lines of Markdown. */
  conditions: Reading<string[]>
  result: Reading<string[]>
}

/** The fields whose yield is measured, by the names they have in reports. */
export const measuredFields = {
  papers: 'papers',
  copies: 'copies',
  steps: 'steps',
  duration: 'duration',
  fee: 'fee',
  legal_basis: 'legalBasis',
  conditions: 'conditions',
  result: 'result',
} as const satisfies Record<string, keyof GuideDraft>

export type MeasuredField = keyof typeof measuredFields

export function clean<Value>(value: Value, source: string): Reading<Value> {
  return { value, state: 'clean', reasons: [], source }
}

export function absent<Value>(value: Value, source: string, reason: string): Reading<Value> {
  return { value, state: 'absent', reasons: [reason], source }
}

/** Clean when there is no reason against it; the same reason is told once. */
export function readingOf<Value>(value: Value, source: string, reasons: string[]): Reading<Value> {
  return {
    value,
    state: reasons.length > 0 ? 'unclear' : 'clean',
    reasons: [...new Set(reasons)],
    source,
  }
}

import type { Reply } from '../answering/reply.ts'

/** How a matter is answered: by the bot, by the bot once an official approves, or by officials alone. */
export const approvalModes = ['automatic', 'reviewed', 'staff-only'] as const
export type ApprovalMode = (typeof approvalModes)[number]

/** What the ward has chosen; a guide's own rule goes before its field's, that before the rest. */
export type ApprovalRules = {
  otherwise: ApprovalMode
  fields: Record<string, ApprovalMode>
  guides: Record<string, ApprovalMode>
  /** After this the guide's own text goes out without an official. */
  reviewMinutes: number
}

export const everythingAutomatic: ApprovalRules = {
  otherwise: 'automatic',
  fields: {},
  guides: {},
  reviewMinutes: 15,
}

/** How a guide's matter is answered. Pure. */
export function approvalMode(
  rules: ApprovalRules,
  guide: { id: string; field: string } | undefined,
): ApprovalMode {
  if (!guide) return 'automatic'
  return rules.guides[guide.id] ?? rules.fields[guide.field] ?? rules.otherwise
}

/** An answer of the bot that waits for an official. */
export type WaitingDraft = {
  /** The citizen's message it answers; names the draft. */
  messageId: string
  conversationId: string
  guide: string | null
  field: string | null
  reply: Reply
  dueAt: Date
  createdAt: Date
}

export type DraftDecision =
  | { type: 'approve'; staffId: string; text: string | undefined }
  /** Nobody looked in time: the guide's own text goes out. */
  | { type: 'time-out' }

/** What became of a draft. `dropped`: a person has the conversation by now, and the bot is silent. */
export type DraftOutcome = 'sent' | 'edited' | 'timed-out' | 'dropped'

/** Where drafts wait. The real one is adapters/draft-store.ts. */
export type DraftStore = {
  waiting(): Promise<WaitingDraft[]>
  /** Decides it once and sends it in the same transaction; undefined: none waits under that name. */
  decide(
    messageId: string,
    decision: DraftDecision,
    at: Date,
  ): Promise<{ outcome: DraftOutcome; conversationId: string } | undefined>
}

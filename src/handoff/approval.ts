import type { Reply } from '../answering/reply.ts'
import type { Approval, ApprovalMode } from './desk-settings.ts'

/** How a guide's matter is answered: its own rule goes before its field's, that before the rest. Pure. */
export function approvalMode(
  rules: Approval,
  guide: { id: string; field: string } | undefined,
): ApprovalMode {
  if (!guide) return 'automatic'
  return rules.guides[guide.id] ?? rules.fields[guide.field] ?? rules.default
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

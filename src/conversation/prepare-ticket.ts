import type { AnswerDeps, Desk } from '../answering/answer-question.ts'
import { findEvidence } from '../answering/find-evidence.ts'
import { understand } from '../answering/understand.ts'
import { priorityOf } from '../handoff/decide-handoff.ts'
import type { DeskRules } from '../handoff/office.ts'
import { newPickUpCode, pickUpHash } from '../handoff/pick-up-code.ts'
import { summarize } from '../handoff/summary.ts'
import type { HandoffReason, NewTicket } from '../handoff/ticket.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import { dayOf } from '../shared/day.ts'

/** Everything an official needs to begin with, and the code the citizen gets the answer with. */
export type PreparedTicket = { ticket: NewTicket; code: string }

export type PrepareTicket = (about: {
  reason: HandoffReason
  /** What the citizen wrote, oldest first. */
  texts: string[]
  /** What the last answer was about. */
  inHand: Target | null
  at: Date
}) => Promise<PreparedTicket>

/** Category, priority, summary, evidence and due times of a ticket to be. */
export function createPrepareTicket(deps: {
  currentDesk: () => Desk
  rules: () => Promise<DeskRules>
  answering: Pick<AnswerDeps, 'reader' | 'onModelFailure'>
}): PrepareTicket {
  return async ({ reason, texts, inHand, at }) => {
    const desk = deps.currentDesk()
    const { guides } = desk.edition
    const own = texts.at(-1) ?? ''
    const { topicWords } = understand(own, desk.edition.lexicon, deps.answering.reader)
    const saysNothing = onlyAsks(reason) && topicWords.length <= longestBareCry
    const before = texts.slice(0, -1).slice(-2)
    const story = saysNothing && before.length > 0 ? before.join('. ') : own
    const evidence = await findEvidence(desk, { story, inHand, day: dayOf(at) }, deps.answering)
    // What no guide answers is not about the guide before it either.
    const isHeld = inHand?.kind === 'guide' && reason !== 'uncovered'
    const held = isHeld ? guides.get(inHand.id) : undefined
    const likely = evidence.draft === null ? undefined : guides.get(evidence.guides[0]?.id ?? '')
    const guide = saysNothing ? (held ?? likely) : (likely ?? held)
    const { clocks } = await deps.rules()
    const code = newPickUpCode()
    const ticket = {
      reason,
      field: guide?.field ?? null,
      priority: priorityOf(reason),
      summary: summarize({ reason, topic: guide?.title ?? null, texts }),
      evidence,
      pickUpHash: pickUpHash(code),
      ...clocks.dueFrom(at),
    }
    return { ticket, code }
  }
}

/** For these the matter may stand in what was written before. */
const onlyAsks = (reason: HandoffReason) => reason === 'asks-person' || reason === 'unhelpful'

/** "Cho tôi gặp cán bộ phường nói chuyện": in more words people say what it is about. */
const longestBareCry = 6

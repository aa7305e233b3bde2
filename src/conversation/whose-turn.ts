import type { Desk } from '../answering/answer-question.ts'
import type { Draft } from '../answering/draft.ts'
import * as replies from '../answering/replies.ts'
import type { Reply } from '../answering/reply.ts'
import { approvalMode } from '../handoff/approval.ts'
import * as told from '../handoff/citizen-texts.ts'
import { decideHandoff, isFailure, priorityOf } from '../handoff/decide-handoff.ts'
import type { DeskRules } from '../handoff/office.ts'
import type { Owner } from '../handoff/owner.ts'
import type { QueueFigures } from '../handoff/queue-figures.ts'
import type { StaffOf } from '../handoff/staff-of.ts'
import type { HandoffReason, NewTicket, Ticket } from '../handoff/ticket.ts'
import { canReopen } from '../handoff/ticket-life.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import type { Guide } from '../knowledge/guide.ts'
import type { Message } from './conversation.ts'
import type { PrepareTicket } from './prepare-ticket.ts'
import type { ConversationStore, TicketFound } from './store.ts'

/** A turn while its reply is made. */
export type TurnInHand = {
  message: Message
  joined: Message[]
  /** The message, or the pieces of the burst in one. */
  text: string
  owner: Owner
  history: () => Promise<string[]>
  inHand: Draft['inHand']
  at: Date
}

export type SpeakDeps = {
  store: Pick<ConversationStore, 'latestReplies'>
  tickets: Pick<TicketStore, 'latestOf'>
  currentDesk: () => Desk
  rules: () => Promise<DeskRules>
  queue: QueueFigures
  prepareTicket: PrepareTicket
  staffOf: StaffOf
}

/** A reply that lacks only its id and its edition. */
type Words = Omit<Reply, 'id' | 'edition'>

/** What is said for a turn, and what becomes of its ticket. */
export type Spoken = {
  inHand: Draft['inHand']
  handoff: NewTicket | undefined
  reopenDays: number | undefined
  review: { reply: Words; guide: string; field: string; dueAt: Date } | undefined
  reply: (ticket: Ticket | null, found: TicketFound) => Words
}

/** Who answers a turn, and in which words: the official who has it, the queue's note, or the bot. */
export async function speakFor(turn: TurnInHand, draft: Draft, deps: SpeakDeps): Promise<Spoken> {
  switch (turn.owner.kind) {
    case 'staff':
      return await besideStaff(turn, turn.owner.id, draft, deps)
    case 'nobody':
      return await inQueue(turn, draft, deps)
    case 'bot':
      return await asBot(turn, draft, deps)
  }
}

/** An official has it: the bot says so, and what to do where there is danger; nothing else. */
async function besideStaff(
  turn: TurnInHand,
  staffId: string,
  draft: Draft,
  { staffOf, prepareTicket }: SpeakDeps,
): Promise<Spoken> {
  const held = told.withStaffText(await staffOf(staffId))
  const danger = dangerIn(draft)
  const handoff = danger && (await prepared(turn, danger, prepareTicket))
  const text = danger ? `${replies[danger]}\n\n${held}` : held
  return {
    ...nothingElse(turn),
    handoff: handoff?.ticket,
    reply: (ticket) => ({ ...bare(draft), text, ticket: named(ticket) }),
  }
}

/** It waits for an official: facts are still told, everything else goes onto the ticket. */
async function inQueue(turn: TurnInHand, draft: Draft, deps: SpeakDeps): Promise<Spoken> {
  const isFact =
    draft.kind === 'answer' || draft.kind === 'redirect' || draft.intent?.kind === 'office-facts'
  const guide = guideOf(draft, deps)
  const { approval, officeAt } = await deps.rules()
  if (isFact && approvalMode(approval, guide) === 'automatic') {
    return { ...nothingElse(turn), inHand: draft.inHand, reply: () => wordsOf(draft) }
  }
  const ticket = await deps.tickets.latestOf(turn.message.conversationId)
  const queue = await deps.queue(ticket?.sequence, turn.at)
  const note = told.stillWaitingText(ticket?.number ?? '', officeAt(turn.at), queue)
  const reason = handoffOfIntent(draft)
  const danger = dangerIn(draft)
  const handoff =
    reason && priorityOf(reason) > 0 ? await prepared(turn, reason, deps.prepareTicket) : undefined
  return {
    ...nothingElse(turn),
    handoff: handoff?.ticket,
    reply: (open) => ({
      ...bare(draft),
      text: danger ? `${dangerText(danger, deps)}\n\n${note}` : note,
      options: [replies.askOffice],
      ticket: named(open),
    }),
  }
}

/** The bot has it: it answers, or hands over and says what happens next. */
async function asBot(turn: TurnInHand, draft: Draft, deps: SpeakDeps): Promise<Spoken> {
  const { approval, reopenDays, officeAt } = await deps.rules()
  const { conversationId } = turn.message
  const guide = guideOf(draft, deps)
  const mode = draft.kind === 'answer' ? approvalMode(approval, guide) : 'automatic'
  const before = isFailure(draft.kind) ? await deps.store.latestReplies(conversationId, 6) : []
  const reason = decideHandoff({
    intent: draft.intent,
    kind: draft.kind,
    isUncovered: draft.isUncovered ?? false,
    before,
    approval: mode,
  })
  const latest = await deps.tickets.latestOf(conversationId)
  if (latest && canReopen(latest, reopenDays, turn.at) && concerns(latest, draft, reason)) {
    const text = `${draft.kind === 'handoff' ? `${draft.text}\n\n` : ''}${told.reopenedText(latest.number)}`
    const handoff = reason && (await prepared(turn, reason, deps.prepareTicket))
    return {
      ...nothingElse(turn),
      handoff: handoff?.ticket,
      reopenDays,
      reply: (ticket) => ({
        ...bare(draft),
        text,
        options: [replies.askOffice],
        ticket: named(ticket),
      }),
    }
  }
  if (reason) {
    const { ticket: handoff, code } = await prepared(turn, reason, deps.prepareTicket)
    const queue = await deps.queue(undefined, turn.at)
    // Guides that came near stay as buttons: one of them may be it after all.
    const near = isFailure(draft.kind)
      ? draft.options.filter((option) => !replies.waysOn.includes(option))
      : []
    const why = told.reasonTexts[reason] ?? draft.text
    const danger = dangerIn(draft)
    const first = danger ? dangerText(danger, deps) : why
    const office = officeAt(turn.at)
    return {
      ...nothingElse(turn),
      inHand: draft.inHand,
      handoff,
      reply: (ticket) => ({
        ...bare(draft),
        options: draft.kind === 'handoff' ? draft.options : [...near, replies.askOffice],
        text: ticket
          ? `${first}\n\n${told.openedText({ number: ticket.number, code, office, queue })}`
          : first,
        ticket: named(ticket),
      }),
    }
  }
  if (mode === 'reviewed' && guide) {
    const dueAt = new Date(turn.at.getTime() + approval.timeoutMinutes * 60_000)
    return {
      ...nothingElse(turn),
      inHand: draft.inHand,
      review: { reply: wordsOf(draft), guide: guide.id, field: guide.field, dueAt },
      reply: () => ({ ...bare(draft), text: told.inReviewText, options: [replies.askPerson] }),
    }
  }
  return { ...nothingElse(turn), inHand: draft.inHand, reply: () => wordsOf(draft) }
}

/** Whether a message after the resolution is about that ticket: thanks, and new matters the guides answer, are not. */
function concerns(ticket: Ticket, draft: Draft, reason: HandoffReason | undefined): boolean {
  if (reason) return true
  if (draft.kind === 'smalltalk' || draft.intent?.kind === 'empty') return false
  if (draft.kind === 'answer' || draft.kind === 'redirect') {
    return draft.procedure !== null && draft.procedure.id === ticket.evidence.guides[0]?.id
  }
  return true
}

/** What cannot wait for an official, whoever has the conversation. */
function dangerIn({ intent }: Draft): 'emergency' | 'fraud' | undefined {
  return intent?.kind === 'emergency' || intent?.kind === 'fraud' ? intent.kind : undefined
}

/** In an emergency the office stands beside the numbers to call. */
function dangerText(danger: 'emergency' | 'fraud', { currentDesk }: SpeakDeps): string {
  if (danger === 'fraud') return `${replies.fraud}\n\n${replies.handoffReasons.fraud}`
  const { ward } = currentDesk().edition.knowledge
  return `${replies.emergency}\n\n${replies.officeFacts(ward)}\n\n${replies.handoffReasons.emergency}`
}

async function prepared(turn: TurnInHand, reason: HandoffReason, prepareTicket: PrepareTicket) {
  const texts = [...(await turn.history()), turn.text]
  return await prepareTicket({ reason, texts, inHand: turn.inHand, at: turn.at })
}

function handoffOfIntent({ intent }: Draft): HandoffReason | undefined {
  return decideHandoff({
    intent,
    kind: 'handoff',
    isUncovered: false,
    before: [],
    approval: 'automatic',
  })
}

function guideOf({ procedure }: Draft, { currentDesk }: SpeakDeps): Guide | undefined {
  return procedure ? currentDesk().edition.guides.get(procedure.id) : undefined
}

const nothingElse = ({ inHand }: TurnInHand) => ({
  inHand,
  handoff: undefined,
  reopenDays: undefined,
  review: undefined,
})

const named = (ticket: Ticket | null) => ticket && { number: ticket.number, state: ticket.state }

function wordsOf({
  inHand: _,
  intent: __,
  ranked: ___,
  isUncovered: ____,
  ...words
}: Draft): Words {
  return { ...words, ticket: null }
}

/** A reply of kind `handoff` with nothing from the guides in it. */
function bare(draft: Draft): Words {
  return {
    ...wordsOf(draft),
    kind: 'handoff',
    procedure: null,
    facet: null,
    citations: [],
    options: [],
    confidence: 1,
    generatedBy: 'guide',
  }
}

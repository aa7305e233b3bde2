import type { Reply } from '../answering/reply.ts'
import type { HandoffReason, Ticket } from '../handoff/ticket.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type {
  Conversation,
  ConversationEvent,
  FeedbackValue,
  Message,
  Turn,
} from './conversation.ts'

/** What is kept when a turn ends, in one transaction. */
export type FinishedTurn = {
  message: Message
  inHand: Target | null
  /** Set when the turn goes to a person: opens a ticket, or joins the one still open. */
  handoffReason: HandoffReason | undefined
  /** Gives the reply its last words, once it is known which ticket it names. */
  complete: (ticket: Ticket | null, isNewTicket: boolean) => Reply
  at: Date
}

/**
 * Where conversations are kept. What a promise here has resolved for survives a power cut.
 * The real one is adapters/conversation-store.ts, on SQLite and on PostgreSQL.
 */
export type ConversationStore = {
  create(conversation: Conversation): Promise<void>
  find(id: string): Promise<Conversation | undefined>
  /** Keeps the message; one that came before (same clientMessageId) is returned as it was kept. */
  accept(message: Message, clientMessageId: string | null): Promise<Message>
  replyTo(messageId: string): Promise<Reply | undefined>
  /** What the citizen wrote before that message, oldest first. */
  textsBefore(message: Message, limit: number): Promise<string[]>
  /** Keeps the reply; when the message has one already, that one is returned and nothing changes. */
  finish(turn: FinishedTurn): Promise<Reply>
  turns(conversationId: string): Promise<Turn[]>
  /** False when the conversation has no such reply. A later value replaces an earlier one. */
  rate(
    conversationId: string,
    replyId: string,
    feedback: { value: FeedbackValue; comment: string | null; at: Date },
  ): Promise<boolean>
  /** Messages that have no reply, oldest first: what a crash left behind. */
  unanswered(): Promise<Message[]>
  /** Events after that sequence number, in order. */
  eventsAfter(conversationId: string, sequence: number): Promise<ConversationEvent[]>
}

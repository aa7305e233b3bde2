import type { Reply } from '../answering/reply.ts'
import type { Owner } from '../handoff/owner.ts'
import type { NewTicket, Ticket } from '../handoff/ticket.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type {
  Attachment,
  Conversation,
  ConversationEvent,
  FeedbackValue,
  Message,
  Turn,
} from './conversation.ts'

/** How the ticket that a reply names came to it. */
export type TicketFound = 'opened' | 'reopened' | 'already-open'

/** What is kept when a turn ends, in one transaction. */
export type FinishedTurn = {
  message: Message
  /** Earlier messages of the same burst: the reply is theirs too. */
  joined: Message[]
  inHand: Target | null
  /** Who had the conversation when the reply was made; it is kept only if that is still so. */
  owner: Owner
  /** Set when the turn goes to a person: opens a ticket, or joins the one still open. */
  handoff: NewTicket | undefined
  /** Set when a ticket resolved at most so many days ago is to open again. */
  reopenDays: number | undefined
  /** Set when the answer waits for an official; the reply only says so. */
  review: { reply: Reply; guide: string; field: string; dueAt: Date } | undefined
  /** Gives the reply its last words, once it is known which ticket it names. */
  complete: (ticket: Ticket | null, found: TicketFound) => Reply
  at: Date
}

/**
 * Where conversations are kept. What a promise here has resolved for survives a power cut.
 * The real one is adapters/conversation-store.ts, on SQLite and on PostgreSQL.
 */
export type ConversationStore = {
  create(conversation: Omit<Conversation, 'owner'>): Promise<void>
  find(id: string): Promise<Conversation | undefined>
  /**
   * Keeps the message; one that came before (same clientMessageId) is returned as it was kept. When a
   * ticket is open it learns of the message at once.
   */
  accept(message: Message, clientMessageId: string | null): Promise<Message>
  replyTo(messageId: string): Promise<Reply | undefined>
  /** What the citizen wrote before that message, oldest first. */
  textsBefore(message: Message, limit: number): Promise<string[]>
  /** Messages of one conversation that have no reply, oldest first. */
  unansweredOf(conversationId: string): Promise<Message[]>
  latestMessage(conversationId: string): Promise<Message | undefined>
  /** The bot's latest replies, newest first. */
  latestReplies(conversationId: string, limit: number): Promise<Reply[]>
  /**
   * Keeps the reply; when the message has one already, that one is returned and nothing changes.
   * Undefined, and nothing is kept: somebody else has the conversation by now.
   */
  finish(turn: FinishedTurn): Promise<Reply | undefined>
  turns(conversationId: string): Promise<Turn[]>
  /** False when the conversation has no such reply. A later value replaces an earlier one. */
  rate(
    conversationId: string,
    replyId: string,
    feedback: { value: FeedbackValue; comment: string | null; at: Date },
  ): Promise<boolean>
  /** How many replies were marked as no help since the last ticket. */
  unhelpfulSinceTicket(conversationId: string): Promise<number>
  /** Opens a ticket outside a turn and tells the citizen; undefined when a person has it already. */
  handOver(
    conversationId: string,
    ticket: NewTicket,
    notice: (ticket: Ticket) => string,
    at: Date,
  ): Promise<Ticket | undefined>
  /** Messages that have no reply, oldest first: what a crash left behind. */
  unanswered(): Promise<Message[]>
  /** Events after that sequence number, in order. */
  eventsAfter(conversationId: string, sequence: number): Promise<ConversationEvent[]>
  /** Keeps what a file is; an open ticket learns of it. */
  attach(attachment: Attachment): Promise<void>
  attachmentsOf(conversationId: string): Promise<Attachment[]>
}

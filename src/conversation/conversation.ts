import type { Reply } from '../answering/reply.ts'
import type { Owner } from '../handoff/owner.ts'
import type { Target } from '../retrieval/indexed-texts.ts'

export const channels = ['web', 'kiosk', 'telegram', 'zalo-bot', 'zalo-oa'] as const
export type Channel = (typeof channels)[number]

/** One citizen's thread with the office, on one channel. */
export type Conversation = {
  id: string
  channel: Channel
  /** SHA-256 of the bearer token, the only way back in. */
  tokenHash: string
  /** What the last answer was about; a follow-up stays with it. */
  inHand: Target | null
  /** Who may speak to the citizen now. */
  owner: Owner
  createdAt: Date
}

/** What a citizen wrote, exactly as written. */
export type Message = {
  id: string
  conversationId: string
  text: string
  receivedAt: Date
}

export const feedbackValues = ['up', 'down'] as const
export type FeedbackValue = (typeof feedbackValues)[number]

/** One message and what became of it. */
export type Turn = {
  message: Message
  reply: Reply | null
  /** The later message of the same burst whose reply answers this one too. */
  joinedTo: string | null
  feedback: FeedbackValue | null
}

/** A file of a citizen's: an image or a PDF, in the folder of attachments. */
export type Attachment = {
  id: string
  conversationId: string
  name: string
  type: string
  /** In bytes. */
  size: number
  createdAt: Date
}

/** Something that happened in a conversation besides its turns, for whoever listens. */
export type ConversationEvent = {
  /** Grows within a conversation; what a listener resumes from. */
  sequence: number
  type: 'ticket' | 'message' | 'typing'
  body: unknown
}

import type { ChatMessage } from './content.ts'
import type { DeliveryProblem } from './outbox.ts'

/** What became of one request. */
export type SendOutcome =
  | { kind: 'sent'; providerId: string }
  /** Did not arrive; may later. */
  | { kind: 'later'; afterMs?: number | undefined; error: string }
  /** Nobody knows whether it arrived. */
  | { kind: 'unsure'; error: string }
  | { kind: 'never'; problem: DeliveryProblem; error: string }
  /** The channel does not know us: wrong or expired token. Waits for the admin. */
  | { kind: 'locked-out'; error: string }

/** One request of a message that takes several. */
export type Piece = (address: string) => Promise<SendOutcome>

/** Sends to one channel. Never throws. */
export type ChatSender = {
  /** The requests of a message, the same ones whenever it is asked. */
  pieces(message: ChatMessage): Piece[]
  /** Shows that an answer is being written, for some seconds. */
  typing(address: string): Promise<void>
  /** What of a chat is to be tried again when nobody knows whether it arrived. */
  resendsWhenUnsure: boolean
  /** Requests that the channel takes. */
  pace: Pace
  /** How long, and how often, it lets us answer after the citizen wrote; undefined: always. */
  window?: AnswerWindow
}

/** `messages` null: as many as there are to send. */
export type AnswerWindow = { answerMs: number; messages: number | null }

export type Pace = {
  /** To all chats together. */
  perSecond: number
  /** To one chat: so many at once, then one each `everyMs`. */
  perChat: { burst: number; everyMs: number }
}

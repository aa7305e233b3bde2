import type { Chat, ChatChannel } from '../chat.ts'
import type { ChatLanguage } from '../chat-text/chat-language.ts'
import type { OutboxContent } from './content.ts'

/** Why something never arrived. */
export const deliveryProblems = [
  /** The citizen has blocked us. */
  'blocked',
  /** The channel lets us answer only for so long after the citizen wrote. */
  'window',
  /** No messages left in the package. */
  'quota',
  /** The channel does not take it as it is. */
  'refused',
  /** Tried for a day. */
  'gave-up',
] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

export type OutboxRow = Chat & {
  sequence: number
  conversationId: string | null
  source: string
  content: OutboxContent
  /** Of its chat now. */
  language: ChatLanguage
  partsSent: number
  /** Of those parts, as the channel calls them. */
  providerIds: string[]
  attempts: number
  createdAt: Date
  /** It was being sent when its process ended: it may have arrived. */
  wasInterrupted: boolean
}

/** A row that one holder is sending. */
export type Held = { sequence: number; holder: string }

export type NewOutboxRow = Chat & {
  conversationId: string | null
  /** Kept once under this name. */
  source: string
  content: OutboxContent
}

/** How one row ended, or when it is tried again. */
export type Settlement =
  | { state: 'sent'; parts: number; providerIds: string[] }
  /** `isUnsure`: this try may have arrived, and the next one may be read twice. */
  | { state: 'waiting'; nextAt: Date; error: string; isUnsure: boolean }
  | { state: 'unsure'; error: string }
  | { state: 'dead'; problem: DeliveryProblem; error: string }

/** Something that staff should know has not arrived. */
export type Undelivered = Chat & {
  sequence: number
  conversationId: string | null
  /** Of the ticket; null when the conversation has none. */
  ticketNumber: string | null
  state: 'dead' | 'unsure'
  problem: DeliveryProblem | null
  error: string | null
  createdAt: Date
}

/**
 * What is to reach chats. Rows of replies, officials' messages and ticket changes are written by the
 * transaction that keeps those; everything else goes through `put`. The real one is
 * adapters/outbox-store.ts.
 */
export type OutboxStore = {
  put(row: NewOutboxRow, at: Date): Promise<void>
  /** Chats that have something to send now. */
  chatsWithWork(channels: ChatChannel[], at: Date, limit: number): Promise<Chat[]>
  /**
   * The oldest row of the chat, for that holder alone until then; undefined: not now. One that was left
   * in mid-air is marked as possibly sent.
   */
  claimNext(chat: Chat, holder: string, at: Date, until: Date): Promise<OutboxRow | undefined>
  /** When the citizen wrote last, and how many messages they got since; undefined: not known here. */
  sinceLastWord(chat: Chat): Promise<{ at: Date; sent: number } | undefined>
  /** False: it is not that holder's any more. */
  keepClaim(held: Held, until: Date): Promise<boolean>
  /** Those pieces arrived; they are not sent again. False: somebody else sends it now. */
  keepProgress(held: Held, partsSent: number, providerIds: string[]): Promise<boolean>
  /** False: it is not that holder's any more, and whoever has it says how it ends. */
  settle(held: Held, settlement: Settlement, at: Date): Promise<boolean>
  /** Newest first. */
  undelivered(wanted: { conversationId?: string; limit: number }): Promise<Undelivered[]>
  /** Puts it back into its chat's line; undefined: there is no such row, or it arrived. */
  sendAgain(sequence: number, at: Date): Promise<Undelivered | undefined>
  /** Nobody needs to care any more. */
  dismiss(sequence: number): Promise<boolean>
}

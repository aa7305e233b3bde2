import type { Citation, Option, Reply } from '../../answering/reply.ts'
import type { ChatLanguage } from '../chat-text/chat-language.ts'

/** What an outbox row says, before it is put into the words and buttons of a channel. */
export type OutboxContent =
  | { type: 'reply'; reply: Reply }
  /** An official's words; `staffId` null: a notice of the service. */
  | { type: 'staff'; staffId: string | null; text: string; citations: Citation[] }
  | {
      type: 'ticket'
      change: 'claimed' | 'resolved' | 'returned-to-bot'
      number: string
      ownerId: string | null
    }
  /** A fixed sentence of channels/chat-text. */
  | { type: 'text'; text: string; buttons: Button[] }

/** What a button does. */
export type ButtonAction =
  | { kind: 'option'; replyId: string; index: number }
  | { kind: 'feedback'; replyId: string; value: 'up' | 'down' }
  | { kind: 'rating'; value: number }
  | { kind: 'command'; command: 'person' | 'forget-now' | 'language-vi' | 'language-en' }

/** `text`: what it says when typed, on channels without buttons. */
export type Button = Option & { action: ButtonAction }

/** A message as every chat channel gets it. */
export type ChatMessage = {
  /** Of what stands around the text. */
  language: ChatLanguage
  /** Markdown: paragraphs, bold, flat lists, links. */
  text: string
  citations: Citation[]
  /** Ways on, one below the other. */
  buttons: Button[]
  /** Side by side below them: marks. */
  marks: Button[]
}

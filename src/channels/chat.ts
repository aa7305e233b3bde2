import type { Channel } from '../conversation/conversation.ts'
import type { ChatLanguage } from './chat-text/chat-language.ts'
import type { OutboxContent } from './delivery/content.ts'

/** Channels on which the service writes first: a chat has an address, not an open connection. */
export const chatChannels = ['telegram', 'zalo-bot', 'zalo-oa'] as const satisfies Channel[]
export type ChatChannel = (typeof chatChannels)[number]

/** One citizen's chat on a channel. */
export type Chat = {
  channel: ChatChannel
  /** What the channel calls it. */
  address: string
}

/** The chat's name where many chats are told apart. */
export function chatKey({ channel, address }: Chat): string {
  return `${channel} ${address}`
}

export type KnownChat = Chat & {
  conversationId: string
  /** The citizen does not want our messages. */
  isBlocked: boolean
  language: ChatLanguage
  lastInboundAt: Date
}

/** Kept once for each conversation and name. */
export type FirstWords = { name: string; content: OutboxContent }

/** Where chats are kept. The real one is adapters/chat-store.ts. */
export type ChatStore = {
  find(chat: Chat): Promise<KnownChat | undefined>
  ofConversation(conversationId: string): Promise<Chat | undefined>
  /**
   * The chat; a new one gets a conversation and, in the same transaction, its first words. The citizen
   * wrote at that moment.
   */
  open(chat: Chat, firstWords: FirstWords, at: Date): Promise<KnownChat>
  setBlocked(chat: Chat, isBlocked: boolean): Promise<void>
  setLanguage(chat: Chat, language: ChatLanguage): Promise<void>
  /** Erases what was said and who said it; the chat begins anew. Gives the ids of its files. */
  forget(chat: Chat, at: Date): Promise<string[]>
}

/** The outbox's name for the first words of a conversation. */
export function firstWordsSource(conversationId: string, name: string): string {
  return `welcome:${conversationId}:${name}`
}

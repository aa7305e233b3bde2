import type { Chat, ChatChannel } from '../chat.ts'
import type { ChatAct, ChatUpdate } from './chat-update.ts'

/** An update on its way to being handled. */
export type InboundRow = Chat & {
  sequence: number
  key: string
  act: ChatAct
  attempts: number
  /** Its message is kept already; only the reply is missing. */
  messageId: string | null
  receivedAt: Date
}

/**
 * What came from channels. An update is acknowledged when `keep` has resolved: from then on it
 * survives a power cut. The real one is adapters/inbound-store.ts.
 */
export type InboundStore = {
  /** False: it was here before. */
  keep(update: ChatUpdate, at: Date): Promise<boolean>
  chatsWithWork(channels: ChatChannel[], at: Date, limit: number): Promise<Chat[]>
  /**
   * The oldest update of the chat that nobody has taken. One that waits for another try is waited for,
   * and so are replies that another holder makes.
   */
  claimNext(chat: Chat, holder: string, at: Date, until: Date): Promise<InboundRow | undefined>
  /** Its message is kept: the next update of the chat may be taken while its reply is made. */
  accepted(sequence: number, messageId: string, until: Date): Promise<void>
  handled(sequence: number): Promise<void>
  retryLater(sequence: number, error: string, at: Date): Promise<void>
  failed(sequence: number, error: string): Promise<void>
  /** Forgets updates handled before that moment; channels do not repeat older ones. */
  prune(before: Date): Promise<void>
}

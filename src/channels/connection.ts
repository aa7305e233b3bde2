import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import type { ChatSender } from './delivery/sender.ts'
import type { ChatUpdate } from './intake/chat-update.ts'

/** How a channel stands with its provider now. */
export type ChannelHealth = {
  /** What the provider calls our bot or account; null when it cannot be reached. */
  name: string | null
  /** null: this channel polls. */
  webhook: { url: string; isOurs: boolean; lastError: string | null; pending: number | null } | null
  error: string | null
}

/** A channel that is on. */
export type ChannelConnection = {
  sender: ChatSender
  /** Checks who sends, keeps what came, and only then answers 200. */
  receive(c: Context<AppEnv>): Promise<Response>
  /** Registers the webhook, or begins to poll; goes on trying by itself. */
  start(): void
  stop(): Promise<void>
  health(): Promise<ChannelHealth>
  /** Answers the press of a button, for channels that want that. Best effort. */
  answerPress?(pressId: string, text?: string): Promise<void>
  /** The bytes of a file; undefined when it is too large or gone. */
  download?(ref: string): Promise<Uint8Array | undefined>
}

/** Keeps an update; what came before is kept once. */
export type KeepUpdate = (update: ChatUpdate) => Promise<void>

/** Turns a voice note into words; undefined when there are none in it. */
export type Transcribe = (voice: Uint8Array) => Promise<string | undefined>

/** A webhook may carry this much. Telegram's updates stay far below. */
export const maxWebhookBytes = 256 * 1024

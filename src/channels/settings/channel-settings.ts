import type { ChatChannel } from '../chat.ts'

/** What an admin has set for a channel; secrets apart. */
export type StoredChannel = { isEnabled: boolean; fields: Record<string, string> }

/**
 * Where the settings of channels are kept. Secrets are encrypted with a key that is not in the
 * database. The real one is adapters/channel-settings-store.ts.
 */
export type ChannelSettingsStore = {
  /** Undefined: nobody has set anything. */
  read(channel: ChatChannel): Promise<StoredChannel | undefined>
  write(channel: ChatChannel, value: StoredChannel, at: Date): Promise<void>
  /** Undefined when it is not set, or the key has changed since. */
  secret(channel: ChatChannel, name: string): Promise<string | undefined>
  setSecret(channel: ChatChannel, name: string, value: string, at: Date): Promise<void>
  /** For one holder at a time, whichever process; false: somebody else has it. */
  takeLease(channel: ChatChannel, holder: string, at: Date, until: Date): Promise<boolean>
  endLease(channel: ChatChannel, holder: string): Promise<void>
  noteError(channel: ChatChannel, error: string, at: Date): Promise<void>
  /** What happened last. */
  activity(channel: ChatChannel): Promise<{
    lastError: { text: string; at: Date } | null
    lastInAt: Date | null
    lastOutAt: Date | null
    waiting: number
    /** Messages that were sent again since nobody knew whether they had arrived. */
    maybeTwice: number
  }>
}

import type { Generated } from 'kysely'

/** Chats on Telegram and Zalo. Columns that hold several things hold JSON. */
export type ChannelTables = {
  /** A citizen's chat on a channel, and the conversation it belongs to. */
  chats: {
    channel: string
    /** What the channel calls the chat. */
    address: string
    conversation_id: string
    /** `open`, or `blocked`: the citizen does not want our messages. */
    state: string
    /** When the citizen wrote last: windows in which we may answer count from here. */
    last_inbound_at: string
    created_at: string
    /** Of fixed sentences: ChatLanguage. */
    language: Generated<string>
  }
  /** What came from a channel, kept before it is acknowledged. */
  inbound: {
    sequence: Generated<number>
    channel: string
    /** Of the channel; a repeated one is kept once. */
    key: string
    address: string
    /** JSON: ChatUpdate; empty once it is handled. */
    body: string
    /** `waiting`, `accepted` (its message is kept, its reply not yet), `handled` or `failed`. */
    state: string
    message_id: string | null
    attempts: Generated<number>
    next_at: string
    claimed_by: string | null
    claimed_until: string | null
    error: string | null
    received_at: string
  }
  /** What is to reach a chat, kept with what caused it. */
  outbox: {
    sequence: Generated<number>
    channel: string
    address: string
    conversation_id: string | null
    /** What it says, once: `rpl_…`, `stm_…`, `ticket:12:claimed:7`, `update:34`. */
    source: string
    /** JSON: OutboxContent; empty once it is sent. */
    body: string
    /** `waiting`, `sending`, `sent`, `dead` or `unsure` (nobody knows whether it arrived). */
    state: string
    /** Pieces of it that arrived. */
    parts_sent: Generated<number>
    /** JSON: string[], as the channel calls them. */
    provider_ids: Generated<string>
    attempts: Generated<number>
    /** Tries that may have arrived though nobody said so: the citizen may read it that often again. */
    unsure_sends: Generated<number>
    next_at: string
    claimed_by: string | null
    claimed_until: string | null
    /** Why it is dead, one word: DeliveryProblem. */
    problem: string | null
    error: string | null
    created_at: string
    sent_at: string | null
  }
  /** What an admin has set for a channel. */
  channel_settings: {
    channel: string
    enabled: number
    /** JSON, no secrets. */
    fields: string
    updated_at: string
  }
  /** Encrypted; the key is not in the database. */
  channel_secrets: { channel: string; name: string; value: string; updated_at: string }
  channel_states: {
    channel: string
    last_error: string | null
    last_error_at: string | null
    /** Who renews tokens now, so that two never do. */
    lease_by: string | null
    lease_until: string | null
  }
}

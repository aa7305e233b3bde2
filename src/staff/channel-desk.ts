/** A channel as an admin sees it. Secrets are only said to be there. */
export type ChannelView = {
  channel: string
  isEnabled: boolean
  /** On, and not only wished to be. */
  isOpen: boolean
  fields: Record<string, string>
  /** Names of secrets, and whether each is set. */
  secrets: Record<string, boolean>
  /** Names of what is still to be filled in. */
  missing: string[]
  /** Where the provider is to send; null without PUBLIC_URL. */
  webhookUrl: string | null
  lastError: { text: string; at: string } | null
  lastInAt: string | null
  lastOutAt: string | null
  /** Messages that wait to be sent. */
  waiting: number
  /** Messages that were sent again since nobody knew whether they had arrived. */
  maybeTwice: number
  /** What the admin sends from their own phone to try it. */
  testCode: string
}

export type ChannelChange = {
  isEnabled?: boolean | undefined
  fields?: Record<string, string> | undefined
  /** An empty one is left as it was. */
  secrets?: Record<string, string> | undefined
}

/** What the provider says now. */
export type ChannelHealthView = {
  name: string | null
  webhook: { url: string; isOurs: boolean; lastError: string | null; pending: number | null } | null
  error: string | null
}

/** A message that did not reach its citizen. */
export type UndeliveredView = {
  id: number
  channel: string
  ticketNumber: string | null
  problem: string
  error: string | null
  at: string
}

/** What the console does with channels. The real one is channels/channel-desk.ts. */
export type ChannelDesk = {
  list(): Promise<ChannelView[]>
  /** False: there is no such channel. */
  change(channel: string, change: ChannelChange): Promise<boolean>
  /** Undefined: there is no such channel, or it is off. */
  health(channel: string): Promise<ChannelHealthView | undefined>
  /** Where an admin of the account lets us send for it; undefined: not here, or something is not set yet. */
  beginConsent(channel: string): Promise<string | undefined>
  /** Of one conversation, or of all; newest first. */
  undelivered(conversationId?: string): Promise<UndeliveredView[]>
  /** False: there is no such message, or it arrived. */
  sendAgain(id: number): Promise<boolean>
  dismiss(id: number): Promise<boolean>
}

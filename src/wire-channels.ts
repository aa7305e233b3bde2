import { createChannelSettingsStore } from './adapters/channel-settings-store.ts'
import { createChatStore } from './adapters/chat-store.ts'
import { createCipher } from './adapters/cipher.ts'
import type { Database, DatabaseKind } from './adapters/database.ts'
import { createInboundStore } from './adapters/inbound-store.ts'
import { createOutboxStore } from './adapters/outbox-store.ts'
import { deriveKey } from './adapters/secret-key.ts'
import { createChannelDesk } from './channels/channel-desk.ts'
import type { ChatChannel } from './channels/chat.ts'
import type { Transcribe } from './channels/connection.ts'
import { createDeliver } from './channels/delivery/deliver.ts'
import { createHandleUpdate } from './channels/intake/handle-update.ts'
import { createReceive } from './channels/intake/receive.ts'
import { createTakeFile } from './channels/intake/take-file.ts'
import { createMarkTicket } from './channels/mark-ticket.ts'
import { createChannels } from './channels/open-channels.ts'
import type { ChannelEnvironment } from './channels/settings/channel-fields.ts'
import { readChannel } from './channels/settings/channel-values.ts'
import { createTestCodes } from './channels/test-codes.ts'
import { createOaConsent } from './channels/zalo-oa/consent.ts'
import type { AttachmentFiles } from './conversation/attachment-files.ts'
import { type SetTimer, systemTimer } from './conversation/burst.ts'
import type { ConversationStore } from './conversation/store.ts'
import type { TakeFeedback } from './conversation/take-feedback.ts'
import type { TakeTurn } from './conversation/take-turn.ts'
import type { PromiseClocks } from './handoff/service-level.ts'
import type { StaffOf } from './handoff/staff-of.ts'
import type { TicketStore } from './handoff/ticket-store.ts'
import type { WardProfile } from './knowledge/ward-profile.ts'
import type { Clock } from './shared/clock.ts'
import { newToken } from './shared/ids.ts'
import type { Lanes } from './shared/lanes.ts'
import type { Log } from './shared/log.ts'

export type WireChannelsDeps = {
  database: Database
  kind: DatabaseKind
  environment: ChannelEnvironment
  publicUrl: string | undefined
  secretKey: string
  store: ConversationStore
  tickets: TicketStore
  takeTurn: TakeTurn
  takeFeedback: TakeFeedback
  clocks: () => Promise<PromiseClocks>
  files: AttachmentFiles
  staffOf: StaffOf
  ward: () => WardProfile
  isReady: () => boolean
  lanes: Lanes
  /** The citizen and the officials learn of a change in that conversation. */
  announce: (conversationId: string) => void
  transcribe: Transcribe | undefined
  clock: Clock
  setTimer: SetTimer | undefined
  log: Log
}

/** Updates handled longer ago than this are forgotten; no provider repeats an older one. */
const inboundKeptMs = 60 * 24 * 60 * 60_000

/** Telegram and Zalo: what comes in, what goes out, and how an admin sets them. */
export function wireChannels(deps: WireChannelsDeps) {
  const { database, kind, store, tickets, staffOf, clock, log, announce } = deps
  const setTimer = deps.setTimer ?? systemTimer
  const holder = newToken()
  const inbound = createInboundStore(database, kind)
  const outbox = createOutboxStore(database, kind)
  const chats = createChatStore(database, kind, deps.clocks)
  const cipher = createCipher(deriveKey(deps.secretKey, 'channel-secrets'))
  const settings = createChannelSettingsStore(database, cipher)

  const onError = (channel: ChatChannel, error: string) => {
    log.warn({ channel, error }, 'a channel failed')
    settings.noteError(channel, error, clock()).catch(() => undefined)
  }
  const channels = createChannels({
    settings,
    environment: deps.environment,
    publicUrl: deps.publicUrl,
    webhookSecretOf: (channel) => deriveKey(deps.secretKey, `webhook ${channel}`),
    // Opened last, called only when something comes.
    keep: (update) => receive.keep(update),
    holder,
    clock,
    setTimer,
    onError,
  })
  const oaConsent = createOaConsent({
    settings,
    values: () => readChannel('zalo-oa', settings, deps.environment),
    publicUrl: deps.publicUrl,
    reopen: () => channels.reopen('zalo-oa'),
    clock,
  })
  const senderOf = (channel: ChatChannel) => channels.connectionOf(channel)?.sender
  const testCodes = createTestCodes(deriveKey(deps.secretKey, 'channel-test'), clock)
  const markTicket = createMarkTicket({ tickets, announce, clock })
  const deliver = createDeliver({
    outbox,
    senderOf,
    channels: channels.on,
    staffOf,
    holder,
    clock,
    setTimer,
    onSent: async ({ source, conversationId }) => {
      if (!source.startsWith('stm_')) return
      await tickets.markDelivered(source, clock())
      if (conversationId) announce(conversationId)
    },
    onDead: async (row, problem) => {
      if (problem === 'blocked') await chats.setBlocked(row, true)
      if (row.conversationId) await markTicket(row.conversationId, problem)
    },
    onFailure: onError,
  })
  /** What is put into the outbox outside a turn is sent at once. */
  const put: typeof outbox.put = async (row, at) => {
    await outbox.put(row, at)
    deliver.wake(row)
  }
  const takeFile = createTakeFile({
    store,
    files: deps.files,
    connectionOf: channels.connectionOf,
    onTicket: announce,
    clock,
  })
  const handleUpdate = createHandleUpdate({
    ...deps,
    chats,
    outbox: { put },
    takeFile,
    connectionOf: channels.connectionOf,
    isTestCode: testCodes.isCode,
    removeFiles: async (ids) => {
      for (const id of ids) await deps.files.remove(id)
    },
    onTicket: announce,
    onLeft: (conversationId) => markTicket(conversationId, 'blocked'),
    clock,
  })
  const receive = createReceive({
    inbound,
    handleUpdate,
    takeTurn: deps.takeTurn,
    chats,
    outbox: { put },
    onAnswered: (chat) => deliver.wake(chat),
    channels: channels.on,
    senderOf,
    holder,
    clock,
    setTimer,
    isReady: deps.isReady,
    onFailure: (channel, error, isFinal) => {
      const facts = { channel, error: String(error), isFinal }
      log.error(facts, 'what a citizen wrote could not be handled')
    },
  })

  return {
    channels,
    oaConsent,
    desk: createChannelDesk({
      channels,
      settings,
      environment: deps.environment,
      publicUrl: deps.publicUrl,
      outbox,
      oaConsent,
      wake: deliver.wake,
      testCodeOf: testCodes.codeOf,
      clock,
    }),
    /** There may be something to send in that conversation. */
    wake(conversationId: string) {
      if (channels.on().length === 0) return
      chats.ofConversation(conversationId).then(
        (chat) => chat && deliver.wake(chat),
        // The next look finds it.
        () => undefined,
      )
    },
    /** Opens what is on and takes up what was left. */
    async start() {
      await channels.openAll()
      if (channels.on().length === 0) return
      receive.wake()
      deliver.wake()
      await inbound.prune(new Date(clock().getTime() - inboundKeptMs))
    },
    /** Resolves when nothing is under way in either direction. */
    async idle() {
      await receive.idle()
      await deliver.idle()
    },
    /** Lets what is under way finish; what is not begun waits in the database. */
    async close() {
      await channels.close()
      await receive.stop()
      await deliver.stop()
    },
  }
}

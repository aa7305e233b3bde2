import { join } from 'node:path'
import { createAttachmentFiles } from './adapters/attachment-files.ts'
import type { PasswordHashing } from './adapters/better-auth.ts'
import { createConversationStore } from './adapters/conversation-store.ts'
import { openDatabase } from './adapters/database.ts'
import { createDraftStore } from './adapters/draft-store.ts'
import { openMessageReader } from './adapters/message-reader-files.ts'
import { migrate } from './adapters/migrations.ts'
import { readSecretKey } from './adapters/secret-key.ts'
import { createSettingsStore } from './adapters/settings-store.ts'
import { createTicketStore } from './adapters/ticket-store.ts'
import type { ChatModel } from './answering/chat-model.ts'
import { createApp } from './app.ts'
import type { Transcribe } from './channels/connection.ts'
import type { Config } from './config.ts'
import { createBurst, type SetTimer } from './conversation/burst.ts'
import { createCitizenEvents, createStandingOf } from './conversation/citizen-events.ts'
import { createEventFeed, type EventFeed } from './conversation/event-feed.ts'
import { createPrepareTicket } from './conversation/prepare-ticket.ts'
import { createRelayStaffReply } from './conversation/relay-staff-reply.ts'
import { createTakeFeedback } from './conversation/take-feedback.ts'
import {
  answerLeftovers,
  createTakeTurn,
  type TakeTurn,
  type TakeTurnDeps,
} from './conversation/take-turn.ts'
import { createAssignTickets } from './handoff/assign-tickets.ts'
import { deskRules } from './handoff/office.ts'
import { createQueueFigures } from './handoff/queue-figures.ts'
import { createTendTickets } from './handoff/tend-tickets.ts'
import { createRateLimit } from './http/rate-limit.ts'
import type { Guide } from './knowledge/guide.ts'
import { createMetrics } from './ops/metrics.ts'
import { type Clock, systemClock } from './shared/clock.ts'
import { createLanes } from './shared/lanes.ts'
import type { Log } from './shared/log.ts'
import { remembered } from './shared/remembered.ts'
import type { StaffDirectory } from './staff/directory.ts'
import { requireStaff, type Sessions } from './staff/require-staff.ts'
import { createSignInLimits } from './staff/sign-in.ts'
import { wireChannels } from './wire-channels.ts'
import { wireDesk } from './wire-desk.ts'
import { wireDoors } from './wire-doors.ts'
import { openEmbedderIfAny, warmUp, wireEditions } from './wire-editions.ts'
import { conflictProblem, keepUp, wireKnowledge } from './wire-knowledge.ts'

/** The running service: its routes, and what `main` needs to start and stop it. */
export type Service = Awaited<ReturnType<typeof wire>>

/** What tests and measurements set differently. */
export type WireOptions = {
  clock?: Clock
  /** Guides from another folder than `guides` in the knowledge folder. */
  guidesDir?: string
  /** Guides that serve beside the published ones, whatever their status; nothing is kept of them. */
  guidesBeside?: Guide[]
  /** false: leave the guides' example questions out of the index. */
  exampleQuestions?: boolean
  onTurn?: TakeTurnDeps['onTurn']
  /** When a burst is over. */
  setTimer?: SetTimer
  /** When chats are looked after: retries, pace, typing. */
  channelTimer?: SetTimer
  /** Voice notes into words. */
  transcribe?: Transcribe
  /** Who works here and who a request comes from, without signing in. */
  staff?: { sessions: Sessions; directory: StaffDirectory }
  /** Passwords are hashed slowly on purpose; tests that sign in a hundred times need not wait for it. */
  hashing?: PasswordHashing
}

/** So old may the queue be that citizens are told their place in by themselves. */
const queueMs = 1000
/** How often time does its work on tickets. */
const tendMs = 30_000
const quarterHourMs = 15 * 60_000

/** Builds every part of the service, in the order of a turn. Nothing is shared between two calls. */
export async function wire(config: Config, log: Log, options: WireOptions = {}) {
  const { clock = systemClock, onTurn } = options
  // The model loads in its own thread while the database and the guides are read here.
  const opening = openEmbedderIfAny(config, log)
  const { database, kind } = openDatabase(config.databaseUrl)
  await migrate(database, kind)
  const metrics = createMetrics()

  const { editions, publisher, readFolder } = wireEditions({
    database,
    config,
    opening,
    guidesDir: options.guidesDir,
    guidesBeside: options.guidesBeside,
    exampleQuestions: options.exampleQuestions ?? true,
    metrics,
    clock,
    log,
  })
  await publisher.publishFolder()
  void warmUp(opening, log)

  const currentDesk = publisher.current
  const settings = createSettingsStore(database)
  // Without an edition the ward's own hours are not known; what citizens write is kept all the same.
  const rules = async () =>
    deskRules(await settings.read(), publisher.serving()?.edition.knowledge.ward.hours ?? null)
  const clocks = async () => (await rules()).clocks
  const store = createConversationStore(database, kind, clocks)
  const tickets = createTicketStore(database, kind, clocks)
  const drafts = createDraftStore(database, kind)
  const queue = createQueueFigures(tickets, rules)
  const secretKey = await readSecretKey(config.secretKey, config.dataDir)
  const { openAuth, accounts, links, audit, sessions, directory, staffOf } = wireDoors({
    database,
    kind,
    secretKey,
    publicUrl: config.publicUrl,
    staff: options.staff,
    hashing: options.hashing,
    clock,
    log,
  })
  const standingOf = createStandingOf({ queue, staffOf, clock })
  const webEvents = createEventFeed(
    store,
    createCitizenEvents({
      tickets,
      // Hundreds who wait are told their places again and again: one look at the queue serves them all.
      standingOf: createStandingOf({
        queue: createQueueFigures(
          {
            queue: remembered(tickets.queue, queueMs),
            takenSince: tickets.takenSince,
          },
          rules,
        ),
        staffOf,
        clock,
      }),
      staffOf,
      clock,
    }),
  )
  /** Whatever tells a browser of something new may have put it into the outbox of a chat. */
  const events: EventFeed = {
    ...webEvents,
    announce(conversationId) {
      webEvents.announce(conversationId)
      chats.wake(conversationId)
    },
  }
  const burst = createBurst(config.burstMs, options.setTimer)
  const onModelFailure = (error: unknown) => {
    metrics.modelFailed()
    log.warn({ error: String(error) }, 'a model failed; the turn goes on without it')
  }
  const lanes = createLanes()
  const reader = await openMessageReader(join(config.knowledgeDir, 'reader'))
  const answering = {
    reader,
    model: config.llm && (await openChatModel(config.llm)),
    modelTimeoutMs: config.llm?.timeoutMs ?? 0,
    onModelFailure,
  }
  const prepareTicket = createPrepareTicket({ currentDesk, rules, answering })
  const relayStaffReply = createRelayStaffReply({ tickets, events, clock })
  const files = createAttachmentFiles(join(config.dataDir, 'attachments'))
  const {
    desk: staffDesk,
    feed,
    officials,
    onCitizen,
  } = wireDesk({
    database,
    kind,
    store,
    tickets,
    drafts,
    settings,
    files,
    events,
    relayStaffReply,
    currentDesk,
    answering,
    directory,
    writeAudit: audit.write,
    clock,
    log,
  })
  /** The citizen and the officials learn of it. */
  const tell = (conversationId: string) => {
    events.announce(conversationId)
    feed.announce()
  }
  const assignTickets = createAssignTickets({ tickets, officials, rules, clock, onChange: tell })
  const assign = () => {
    assignTickets().catch((error: unknown) =>
      log.error({ error: String(error) }, 'tickets were not assigned; trying again soon'),
    )
  }
  const announce = (conversationId: string) => {
    tell(conversationId)
    assign()
  }
  const turns = createTakeTurn({
    store,
    tickets,
    currentDesk,
    answering,
    rules,
    queue,
    prepareTicket,
    staffOf,
    burst,
    lanes,
    clock,
    onTurn: (turn) => {
      metrics.turnFinished(turn.reply, turn.durationMs)
      if (turn.reply.ticket) announce(turn.message.conversationId)
      onTurn?.(turn)
    },
  })
  const takeTurn: TakeTurn = {
    ...turns,
    // The reply to a burst takes its time; officials see the words at once.
    async accept(incoming) {
      const message = await turns.accept(incoming)
      feed.announce()
      return message
    },
  }
  const onTicket = ({ conversationId }: { conversationId: string }) => announce(conversationId)
  const takeFeedback = createTakeFeedback({ store, prepareTicket, queue, rules, clock, onTicket })
  const tendTickets = createTendTickets({
    tickets,
    drafts,
    rules,
    clock,
    onChange: tell,
  })
  const tendDesk = async () => {
    await tendTickets()
    await assignTickets()
  }
  const knowledge = wireKnowledge({
    database,
    kind,
    publisher,
    editions,
    readFolder,
    currentDesk,
    answering,
    directory,
    writeAudit: audit.write,
    clock,
  })
  const keepingUp = keepUp(publisher, knowledge, log)
  const tending = setInterval(() => {
    tendDesk().catch((error: unknown) =>
      log.error({ error: String(error) }, 'tickets were not tended; trying again soon'),
    )
  }, tendMs)
  tending.unref()

  const chats = wireChannels({
    database,
    kind,
    environment: config.channels,
    publicUrl: config.publicUrl,
    secretKey,
    store,
    tickets,
    takeTurn,
    takeFeedback,
    clocks,
    files,
    staffOf,
    ward: () => currentDesk().edition.knowledge.ward,
    isReady: () => publisher.serving() !== null,
    lanes,
    announce,
    transcribe: options.transcribe,
    clock,
    setTimer: options.channelTimer,
    log,
  })

  const app = createApp({
    channels: chats.channels,
    oaConsent: chats.oaConsent,
    store,
    takeTurn,
    takeFeedback,
    tickets,
    standingOf,
    staffOf,
    ticketRoutes: {
      files,
      burst,
      onCitizen,
    },
    pickUp: {
      limits: {
        byAddress: createRateLimit({ limit: 10, windowMs: quarterHourMs, clock }),
        byCode: createRateLimit({ limit: 5, windowMs: quarterHourMs, clock }),
        byEverybody: createRateLimit({ limit: 300, windowMs: quarterHourMs, clock }),
      },
      trustProxy: config.trustProxy,
    },
    events,
    knowledgeDesk: { knowledge, requireStaff: requireStaff(sessions) },
    staffApi: {
      desk: staffDesk,
      feed,
      requireStaff: requireStaff(sessions),
      isSignedIn: async (headers) => (await sessions.staffOf(headers)) !== undefined,
    },
    doors: {
      handle: async (request) => await (await openAuth()).handler(request),
      sessions,
      limits: createSignInLimits(clock),
      accounts,
      directory,
      links,
      audit,
      writeAudit: audit.write,
      settings,
      channelDesk: chats.desk,
      tickets,
      wardHours: () => currentDesk().edition.knowledge.ward.hours,
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      clock,
    },
    publicUrl: config.publicUrl,
    consoleFolder: join(import.meta.dirname, '..', 'dist', 'console'),
    isReady: () => publisher.serving() !== null,
    clock,
    log,
    currentEdition: () => currentDesk().edition,
    readiness: () => {
      const edition = publisher.serving()?.edition
      const problems = [...publisher.problems(), ...publisher.conflicts().map(conflictProblem)]
      return { edition: edition?.number ?? null, guides: edition?.guides.size ?? 0, problems }
    },
    metrics,
    allowedOrigins: config.allowedOrigins,
    widgetFile: join(import.meta.dirname, '..', 'dist', 'ui', 'widget.js'),
  })

  return {
    app,
    store,
    tickets,
    drafts,
    settings,
    links,
    relayStaffReply,
    tendDesk,
    takeTurn,
    currentDesk,
    reader,
    chats,
    publishFolder: publisher.publishFolder,
    publishDue: knowledge.publishing.publishDue,
    catchUp: publisher.catchUp,
    /** Answers what was kept before a crash and never answered. */
    async answerLeftovers() {
      if (!publisher.serving()) return 0
      return await answerLeftovers(store, takeTurn, ({ id }, error) =>
        log.error({ messageId: id, error: String(error) }, 'a message left over has no reply yet'),
      )
    },
    /**
     * Ends the streams of events at once, lets turns under way finish, then closes everything.
     * `requestsDone` resolves when no request can come in any more.
     */
    async close(requestsDone: Promise<unknown> = Promise.resolve()) {
      clearInterval(tending)
      await keepingUp.stop()
      events.close()
      feed.close()
      await requestsDone
      await chats.close()
      await lanes.idle()
      await (await opening)?.close()
      await database.destroy()
    },
  }
}

/** The client takes a second to load, which a ward without a language model need not wait for. */
async function openChatModel(settings: NonNullable<Config['llm']>): Promise<ChatModel> {
  const { createOpenAiChatModel } = await import('./adapters/openai-chat-model.ts')
  return createOpenAiChatModel(settings)
}

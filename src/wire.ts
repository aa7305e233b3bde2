import { join } from 'node:path'
import { createAttachmentFiles } from './adapters/attachment-files.ts'
import { createAuditLog } from './adapters/audit-log.ts'
import { createAuth, createSessions } from './adapters/better-auth.ts'
import { createCachedEmbedder } from './adapters/cached-embedder.ts'
import { createConversationStore } from './adapters/conversation-store.ts'
import { openDatabase } from './adapters/database.ts'
import { createDraftStore } from './adapters/draft-store.ts'
import { createEditionStore } from './adapters/edition-store.ts'
import {
  type OpenedIndex,
  openKnowledgeIndex,
  openRehearsedIndex,
} from './adapters/knowledge-index.ts'
import { createFolderBase } from './adapters/knowledge-state.ts'
import { openMessageReader } from './adapters/message-reader-files.ts'
import { migrate } from './adapters/migrations.ts'
import { type EmbedderSettings, openEmbedder } from './adapters/open-embedder.ts'
import { deriveKey, readSecretKey } from './adapters/secret-key.ts'
import { createSettingsStore } from './adapters/settings-store.ts'
import { createStaffAccounts } from './adapters/staff-accounts.ts'
import { createStaffLinkStore } from './adapters/staff-link-store.ts'
import { createTicketStore } from './adapters/ticket-store.ts'
import type { ChatModel } from './answering/chat-model.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createBurst, type SetTimer } from './conversation/burst.ts'
import { createCitizenEvents, createStandingOf } from './conversation/citizen-events.ts'
import { createEventFeed } from './conversation/event-feed.ts'
import { createPrepareTicket } from './conversation/prepare-ticket.ts'
import { createRelayStaffReply } from './conversation/relay-staff-reply.ts'
import { createTakeFeedback } from './conversation/take-feedback.ts'
import {
  answerLeftovers,
  createTakeTurn,
  type TakeTurn,
  type TakeTurnDeps,
} from './conversation/take-turn.ts'
import { deskRules } from './handoff/office.ts'
import { createQueueFigures } from './handoff/queue-figures.ts'
import type { StaffOf } from './handoff/staff-of.ts'
import { createTendTickets } from './handoff/tend-tickets.ts'
import { createRateLimit } from './http/rate-limit.ts'
import { createPublisher } from './knowledge/publisher.ts'
import { readKnowledgeFiles } from './knowledge/read-folder.ts'
import { createMetrics } from './ops/metrics.ts'
import { type Clock, systemClock } from './shared/clock.ts'
import { createLanes } from './shared/lanes.ts'
import type { Log } from './shared/log.ts'
import type { StaffDirectory } from './staff/directory.ts'
import { requireStaff, type Sessions } from './staff/require-staff.ts'
import { createSignInLimits } from './staff/sign-in.ts'
import { createStaffLinks } from './staff/staff-links.ts'
import { wireDesk } from './wire-desk.ts'
import { conflictProblem, createTellEditions, keepUp, wireKnowledge } from './wire-knowledge.ts'

/** The running service: its routes, and what `main` needs to start and stop it. */
export type Service = Awaited<ReturnType<typeof wire>>

/** What tests and measurements set differently. */
export type WireOptions = {
  clock?: Clock
  /** Guides from another folder than `guides` in the knowledge folder. */
  guidesDir?: string
  /** false: leave the guides' example questions out of the index. */
  exampleQuestions?: boolean
  onTurn?: TakeTurnDeps['onTurn']
  /** When a burst is over. */
  setTimer?: SetTimer
  /** Who works here and who a request comes from, without signing in. */
  staff?: { sessions: Sessions; directory: StaffDirectory }
}

/** How often time does its work on tickets. */
const tendMs = 30_000
const quarterHourMs = 15 * 60_000

/** Builds every part of the service, in the order of a turn. Nothing is shared between two calls. */
export async function wire(config: Config, log: Log, options: WireOptions = {}) {
  const { clock = systemClock, guidesDir, exampleQuestions = true, onTurn } = options
  // The model loads in its own thread while the database and the guides are read here.
  const opening = openEmbedderIfAny(config, log)
  const { database, kind } = openDatabase(config.databaseUrl)
  await migrate(database, kind)
  const metrics = createMetrics()

  const editions = createEditionStore(database)
  const folder = join(config.dataDir, 'index')
  const embedderOf = async () => {
    const model = await opening
    return model && createCachedEmbedder(model.embedder, database)
  }
  const readFolder = () => readKnowledgeFiles(config.knowledgeDir, guidesDir)
  const publisher = createPublisher({
    editions,
    folderBase: createFolderBase(database),
    readFolder,
    build: async (edition, before: OpenedIndex | undefined) =>
      await openKnowledgeIndex(edition, await embedderOf(), folder, {
        questions: exampleQuestions,
        before,
      }),
    buildAside: async (edition, before) =>
      await openRehearsedIndex(edition, await embedderOf(), before, exampleQuestions),
    onChange: createTellEditions(metrics, log),
    clock,
  })
  await publisher.publishFolder()
  void warmUp(opening, log)

  const currentDesk = publisher.current
  const store = createConversationStore(database, kind)
  const tickets = createTicketStore(database, kind)
  const drafts = createDraftStore(database, kind)
  const settings = createSettingsStore(database)
  const rules = async () =>
    deskRules(await settings.read(), currentDesk().edition.knowledge.ward.hours)
  const queue = createQueueFigures(tickets, rules)
  const auth = createAuth({
    database,
    kind,
    secret: deriveKey(await readSecretKey(config.secretKey, config.dataDir), 'auth'),
    publicUrl: config.publicUrl,
    log,
  })
  const accounts = createStaffAccounts({ database, kind, auth, clock })
  const links = createStaffLinks({ store: createStaffLinkStore(database), accounts, clock })
  const audit = createAuditLog(database, clock)
  const sessions = options.staff?.sessions ?? createSessions(auth)
  const directory = options.staff?.directory ?? accounts
  // Citizens see a name and a title, and nothing else of an official.
  const staffOf: StaffOf = async (id) => {
    const person = (await directory.people()).get(id)
    return person && { name: person.name, title: person.title }
  }
  const standingOf = createStandingOf({ queue, staffOf, clock })
  const events = createEventFeed(
    store,
    createCitizenEvents({ tickets, standingOf, staffOf, clock }),
  )
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
  const announce = (conversationId: string) => {
    events.announce(conversationId)
    feed.announce()
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
    onChange: announce,
  })
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
    tendTickets().catch((error: unknown) =>
      log.error({ error: String(error) }, 'tickets were not tended; trying again soon'),
    )
  }, tendMs)
  tending.unref()

  const app = createApp({
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
      handle: auth.handler,
      sessions,
      limits: createSignInLimits(clock),
      accounts,
      directory,
      links,
      audit,
      writeAudit: audit.write,
      settings,
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
    tendTickets,
    takeTurn,
    currentDesk,
    reader,
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
      await lanes.idle()
      await (await opening)?.close()
      await database.destroy()
    },
  }
}

function embedderSettings(config: Config): EmbedderSettings {
  return {
    model: config.embeddingModel,
    builtinFolder: join(config.knowledgeDir, 'embedder'),
    cacheFolder: join(config.dataDir, 'models'),
    openai: config.embeddingServer,
  }
}

/** Null when none is wanted, or when it cannot be had: then the words alone are searched. */
async function openEmbedderIfAny(config: Config, log: Log) {
  if (config.embeddingModel === 'none') return null
  try {
    return await openEmbedder(embedderSettings(config))
  } catch (error) {
    log.error(
      { error: String(error) },
      'the embedding model does not open; searching by words alone',
    )
    return null
  }
}

/** Loads the model before the first question needs it. */
async function warmUp(opening: ReturnType<typeof openEmbedderIfAny>, log: Log): Promise<void> {
  try {
    await (await opening)?.embedder.embedQuestion('đăng ký khai sinh')
  } catch (error) {
    log.error({ error: String(error) }, 'the embedding model does not load')
  }
}

/** The client takes a second to load, which a ward without a language model need not wait for. */
async function openChatModel(settings: NonNullable<Config['llm']>): Promise<ChatModel> {
  const { createOpenAiChatModel } = await import('./adapters/openai-chat-model.ts')
  return createOpenAiChatModel(settings)
}

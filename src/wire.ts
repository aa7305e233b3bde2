import { join } from 'node:path'
import { createCachedEmbedder } from './adapters/cached-embedder.ts'
import { createConversationStore } from './adapters/conversation-store.ts'
import { openDatabase } from './adapters/database.ts'
import { createEditionStore } from './adapters/edition-store.ts'
import { type OpenedIndex, openKnowledgeIndex } from './adapters/knowledge-index.ts'
import { openMessageReader } from './adapters/message-reader-files.ts'
import { migrate } from './adapters/migrations.ts'
import { type EmbedderSettings, openEmbedder } from './adapters/open-embedder.ts'
import type { Desk } from './answering/answer-question.ts'
import type { ChatModel } from './answering/chat-model.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createEventFeed } from './conversation/event-feed.ts'
import { answerLeftovers, createTakeTurn, type TakeTurnDeps } from './conversation/take-turn.ts'
import { formatProblem, type KnowledgeProblem } from './knowledge/problem.ts'
import { type Published, publish } from './knowledge/publish.ts'
import { readKnowledgeFiles } from './knowledge/read-folder.ts'
import { createMetrics } from './ops/metrics.ts'
import { type Clock, systemClock } from './shared/clock.ts'
import { UnavailableError } from './shared/errors.ts'
import { createLanes } from './shared/lanes.ts'
import type { Log } from './shared/log.ts'

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
}

/** Builds every part of the service, in the order of a turn. Nothing is shared between two calls. */
export async function wire(config: Config, log: Log, options: WireOptions = {}) {
  const { clock = systemClock, guidesDir, exampleQuestions = true, onTurn } = options
  // The model loads in its own thread while the database and the guides are read here.
  const opening = openEmbedderIfAny(config, log)
  const { database, kind } = openDatabase(config.databaseUrl)
  await migrate(database, kind)
  const metrics = createMetrics()

  const editions = createEditionStore(database)
  let desk: (Desk & { index: OpenedIndex }) | null = null
  let published: Published | undefined
  let problems: KnowledgeProblem[] = []

  /** Publishes what is in the knowledge folder now; built beside what serves, then swapped in. */
  const publishFolder = async () => {
    const files = await readKnowledgeFiles(config.knowledgeDir, guidesDir)
    published = await publish(files, editions, clock, published)
    problems = published.problems
    for (const problem of problems) log.error({ problem: formatProblem(problem) }, 'broken guide')
    const { edition } = published
    if (edition && edition.hash !== desk?.edition.hash) {
      const folder = join(config.dataDir, 'index')
      const model = await opening
      const embedder = model && createCachedEmbedder(model.embedder, database)
      const index = await openKnowledgeIndex(edition, embedder, folder, {
        questions: exampleQuestions,
        before: desk?.index,
      })
      desk = { edition, index }
      const facts = { edition: edition.number, guides: edition.guides.size }
      log.info(facts, 'edition serves')
    }
    metrics.editionServes(
      desk?.edition.number ?? 0,
      desk?.edition.guides.size ?? 0,
      problems.length,
    )
  }
  await publishFolder()
  void warmUp(opening, log)

  const currentDesk = () => {
    if (!desk) throw new UnavailableError('No edition of the guides serves yet.')
    return desk
  }
  const store = createConversationStore(database, kind)
  const events = createEventFeed(store)
  const lanes = createLanes()
  const reader = await openMessageReader(join(config.knowledgeDir, 'reader'))
  const takeTurn = createTakeTurn({
    store,
    currentDesk,
    answering: {
      reader,
      model: config.llm && (await openChatModel(config.llm)),
      modelTimeoutMs: config.llm?.timeoutMs ?? 0,
      onModelFailure: (error) => {
        metrics.modelFailed()
        log.warn({ error: String(error) }, 'a model failed; the turn goes on without it')
      },
    },
    lanes,
    clock,
    onTurn: (turn) => {
      metrics.turnFinished(turn.reply, turn.durationMs)
      if (turn.reply.ticket) events.announce(turn.message.conversationId)
      onTurn?.(turn)
    },
  })

  const app = createApp({
    store,
    takeTurn,
    events,
    isReady: () => desk !== null,
    clock,
    log,
    currentEdition: () => currentDesk().edition,
    readiness: () => ({
      edition: desk?.edition.number ?? null,
      guides: desk?.edition.guides.size ?? 0,
      problems,
    }),
    metrics,
    allowedOrigins: config.allowedOrigins,
    widgetFile: join(import.meta.dirname, '..', 'dist', 'ui', 'widget.js'),
  })

  return {
    app,
    store,
    takeTurn,
    currentDesk,
    reader,
    publishFolder,
    /** Answers what was kept before a crash and never answered. */
    async answerLeftovers() {
      if (!desk) return 0
      return await answerLeftovers(store, takeTurn, ({ id }, error) =>
        log.error({ messageId: id, error: String(error) }, 'a message left over has no reply yet'),
      )
    },
    /**
     * Ends the streams of events at once, lets turns under way finish, then closes everything.
     * `requestsDone` resolves when no request can come in any more.
     */
    async close(requestsDone: Promise<unknown> = Promise.resolve()) {
      events.close()
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

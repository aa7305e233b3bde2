import { join } from 'node:path'
import { createCachedEmbedder } from './adapters/cached-embedder.ts'
import type { Database } from './adapters/database.ts'
import { createEditionStore } from './adapters/edition-store.ts'
import {
  type OpenedIndex,
  openKnowledgeIndex,
  openRehearsedIndex,
} from './adapters/knowledge-index.ts'
import { createFolderBase } from './adapters/knowledge-state.ts'
import { openEmbedder } from './adapters/open-embedder.ts'
import type { Config } from './config.ts'
import { createEdition, type Edition } from './knowledge/edition.ts'
import type { Guide } from './knowledge/guide.ts'
import { createPublisher } from './knowledge/publisher.ts'
import { readKnowledgeFiles } from './knowledge/read-folder.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import { createTellEditions } from './wire-knowledge.ts'

export type WireEditionsDeps = {
  database: Database
  config: Config
  /** The model loads in its own thread meanwhile. */
  opening: ReturnType<typeof openEmbedderIfAny>
  guidesDir: string | undefined
  guidesBeside: Guide[] | undefined
  exampleQuestions: boolean
  metrics: Metrics
  clock: Clock
  log: Log
}

/** Where editions of the guides are made, kept and searched. */
export function wireEditions(deps: WireEditionsDeps) {
  const { database, config, exampleQuestions: questions, clock } = deps
  const editions = createEditionStore(database)
  const indexFolder = join(config.dataDir, 'index')
  const embedderOf = async () => {
    const model = await deps.opening
    return model && createCachedEmbedder(model.embedder, database)
  }
  const readFolder = () => readKnowledgeFiles(config.knowledgeDir, deps.guidesDir)
  const publisher = createPublisher({
    editions,
    folderBase: createFolderBase(database),
    readFolder,
    build: async (edition, before: OpenedIndex | undefined) =>
      await openKnowledgeIndex(edition, await embedderOf(), indexFolder, { questions, before }),
    buildAside: async (edition, before) =>
      await openRehearsedIndex(edition, await embedderOf(), before, questions),
    beside: (edition) => withGuides(edition, deps.guidesBeside),
    onChange: createTellEditions(deps.metrics, deps.log),
    clock,
  })
  return { editions, publisher, readFolder }
}

/** The edition with those guides in it as published; the same edition without any. */
function withGuides(edition: Edition, guides: Guide[] = []): Edition {
  if (guides.length === 0) return edition
  const beside = guides.map((guide) => ({ ...guide, status: 'published' as const }))
  const { knowledge } = edition
  return createEdition(edition, { ...knowledge, guides: [...knowledge.guides, ...beside] })
}

/** Null when none is wanted, or when it cannot be had: then the words alone are searched. */
export async function openEmbedderIfAny(config: Config, log: Log) {
  if (config.embeddingModel === 'none') return null
  try {
    return await openEmbedder({
      model: config.embeddingModel,
      builtinFolder: join(config.knowledgeDir, 'embedder'),
      cacheFolder: join(config.dataDir, 'models'),
      openai: config.embeddingServer,
    })
  } catch (error) {
    log.error(
      { error: String(error) },
      'the embedding model does not open; searching by words alone',
    )
    return null
  }
}

/** Loads the model before the first question needs it. */
export async function warmUp(
  opening: ReturnType<typeof openEmbedderIfAny>,
  log: Log,
): Promise<void> {
  try {
    await (await opening)?.embedder.embedQuestion('đăng ký khai sinh')
  } catch (error) {
    log.error({ error: String(error) }, 'the embedding model does not load')
  }
}

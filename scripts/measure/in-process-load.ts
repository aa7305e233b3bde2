import { join } from 'node:path'
import { createCachedEmbedder } from '../../src/adapters/cached-embedder.ts'
import { openDatabase } from '../../src/adapters/database.ts'
import { createExactVectorIndex } from '../../src/adapters/exact-vector-index.ts'
import { openEmbedder } from '../../src/adapters/open-embedder.ts'
import { readConfig } from '../../src/config.ts'
import type { Guide } from '../../src/knowledge/guide.ts'
import { indexedTextsOf } from '../../src/retrieval/indexed-texts.ts'
import { newId } from '../../src/shared/ids.ts'
import { silentLog } from '../../src/shared/log.ts'
import { wire } from '../../src/wire.ts'
import { neverAsked } from './http-load.ts'
import { latencies } from './percentile.ts'
import { createPlainMiniSearch, rankFigures } from './plain-search.ts'

export type LabelledQuestion = { q: string; procedure: string | null; also_ok: string[] }
type Folders = { knowledgeDir: string; dataDir: string }

/** Turns in this process, one after the other, and the same questions through plain searches. */
export async function loadInProcess(
  { knowledgeDir, dataDir }: Folders,
  questions: LabelledQuestion[],
  seconds: number,
  guidesBeside: Guide[] = [],
) {
  const config = readConfig({ KNOWLEDGE_DIR: knowledgeDir, DATA_DIR: dataDir, BURST_MS: '0' })
  const rankings: string[][] = []
  const service = await wire(config, silentLog, {
    guidesBeside,
    onTurn: ({ ranked }) => rankings.push(ranked),
  })
  const { edition } = service.currentDesk()
  // The model loads while the first question waits.
  await timeTurn(service, 'đăng ký khai sinh')
  rankings.length = 0
  const durations: number[] = []
  const startedAt = performance.now()
  await repeat(questions, seconds, async ({ q }, round) => {
    durations.push(await timeTurn(service, round === 0 ? q : neverAsked(q, round)))
  })
  const turnsPerSecond = (durations.length / (performance.now() - startedAt)) * 1_000
  await service.close()

  const texts = [...indexedTextsOf(edition).vectorTexts.values()]
  const miniSearch = createPlainMiniSearch(edition)
  const cosine = await openPlainCosine(texts, { knowledgeDir, dataDir })
  const plain = {
    minisearch: await measurePlain(questions, async (q) => miniSearch(q)),
    cosine: await measurePlain(questions, cosine.search),
  }
  await cosine.close()
  return {
    turns: {
      turns_per_s: turnsPerSecond,
      ...latencies(durations),
      ...quality(questions, rankings.slice(0, questions.length)),
    },
    plain,
    guides: edition.guides.size,
    vectors: texts.length,
  }
}

/** Every question once, then again and again until the time is up. */
async function repeat<Item>(
  items: Item[],
  seconds: number,
  act: (item: Item, round: number) => Promise<void>,
) {
  const until = performance.now() + seconds * 1_000
  for (let round = 0; round === 0 || performance.now() < until; round++) {
    for (const item of items) {
      if (round > 0 && performance.now() >= until) return
      await act(item, round)
    }
  }
}

/** From the message's arrival to the kept reply, in a fresh conversation. Milliseconds. */
async function timeTurn({ store, takeTurn }: Awaited<ReturnType<typeof wire>>, text: string) {
  const conversationId = newId('cnv')
  const about = { channel: 'web', tokenHash: '', inHand: null } as const
  await store.create({ id: conversationId, ...about, createdAt: new Date() })
  const arrivedAt = performance.now()
  const message = await takeTurn.accept({ conversationId, text, clientMessageId: null })
  await takeTurn.answer(message)
  return performance.now() - arrivedAt
}

// A plain search of 20,000 guides takes up to a second: past this the rest is not asked.
const longestPlainMs = 30_000

/** Each question once, in an order that mixes their kinds, as far as the time goes. */
async function measurePlain(
  questions: LabelledQuestion[],
  search: (q: string) => Promise<string[]>,
) {
  const until = performance.now() + longestPlainMs
  const durations: number[] = []
  const rankings: string[][] = []
  const asked: LabelledQuestion[] = []
  for (const question of inSteps(questions, 7)) {
    const askedAt = performance.now()
    if (askedAt >= until) break
    rankings.push(await search(question.q))
    durations.push(performance.now() - askedAt)
    asked.push(question)
  }
  return { asked: asked.length, ...latencies(durations), ...quality(asked, rankings) }
}

/** The first of every so many, then the second of every so many, … */
function inSteps<Item>(items: Item[], step: number): Item[] {
  return Array.from({ length: step }, (_, start) =>
    items.filter((_item, index) => index % step === start),
  ).flat()
}

/** How often the right guide is found, over the questions that have one. */
function quality(questions: LabelledQuestion[], rankings: string[][]) {
  const ranks = questions.flatMap(({ procedure, also_ok }, index) => {
    if (procedure === null) return []
    const right = [procedure, ...also_ok]
    return [(rankings[index] ?? []).findIndex((id) => right.includes(id))]
  })
  return rankFigures(ranks)
}

/** Every vector compared with the question's: the exact search that the index approximates. */
async function openPlainCosine(
  texts: { target: { id: string }; text: string }[],
  { knowledgeDir, dataDir }: Folders,
) {
  const { embedder, close } = await openEmbedder({
    model: 'builtin',
    builtinFolder: join(knowledgeDir, 'embedder'),
    cacheFolder: join(dataDir, 'models'),
    openai: { baseUrl: '', apiKey: '' },
  })
  const { database } = openDatabase(join(dataDir, 'mot-cua.sqlite'))
  const cached = createCachedEmbedder(embedder, database)
  const vectors = await cached.embedPassages(texts.map(({ text }) => text))
  const index = createExactVectorIndex(
    texts.map(({ target }) => target.id),
    vectors,
  )
  return {
    async search(q: string) {
      const hits = index.nearest(await embedder.embedQuestion(q), 100)
      return [...new Set(hits.map(({ id }) => id))]
    },
    async close() {
      await close()
      await database.destroy()
    },
  }
}

import { join } from 'node:path'
import type { Edition } from '../knowledge/edition.ts'
import type { Embedder } from '../retrieval/embedder.ts'
import { type IndexedTexts, indexedTextsOf } from '../retrieval/indexed-texts.ts'
import type { KnowledgeIndex, RankedTarget } from '../retrieval/rank-targets.ts'
import type { VectorIndex } from '../retrieval/vector-index.ts'
import { createRecent } from '../shared/recent.ts'
import { createExactVectorIndex } from './exact-vector-index.ts'
import { openHnswVectorIndex } from './hnsw-vector-index.ts'
import { createMiniSearchLexicalIndex } from './minisearch-lexical-index.ts'
import { openWordData, wordDataBeside } from './word-data.ts'
import type { OpenSegment } from './word-segment.ts'

// A few megabytes at the most.
const rankingsRemembered = 1000

/** An edition's index, and that from which the next edition's is made. */
export type OpenedIndex = KnowledgeIndex & { texts: IndexedTexts; words: OpenSegment }

export type IndexOptions = {
  /** false: leave the guides' example questions out. */
  questions?: boolean
  /** The index that serves; it goes on serving, unchanged. */
  before?: OpenedIndex | undefined
}

/**
 * The index of an edition: what is kept in the folder or in memory, brought up to date where little
 * changed, and built otherwise. `embedder: null` searches by words only.
 */
export async function openKnowledgeIndex(
  edition: Edition,
  embedder: Embedder | null,
  folder: string,
  { questions = true, before }: IndexOptions = {},
): Promise<OpenedIndex> {
  const texts = indexedTextsOf(edition, { questions, before: before?.texts })
  const vectors =
    embedder && texts.vectorTexts.size > 0
      ? { embedder, index: await openVectors(texts, embedder, folder), texts: texts.vectorTexts }
      : null
  const data = await openWordData(join(folder, 'words.index'), texts.documents, before?.words)
  const lexical = createMiniSearchLexicalIndex(data, texts.documents)
  const recent = createRecent<string, RankedTarget[]>(rankingsRemembered)
  return { lexical, recent, vectors, texts, words: data.kept }
}

/**
 * The index of an edition that is only tried out, made from the one that serves. Nothing is written: what
 * changed is embedded and searched one by one beside what serves.
 */
export async function openRehearsedIndex(
  edition: Edition,
  embedder: Embedder | null,
  before: OpenedIndex,
  questions: boolean,
): Promise<OpenedIndex> {
  const texts = indexedTextsOf(edition, { questions, before: before.texts })
  const data = await wordDataBeside(before.words, texts.documents)
  const lexical = createMiniSearchLexicalIndex(data, texts.documents)
  const vectors =
    embedder && before.vectors
      ? {
          embedder,
          index: await vectorsBeside(before.vectors, texts.vectorTexts, embedder),
          texts: texts.vectorTexts,
        }
      : null
  return { lexical, recent: createRecent(rankingsRemembered), vectors, texts, words: data.kept }
}

/** What is as it was is searched where it is; the rest is few enough to be scanned. */
async function vectorsBeside(
  before: NonNullable<OpenedIndex['vectors']>,
  texts: IndexedTexts['vectorTexts'],
  embedder: Embedder,
): Promise<VectorIndex> {
  const isSame = (id: string) => before.texts.get(id)?.text === texts.get(id)?.text
  const changed = [...texts].filter(([id]) => !isSame(id))
  const fresh = createExactVectorIndex(
    changed.map(([id]) => id),
    await embedder.embedPassages(changed.map(([, { text }]) => text)),
  )
  const gone = [...before.texts.keys()].filter((id) => !isSame(id)).length
  return {
    nearest(vector, limit) {
      const old = before.index.nearest(vector, limit + gone).filter(({ id }) => isSame(id))
      return [...old, ...fresh.nearest(vector, limit)]
        .sort((one, other) => other.similarity - one.similarity)
        .slice(0, limit)
    },
  }
}

async function openVectors(texts: IndexedTexts, embedder: Embedder, folder: string) {
  return await openHnswVectorIndex(join(folder, 'vectors'), {
    identity: embedder.identity,
    contentHash: texts.contentHash,
    texts: new Map([...texts.vectorTexts].map(([id, { text }]) => [id, text])),
    embed: (some) => embedder.embedPassages(some),
  })
}

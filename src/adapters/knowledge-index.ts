import { join } from 'node:path'
import type { Edition } from '../knowledge/edition.ts'
import type { Embedder } from '../retrieval/embedder.ts'
import { type IndexedTexts, indexedTextsOf } from '../retrieval/indexed-texts.ts'
import type { KnowledgeIndex, RankedTarget } from '../retrieval/rank-targets.ts'
import { createRecent } from '../shared/recent.ts'
import { openHnswVectorIndex } from './hnsw-vector-index.ts'
import { createMiniSearchLexicalIndex } from './minisearch-lexical-index.ts'
import { openWordData } from './word-data.ts'
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

async function openVectors(texts: IndexedTexts, embedder: Embedder, folder: string) {
  return await openHnswVectorIndex(join(folder, 'vectors'), {
    identity: embedder.identity,
    contentHash: texts.contentHash,
    texts: new Map([...texts.vectorTexts].map(([id, { text }]) => [id, text])),
    embed: (some) => embedder.embedPassages(some),
  })
}

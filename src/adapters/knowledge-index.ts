import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Edition } from '../knowledge/edition.ts'
import type { Embedder } from '../retrieval/embedder.ts'
import { type IndexedTexts, indexedTextsOf } from '../retrieval/indexed-texts.ts'
import type { KnowledgeIndex, RankedTarget } from '../retrieval/rank-targets.ts'
import { sha256 } from '../shared/ids.ts'
import { createRecent } from '../shared/recent.ts'
import { openHnswVectorIndex } from './hnsw-vector-index.ts'
import {
  buildLexicalData,
  createMiniSearchLexicalIndex,
  loadLexicalData,
  printLexicalData,
} from './minisearch-lexical-index.ts'

// A few megabytes at the most.
const rankingsRemembered = 1000

/**
 * The index of an edition: read from the folder when what is kept there belongs to it, built otherwise.
 * `embedder: null` searches by words only.
 */
export async function openKnowledgeIndex(
  edition: Edition,
  embedder: Embedder | null,
  folder: string,
  options: { questions?: boolean } = {},
): Promise<KnowledgeIndex> {
  const texts = indexedTextsOf(edition, options)
  await mkdir(folder, { recursive: true })
  const lexical = createMiniSearchLexicalIndex(await openLexical(texts, folder), texts.documents)
  const recent = createRecent<string, RankedTarget[]>(rankingsRemembered)
  if (!embedder || texts.vectorTexts.size === 0) return { lexical, recent, vectors: null }

  const index = await openHnswVectorIndex(join(folder, 'vectors'), {
    identity: embedder.identity,
    contentHash: texts.contentHash,
    texts: new Map([...texts.vectorTexts].map(([id, { text }]) => [id, text])),
    embed: (some) => embedder.embedPassages(some),
  })
  return { lexical, recent, vectors: { embedder, index, texts: texts.vectorTexts } }
}

async function openLexical({ documents, contentHash }: IndexedTexts, folder: string) {
  const path = join(folder, 'lexical.json')
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  const parsed = kept === undefined ? undefined : parseKept(kept, contentHash)
  if (parsed) return parsed

  const data = buildLexicalData(documents)
  const json = printLexicalData(data)
  await writeFile(`${path}.new`, `${contentHash} ${sha256(json)}\n${json}`)
  await rename(`${path}.new`, path)
  return data
}

/** The first line says which texts the index is of, and its own hash; anything else is not trusted. */
function parseKept(kept: string, contentHash: string) {
  const end = kept.indexOf('\n')
  const json = kept.slice(end + 1)
  if (kept.slice(0, end) !== `${contentHash} ${sha256(json)}`) return undefined
  return loadLexicalData(json)
}

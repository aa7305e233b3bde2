import hnswlib from 'hnswlib-node'
import type { EmbeddingIdentity } from '../retrieval/embedder.ts'
import type { VectorIndex } from '../retrieval/vector-index.ts'
import { createBreathing } from '../shared/breathe.ts'
import { sha256 } from '../shared/ids.ts'
import { type KeptIndex, keepIndex, readKeptIndex } from './hnsw-files.ts'

// Half of hnswlib's usual efConstruction halves the time to build; recall@10 with ef 100 stays above
// 0.99 on vectors like ours (tested in test/adapters).
const build = { m: 16, efConstruction: 100, randomSeed: 100 }
const searchEf = 100

// Enough to keep the embedding thread busy. Points are added on the main thread, with turns in between.
const textsAtOnce = 256

// Every changed point worsens the graph a little; past this share of all it is built anew.
const changesAllowed = 0.2

/** What is to be searched. `contentHash` changes whenever a text does. */
export type VectorEntries = {
  identity: EmbeddingIdentity
  contentHash: string
  /** By the id that a search returns; at least one. */
  texts: ReadonlyMap<string, string>
  embed: (texts: string[]) => Promise<Float32Array[]>
}

type Place = { id: string; label: number }

/**
 * Approximate nearest neighbours by hnswlib.
 *
 * The files are disposable: they are used only when manifest, hash and a probe search all agree, and
 * made anew otherwise. When few texts changed since, only those are embedded and placed. A new index
 * is made aside, reopened, checked and renamed into place. `embedded` is how many texts it took.
 *
 * Throws when an embedding is not made of finite numbers of the right count.
 */
export async function openHnswVectorIndex(
  folder: string,
  entries: VectorEntries,
): Promise<VectorIndex & { embedded: number }> {
  const { identity, contentHash } = entries
  const kept = await readKeptIndex(folder, identity)
  if (kept?.contentHash === contentHash) return { ...searchWith(kept), embedded: 0 }

  const hashes = await hashEach(entries.texts)
  const { made, places } = (kept && planUpdate(kept, entries, hashes)) ?? planBuild(entries, hashes)
  await place(made, places, entries)
  await keepIndex(folder, identity, made)
  const reopened = await readKeptIndex(folder, identity)
  if (!reopened) throw new Error(`the vector index just written to ${folder} does not open`)
  return { ...searchWith(reopened), embedded: places.length }
}

/** By id, 64 bits: enough to tell two versions of one text apart. Turns go on in between. */
async function hashEach(texts: VectorEntries['texts']): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  const breathe = createBreathing()
  for (const [id, text] of texts) {
    hashes.set(id, sha256(text).slice(0, 16))
    if (hashes.size % 64 === 0) await breathe()
  }
  return hashes
}

function planBuild({ identity, contentHash, texts }: VectorEntries, byId: Map<string, string>) {
  const index = new hnswlib.HierarchicalNSW('ip', identity.dimension)
  index.initIndex({ maxElements: texts.size, ...build })
  const ids = [...texts.keys()]
  const hashes = ids.map((id) => byId.get(id) ?? '')
  const made: KeptIndex = { index, contentHash, ids, hashes, changes: 0 }
  return { made, places: ids.map((id, label) => ({ id, label })) }
}

/** Changed texts keep their label, new ones take that of a text that is gone; undefined: too many. */
function planUpdate(
  kept: KeptIndex,
  { contentHash, texts }: VectorEntries,
  byId: Map<string, string>,
) {
  const ids = kept.ids.map((id) => (id !== null && texts.has(id) ? id : null))
  const hashes = [...kept.hashes]
  const labels = new Map(ids.map((id, label) => [id, label]))
  const free = ids.flatMap((id, label) => (id === null ? [label] : []))
  const places: Place[] = []
  for (const [id, hash] of byId) {
    const label = labels.get(id) ?? free.pop() ?? ids.length
    if (ids[label] === id && hashes[label] === hash) continue
    ids[label] = id
    hashes[label] = hash
    places.push({ id, label })
  }
  const gone = free.filter((label) => kept.ids[label] !== null)
  const changes = kept.changes + places.length + gone.length
  if (changes > texts.size * changesAllowed) return undefined

  for (const label of gone) kept.index.markDelete(label)
  if (ids.length > kept.index.getMaxElements()) kept.index.resizeIndex(ids.length)
  return { made: { index: kept.index, contentHash, ids, hashes, changes }, places }
}

/** The next helping is embedded in its own thread while this one is placed. */
async function place(
  { index }: KeptIndex,
  places: Place[],
  { texts, embed, identity }: VectorEntries,
) {
  const helpingAt = (start: number) => {
    const some = places.slice(start, start + textsAtOnce)
    const vectors = embed(some.map(({ id }) => texts.get(id) ?? ''))
    // It is awaited in its turn; until then a failure must not end the process.
    vectors.catch(() => undefined)
    return { some, vectors }
  }
  const breathe = createBreathing()
  let next = helpingAt(0)
  for (let start = textsAtOnce; next.some.length > 0; start += textsAtOnce) {
    const { some, vectors } = next
    const embedded = await vectors
    next = helpingAt(start)
    for (const [position, { id, label }] of some.entries()) {
      const vector = embedded[position] ?? new Float32Array()
      assertUsable(vector, identity.dimension, id)
      index.addPoint(Array.from(vector), label)
      await breathe()
    }
  }
}

/** hnswlib accepts NaN and then returns such a point for every question. */
function assertUsable(vector: Float32Array, dimension: number, id: string) {
  if (vector.length === dimension && vector.every(Number.isFinite)) return
  throw new Error(`the embedding of ${id} is not ${dimension} finite numbers`)
}

/** hnswlib labels are integers and its `ip` space returns 1 − dot product; neither leaves this file. */
function searchWith({ index, ids }: KeptIndex): VectorIndex {
  // ef is not kept in the file: after reading it is back at 10.
  index.setEf(searchEf)
  const size = ids.filter((id) => id !== null).length
  return {
    nearest(vector, limit) {
      const { neighbors, distances } = index.searchKnn(Array.from(vector), Math.min(limit, size))
      return neighbors.map((label, rank) => ({
        id: ids[label] ?? '',
        similarity: 1 - (distances[rank] ?? 1),
      }))
    },
  }
}

import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
// hnswlib-node is CommonJS without named exports for ESM.
import hnswlib from 'hnswlib-node'
import { z } from 'zod'
import type { EmbeddingIdentity } from '../retrieval/embedder.ts'
import type { VectorIndex } from '../retrieval/vector-index.ts'
import { sha256 } from '../shared/ids.ts'

type Hnsw = InstanceType<typeof hnswlib.HierarchicalNSW>

const manifestSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  revision: z.string(),
  prefix: z.string(),
  dimension: z.int().positive(),
  count: z.int().positive(),
  /** Of the ids and of the texts behind them. */
  contentHash: z.string(),
  /** Of the index file. */
  fileHash: z.string(),
  ids: z.array(z.string()),
  /** A vector whose nearest neighbour must be `ids[0]`. */
  probe: z.array(z.number()),
})

// m and efConstruction are hnswlib's defaults; ef 100 gave recall@10 1.00 (SOURCES: test/adapters).
const build = { m: 16, efConstruction: 200, randomSeed: 100 }
const searchEf = 100

type Entries = { ids: string[]; vectors: Float32Array[] }
type Key = { identity: EmbeddingIdentity; contentHash: string }

/**
 * Approximate nearest neighbours by hnswlib.
 *
 * The file is disposable: it is used only when its manifest, its hash and a probe search all agree
 * with what is asked for, and built anew otherwise. It is built aside, reopened, checked and renamed
 * into place, and never changed afterwards.
 */
export async function openHnswVectorIndex(
  folder: string,
  key: Key,
  loadEntries: () => Promise<Entries>,
): Promise<VectorIndex & { wasKept: boolean }> {
  const kept = await loadIndex(folder, key)
  if (kept) return { ...kept, wasKept: true }

  const entries = await loadEntries()
  await keepIndex(folder, key, entries)
  const built = await loadIndex(folder, key)
  if (!built) throw new Error(`the vector index just written to ${folder} does not open`)
  return { ...built, wasKept: false }
}

async function keepIndex(
  folder: string,
  { identity, contentHash }: Key,
  { ids, vectors }: Entries,
) {
  const index = new hnswlib.HierarchicalNSW('ip', identity.dimension)
  index.initIndex({ maxElements: ids.length, ...build })
  vectors.forEach((vector, label) => {
    assertUsable(vector, identity.dimension, ids[label] ?? '')
    index.addPoint(Array.from(vector), label)
  })
  // writeIndex reports success even when the folder is missing, so make it first.
  const aside = `${folder}.${process.pid}.new`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  await index.writeIndex(join(aside, 'index.hnsw'))

  const manifest: z.infer<typeof manifestSchema> = {
    format: 1,
    ...identity,
    count: ids.length,
    contentHash,
    fileHash: sha256(await readFile(join(aside, 'index.hnsw'))),
    ids,
    probe: Array.from(vectors[0] ?? []),
  }
  await writeFile(join(aside, 'manifest.json'), JSON.stringify(manifest))
  await rm(folder, { recursive: true, force: true })
  await rename(aside, folder)
}

/** hnswlib accepts NaN and then returns such a point for every question. */
function assertUsable(vector: Float32Array, dimension: number, id: string) {
  if (vector.length === dimension && vector.every(Number.isFinite)) return
  throw new Error(`the embedding of ${id} is not ${dimension} finite numbers`)
}

async function loadIndex(folder: string, { identity, contentHash }: Key) {
  const manifest = await readManifest(folder)
  if (!manifest) return undefined
  const { model, revision, prefix, dimension } = manifest
  const same =
    model === identity.model &&
    revision === identity.revision &&
    prefix === identity.prefix &&
    dimension === identity.dimension &&
    manifest.contentHash === contentHash &&
    manifest.ids.length === manifest.count
  if (!same) return undefined

  const path = join(folder, 'index.hnsw')
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes || sha256(bytes) !== manifest.fileHash) return undefined

  const index = new hnswlib.HierarchicalNSW('ip', dimension)
  await index.readIndex(path)
  // ef is not kept in the file: after reading it is back at 10.
  index.setEf(searchEf)
  const search = searchWith(index, manifest.ids)
  const [first] = search.nearest(Float32Array.from(manifest.probe), 1)
  return first && first.similarity > 0.99 ? search : undefined
}

async function readManifest(folder: string) {
  const path = join(folder, 'manifest.json')
  if (!(await stat(path).catch(() => undefined))) return undefined
  try {
    return manifestSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

/** hnswlib labels are integers and its `ip` space returns 1 − dot product; neither leaves this file. */
function searchWith(index: Hnsw, ids: string[]): VectorIndex {
  return {
    nearest(vector, limit) {
      const count = Math.min(limit, ids.length)
      const { neighbors, distances } = index.searchKnn(Array.from(vector), count)
      return neighbors.map((label, rank) => ({
        id: ids[label] ?? '',
        similarity: 1 - (distances[rank] ?? 1),
      }))
    },
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
// hnswlib-node is CommonJS without named exports for ESM.
import hnswlib from 'hnswlib-node'
import { z } from 'zod'
import type { EmbeddingIdentity } from '../retrieval/embedder.ts'

export type Hnsw = InstanceType<typeof hnswlib.HierarchicalNSW>

/** An index in memory, and what stands at each of its labels. */
export type KeptIndex = {
  index: Hnsw
  contentHash: string
  /** By label; null where the text is gone. */
  ids: (string | null)[]
  /** Of the text at each label. */
  hashes: string[]
  /** Labels changed since the graph was last built as a whole. */
  changes: number
}

const manifestSchema = z.object({
  format: z.literal(2),
  model: z.string(),
  revision: z.string(),
  prefix: z.string(),
  dimension: z.int().positive(),
  contentHash: z.string(),
  /** Of the index file. */
  fileHash: z.string(),
  ids: z.array(z.string().nullable()).min(1),
  hashes: z.array(z.string()),
  changes: z.int().min(0),
  /** A vector of the index, so it must find itself. */
  probe: z.array(z.number()),
})

/** Reads the index kept in the folder; undefined unless manifest, hash and a probe search all agree. */
export async function readKeptIndex(
  folder: string,
  identity: EmbeddingIdentity,
): Promise<KeptIndex | undefined> {
  const manifest = await readManifest(folder)
  if (!manifest) return undefined
  const { fileHash, probe, contentHash, ids, hashes, changes, ...rest } = manifest
  const isSame =
    rest.model === identity.model &&
    rest.revision === identity.revision &&
    rest.prefix === identity.prefix &&
    rest.dimension === identity.dimension
  if (!isSame || ids.length !== hashes.length) return undefined

  const path = join(folder, 'index.hnsw')
  if ((await hashOfFile(path)) !== fileHash) return undefined
  const index = new hnswlib.HierarchicalNSW('ip', identity.dimension)
  await index.readIndex(path)
  const [distance = 1] = index.searchKnn(probe, 1).distances
  return distance < 0.01 ? { index, contentHash, ids, hashes, changes } : undefined
}

async function readManifest(folder: string) {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Written aside and renamed into place; what is kept is never changed. */
export async function keepIndex(
  folder: string,
  identity: EmbeddingIdentity,
  { index, ids, ...kept }: KeptIndex,
): Promise<void> {
  // writeIndex reports success even when the folder is missing, so make it first.
  const aside = `${folder}.${process.pid}.new`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  const path = join(aside, 'index.hnsw')
  await index.writeIndex(path)

  const manifest: z.infer<typeof manifestSchema> = {
    format: 2,
    ...identity,
    ...kept,
    ids,
    fileHash: (await hashOfFile(path)) ?? '',
    probe: index.getPoint(ids.findIndex((id) => id !== null)),
  }
  await writeFile(join(aside, 'manifest.json'), JSON.stringify(manifest))
  await rm(folder, { recursive: true, force: true })
  await rename(aside, folder)
}

/** Read piece by piece, since the index of a province is hundreds of megabytes; undefined when missing. */
async function hashOfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(path)) hash.update(piece)
  } catch {
    return undefined
  }
  return hash.digest('hex')
}

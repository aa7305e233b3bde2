import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createExactVectorIndex } from '../../src/adapters/exact-vector-index.ts'
import { openHnswVectorIndex, type VectorEntries } from '../../src/adapters/hnsw-vector-index.ts'
import type { EmbeddingIdentity } from '../../src/retrieval/embedder.ts'
import type { VectorIndex } from '../../src/retrieval/vector-index.ts'
import { clusteredVectors } from '../support/clustered-vectors.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

type Vectors = Record<string, Float32Array>

const compass: Vectors = {
  north: Float32Array.of(0, 1),
  east: Float32Array.of(1, 0),
  south: Float32Array.of(0, -1),
  northeast: Float32Array.of(Math.SQRT1_2, Math.SQRT1_2),
}

const kinds: [string, (vectors: Vectors) => Promise<VectorIndex>][] = [
  [
    'exact',
    async (vectors) => createExactVectorIndex(Object.keys(vectors), Object.values(vectors)),
  ],
  ['hnsw', (vectors) => openHnswVectorIndex(join(folderForThisTest(), 'v'), entriesOf(vectors))],
]

describe.each(kinds)('VectorIndex, %s', (_, open) => {
  it('gives the nearest first, with their cosines', async () => {
    const index = await open(compass)

    const hits = index.nearest(Float32Array.of(0.6, 0.8), 4)

    expect(hits.map(({ id }) => id)).toEqual(['northeast', 'north', 'east', 'south'])
    const cosines = [1.4 * Math.SQRT1_2, 0.8, 0.6, -0.8]
    hits.forEach(({ similarity }, rank) => {
      expect(similarity).toBeCloseTo(cosines[rank] ?? Number.NaN, 5)
    })
  })

  it('gives no more than it is asked for', async () => {
    const index = await open(compass)

    expect(index.nearest(Float32Array.of(1, 0), 2).map(({ id }) => id)).toEqual([
      'east',
      'northeast',
    ])
  })

  it('gives all it has when asked for more', async () => {
    const index = await open(compass)

    expect(index.nearest(Float32Array.of(1, 0), 80)).toHaveLength(4)
  })

  it('serves an index of a single text', async () => {
    const index = await open({ only: Float32Array.of(1, 0) })

    expect(index.nearest(Float32Array.of(1, 0), 80).map(({ id }) => id)).toEqual(['only'])
  })
})

describe('openHnswVectorIndex', () => {
  it('finds at least 99 of 100 nearest neighbours that a full scan finds', {
    timeout: 60_000,
  }, async () => {
    const all = clusteredVectors({ count: 3_200, dimension: 64, clusters: 60, seed: 7 })
    const vectors = Object.fromEntries(all.slice(200).map((vector, index) => [`t${index}`, vector]))
    const exact = createExactVectorIndex(Object.keys(vectors), Object.values(vectors))

    const index = await openHnswVectorIndex(join(folderForThisTest(), 'v'), entriesOf(vectors))

    expect(recall(index, exact, all.slice(0, 200), 10)).toBeGreaterThanOrEqual(0.99)
  })

  it('reopens what it kept without embedding anything', async () => {
    const folder = await folderWith(compass)

    const reopened = await openHnswVectorIndex(folder, {
      ...entriesOf(compass),
      embed: () => Promise.reject(new Error('asked to embed')),
    })

    expect(reopened.embedded).toBe(0)
    expect(reopened.nearest(Float32Array.of(0, 1), 1)[0]?.id).toBe('north')
  })

  it.each<[string, (folder: string) => void]>([
    ['a bit of the index has flipped', (folder) => flipBit(join(folder, 'index.hnsw'))],
    ['the index is cut short', (folder) => truncateSync(join(folder, 'index.hnsw'), 100)],
    ['the index is gone', (folder) => rmSync(join(folder, 'index.hnsw'))],
    ['the manifest is gone', (folder) => rmSync(join(folder, 'manifest.json'))],
    ['the manifest is cut short', (folder) => truncateSync(join(folder, 'manifest.json'), 50)],
    ['the manifest is of an older format', (folder) => changeManifest(folder, { format: 1 })],
    ['the manifest names fewer texts', (folder) => changeManifest(folder, { ids: ['north'] })],
    ['the probe finds nothing near', (folder) => changeManifest(folder, { probe: [0.3, 0] })],
  ])('builds anew when %s', async (_, damage) => {
    const folder = await folderWith(compass)
    damage(folder)

    const rebuilt = await openHnswVectorIndex(folder, entriesOf(compass))

    expect(rebuilt.embedded).toBe(4)
    expect(rebuilt.nearest(Float32Array.of(1, 0), 1)[0]?.id).toBe('east')
    expect((await openHnswVectorIndex(folder, entriesOf(compass))).embedded).toBe(0)
  })

  it.each<[string, Partial<EmbeddingIdentity>]>([
    ['model', { model: 'other' }],
    ['revision', { revision: 'other' }],
    ['prefix', { prefix: 'query: |passage: ' }],
  ])('never trusts vectors of another %s, though the texts are the same', async (_, difference) => {
    const folder = await folderWith(compass)
    const { identity, ...entries } = entriesOf(compass)

    const other = await openHnswVectorIndex(folder, {
      ...entries,
      identity: { ...identity, ...difference },
    })

    expect(other.embedded).toBe(4)
  })

  it('builds anew for vectors of another dimension', async () => {
    const folder = await folderWith(compass)

    const other = await openHnswVectorIndex(folder, entriesOf({ up: Float32Array.of(0, 0, 1) }))

    expect(other.nearest(Float32Array.of(0, 0, 1), 1)).toEqual([{ id: 'up', similarity: 1 }])
  })

  it.each<[string, Float32Array]>([
    ['is not a number', Float32Array.of(Number.NaN, 1)],
    ['is endless', Float32Array.of(Number.POSITIVE_INFINITY, 1)],
    ['is too short', Float32Array.of(1)],
    ['is too long', Float32Array.of(1, 0, 0)],
  ])('names the text whose vector %s', async (_, broken) => {
    const entries = entriesOf({ ...compass, 'guide:ket-hon#q1': broken })

    const opened = openHnswVectorIndex(join(folderForThisTest(), 'v'), entries)

    await expect(opened).rejects.toThrow('guide:ket-hon#q1')
  })

  it('leaves the kept index alone when the new one cannot be built', async () => {
    const folder = await folderWith(compass)
    const broken = entriesOf({ ...compass, west: Float32Array.of(Number.NaN, 0) })
    await openHnswVectorIndex(folder, broken).catch(() => undefined)

    expect((await openHnswVectorIndex(folder, entriesOf(compass))).embedded).toBe(0)
  })
})

describe('openHnswVectorIndex, after few texts changed', () => {
  const all = clusteredVectors({ count: 1_100, dimension: 32, clusters: 40, seed: 11 })
  const [first = new Float32Array(32), second = new Float32Array(32)] = all.slice(1_000)
  const before = Object.fromEntries(
    all.slice(0, 1_000).map((vector, index) => [`t${index}`, vector]),
  )

  it('embeds the changed and the new ones only', async () => {
    const folder = await folderWith(before)
    const asked: string[] = []
    const entries = entriesOf({ ...before, t5: first, added: second })

    const { embedded } = await openHnswVectorIndex(folder, {
      ...entries,
      embed: (texts) => {
        asked.push(...texts)
        return entries.embed(texts)
      },
    })

    expect(embedded).toBe(2)
    expect(asked.sort()).toEqual([textOf('t5', first), textOf('added', second)].sort())
  })

  it('finds a changed text where it is now', async () => {
    const folder = await folderWith(before)

    const index = await openHnswVectorIndex(folder, entriesOf({ ...before, t5: first }))

    expect(index.nearest(first, 1)[0]?.id).toBe('t5')
  })

  it('never finds a text that is gone, nor after it is reopened', async () => {
    const folder = await folderWith(before)
    const { t5: gone = new Float32Array(32), ...rest } = before

    const updated = await openHnswVectorIndex(folder, entriesOf(rest))
    const reopened = await openHnswVectorIndex(folder, entriesOf(rest))

    expect([updated.embedded, reopened.embedded]).toEqual([0, 0])
    for (const index of [updated, reopened]) {
      const found = index.nearest(gone, 50).map(({ id }) => id)
      expect(found).toHaveLength(50)
      expect(found.filter((id) => !(id in rest))).toEqual([])
    }
  })

  it('finds a text again that was gone and came back', async () => {
    const folder = await folderWith(before)
    const { t5: back = new Float32Array(32), ...rest } = before
    await openHnswVectorIndex(folder, entriesOf(rest))

    const index = await openHnswVectorIndex(folder, entriesOf(before))

    expect(index.embedded).toBe(1)
    expect(index.nearest(back, 1)[0]?.id).toBe('t5')
  })

  it('finds as much after a tenth was replaced as a full scan does', {
    timeout: 60_000,
  }, async () => {
    const folder = await folderWith(before)
    const replaced = all.slice(1_000).map((vector, index) => [`t${index * 7}`, vector] as const)
    const after = { ...before, ...Object.fromEntries(replaced) }
    const exact = createExactVectorIndex(Object.keys(after), Object.values(after))

    const index = await openHnswVectorIndex(folder, entriesOf(after))

    expect(index.embedded).toBe(100)
    expect(recall(index, exact, all.slice(900), 10)).toBeGreaterThanOrEqual(0.99)
  })

  it('builds anew once more than a fifth has changed, step by step', {
    timeout: 60_000,
  }, async () => {
    const folder = await folderWith(before)
    const changed = (count: number): Vectors =>
      Object.fromEntries(
        Object.entries(before).map(([id, vector], index) => [id, index < count ? first : vector]),
      )

    const embedded = []
    for (const count of [150, 200, 201]) {
      embedded.push((await openHnswVectorIndex(folder, entriesOf(changed(count)))).embedded)
    }

    expect(embedded).toEqual([150, 50, 1_000])
  })
})

/** A text that stands for the vector, so that another vector is another text. */
function textOf(id: string, vector: Float32Array): string {
  return `${id} ${vector.join(' ')}`
}

function entriesOf(vectors: Vectors): VectorEntries {
  const texts = new Map(Object.entries(vectors).map(([id, vector]) => [id, textOf(id, vector)]))
  const byText = new Map(
    Object.entries(vectors).map(([id, vector]) => [textOf(id, vector), vector]),
  )
  const dimension = Object.values(vectors)[0]?.length ?? 0
  return {
    identity: { model: 'm', revision: 'r', prefix: '|', dimension },
    contentHash: [...texts.values()].join(),
    texts,
    embed: async (some) => some.map((text) => byText.get(text) ?? new Float32Array()),
  }
}

async function folderWith(vectors: Vectors): Promise<string> {
  const folder = join(folderForThisTest(), 'v')
  await openHnswVectorIndex(folder, entriesOf(vectors))
  return folder
}

function flipBit(path: string): void {
  const bytes = readFileSync(path)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

function changeManifest(folder: string, change: Record<string, unknown>): void {
  const path = join(folder, 'manifest.json')
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify(Object.assign({}, manifest, change)))
}

/** Share of the true nearest that the index finds. */
function recall(index: VectorIndex, exact: VectorIndex, asked: Float32Array[], limit: number) {
  let found = 0
  for (const vector of asked) {
    const ids = new Set(index.nearest(vector, limit).map(({ id }) => id))
    found += exact.nearest(vector, limit).filter(({ id }) => ids.has(id)).length
  }
  return found / (asked.length * limit)
}

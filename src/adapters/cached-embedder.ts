import type { Embedder } from '../retrieval/embedder.ts'
import { sha256 } from '../shared/ids.ts'
import type { Database } from './database.ts'

// Below SQLite's limit of bound parameters a statement, with room to spare.
const rowsAtOnce = 200

/** Remembers passage vectors by the hash of their text: an unchanged passage is embedded once, ever. */
export function createCachedEmbedder(embedder: Embedder, database: Database): Embedder {
  const model = sha256(JSON.stringify(embedder.identity))

  const readKept = async (hashes: string[]) => {
    const kept = new Map<string, Float32Array>()
    for (let start = 0; start < hashes.length; start += rowsAtOnce) {
      const rows = await database
        .selectFrom('embeddings')
        .select(['hash', 'vector'])
        .where('model', '=', model)
        .where('hash', 'in', hashes.slice(start, start + rowsAtOnce))
        .execute()
      for (const { hash, vector } of rows) kept.set(hash, floatsOf(vector))
    }
    return kept
  }

  const keep = async (vectors: Map<string, Float32Array>) => {
    const rows = [...vectors].map(([hash, vector]) => ({ model, hash, vector: bytesOf(vector) }))
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      await database
        .insertInto('embeddings')
        .values(rows.slice(start, start + rowsAtOnce))
        .onConflict((conflict) => conflict.columns(['model', 'hash']).doNothing())
        .execute()
    }
  }

  return {
    ...embedder,
    async embedPassages(texts) {
      const hashes = texts.map((text) => sha256(text))
      const kept = await readKept([...new Set(hashes)])
      const missing = new Map(
        texts
          .map((text, index) => [hashes[index] ?? '', text] as const)
          .filter(([h]) => !kept.has(h)),
      )
      const made = await embedder.embedPassages([...missing.values()])
      const fresh = new Map(
        [...missing.keys()].map((hash, index) => [hash, made[index] ?? new Float32Array()]),
      )
      await keep(fresh)
      return hashes.map((hash) => kept.get(hash) ?? fresh.get(hash) ?? new Float32Array())
    },
  }
}

function bytesOf(vector: Float32Array): Uint8Array {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

/** Copied, since a driver's buffer need not start where floats may. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}

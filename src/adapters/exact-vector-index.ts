import type { VectorIndex } from '../retrieval/vector-index.ts'

/** A full scan: exact, without a build step, and the oracle the approximate index is tested by. */
export function createExactVectorIndex(ids: string[], vectors: Float32Array[]): VectorIndex {
  return {
    nearest(vector, limit) {
      const scored = vectors.map((each, index) => ({
        id: ids[index] ?? '',
        similarity: dotProduct(each, vector),
      }))
      return scored.sort((a, b) => b.similarity - a.similarity).slice(0, limit)
    },
  }
}

/** Of two vectors of one length; their cosine when both are unit length. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

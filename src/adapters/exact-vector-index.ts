import type { VectorHit, VectorIndex } from '../retrieval/vector-index.ts'

/** A full scan: exact, without a build step, and the oracle the approximate index is tested by. */
export function createExactVectorIndex(ids: string[], vectors: Float32Array[]): VectorIndex {
  return {
    nearest(vector, limit) {
      const best: VectorHit[] = []
      const shorten = () => {
        best.sort((a, b) => b.similarity - a.similarity)
        best.length = Math.min(best.length, limit)
      }
      let least = Number.NEGATIVE_INFINITY
      for (const [index, each] of vectors.entries()) {
        const similarity = dotProduct(each, vector)
        if (similarity <= least) continue
        best.push({ id: ids[index] ?? '', similarity })
        if (best.length < 2 * limit) continue
        shorten()
        least = best.at(-1)?.similarity ?? least
      }
      shorten()
      return best
    },
  }
}

/** Of two vectors of one length; their cosine when both are unit length. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

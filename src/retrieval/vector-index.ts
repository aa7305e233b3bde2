/** An id and how near it is. `similarity` is the cosine, −1…1. */
export type VectorHit = { id: string; similarity: number }

/** Search by meaning over one edition. Vectors are unit length and all of one dimension. */
export type VectorIndex = {
  /** Nearest first; fewer than `limit` when the index is small. */
  nearest(vector: Float32Array, limit: number): VectorHit[]
}

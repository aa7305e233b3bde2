import { createRandom } from '../../scripts/train/static-model.ts'

/** Unit vectors in tight clusters, as texts about the same matters are; the same seed gives the same. */
export function clusteredVectors(about: {
  count: number
  dimension: number
  clusters: number
  seed: number
}): Float32Array[] {
  const random = createRandom(about.seed)
  const scatter = (size: number) => () => (random() * 2 - 1) * size
  const centres = Array.from({ length: about.clusters }, () =>
    Float32Array.from({ length: about.dimension }, scatter(1)),
  )
  return Array.from({ length: about.count }, (_, index) => {
    const shift = scatter(0.4)
    const centre = centres[index % about.clusters] ?? new Float32Array(about.dimension)
    return toUnit(centre.map((value) => value + shift()))
  })
}

/** The same direction, length 1. */
export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

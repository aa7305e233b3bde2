import { fold } from '../../src/language/fold.ts'
import type { Embedder } from '../../src/retrieval/embedder.ts'
import { toUnit } from '../support/clustered-vectors.ts'

const dimension = 32

/** Texts with the same syllables lie together. `embedded` is every passage it was given. */
export function createFakeEmbedder(): Embedder & { embedded: string[] } {
  const embedded: string[] = []
  return {
    embedded,
    identity: { model: 'fake', revision: '1', prefix: '|', dimension },
    embedQuestion: async (text) => vectorOf(text),
    async embedPassages(texts) {
      embedded.push(...texts)
      return texts.map(vectorOf)
    },
  }
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimension).fill(0.01)
  for (const syllable of fold(text).split(' ')) {
    const place = [...syllable].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
    vector[place % dimension] = (vector[place % dimension] ?? 0) + 1
  }
  return toUnit(vector)
}

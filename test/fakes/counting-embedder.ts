import type { Embedder } from '../../src/retrieval/embedder.ts'

/** Embeds a text as its length and first letter, and remembers what it was asked to embed. */
export function countingEmbedder(model = 'fake'): Embedder & { embedded: string[] } {
  const embedded: string[] = []
  const vectorOf = (text: string) => Float32Array.of(text.length, text.codePointAt(0) ?? 0, 0.1)
  return {
    embedded,
    identity: { model, revision: '1', prefix: '|', dimension: 3 },
    embedQuestion: async (text) => vectorOf(text),
    embedPassages: async (texts) => {
      embedded.push(...texts)
      return texts.map(vectorOf)
    },
  }
}

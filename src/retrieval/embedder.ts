/** How vectors were made; vectors made in different ways must never meet in one index. */
export type EmbeddingIdentity = {
  model: string
  /** Hash of the model's files, or what a server calls its version. */
  revision: string
  /** What is put before a question and before a passage, joined by `|`. */
  prefix: string
  dimension: number
}

/** Turns text into unit vectors, questions and passages alike into one space. */
export type Embedder = {
  identity: EmbeddingIdentity
  embedQuestion(text: string): Promise<Float32Array>
  /** Order kept. Throws UpstreamError when the model cannot answer. */
  embedPassages(texts: string[]): Promise<Float32Array[]>
}

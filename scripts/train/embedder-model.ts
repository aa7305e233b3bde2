import { staticModelInput } from '../../src/language/terms.ts'
import { targetKey, type VectorText } from '../../src/retrieval/indexed-texts.ts'
import { type Group, type TrainingSettings, trainTokenVectors } from './static-model.ts'
import { createTokenizerFiles } from './tokenizer.ts'

/** A trained model before it is written down. */
export type EmbedderModel = Omit<ReturnType<typeof createTokenizerFiles>, 'vocabularySize'> & {
  vocabularySize: number
  /** vocabularySize × dimension values, row by row. */
  weights: Float32Array
  /** Unit length; zeros for a text without known words. The same as the written model gives. */
  embed(text: string): Float32Array
}

/** Trains the built-in model on texts of which those of one target mean the same. */
export function trainEmbedder(
  texts: VectorText[],
  siblings: ReadonlyMap<string, string[]>,
  settings: Omit<TrainingSettings, 'vocabularySize' | 'marked'>,
  onEpoch: (epoch: number, loss: number) => void = () => undefined,
): EmbedderModel {
  const { dimension } = settings
  const words = texts.map(({ text }) => staticModelInput(text).split(' '))
  const files = createTokenizerFiles(words, 2)
  const vocabulary = new Map(Object.entries(files.tokenizer.model.vocab))
  const tokensOf = (text: string) =>
    staticModelInput(text)
      .split(' ')
      .flatMap((word) => wordPieces(word, vocabulary))

  const groups = new Map<string, Group>()
  for (const { target, use, text } of texts) {
    const key = targetKey(target)
    const group = groups.get(key) ?? { questions: [], passages: [], siblings: [] }
    groups.set(key, group)
    group[use === 'question' ? 'questions' : 'passages'].push(tokensOf(text))
  }
  const places = new Map([...groups.keys()].map((key, index) => [key, index]))
  for (const [key, others] of siblings) {
    groups.get(key)?.siblings.push(...others.flatMap((other) => places.get(other) ?? []))
  }
  const marked = new Set(
    [...vocabulary].flatMap(([word, id]) => (/[^\x20-\x7eǂ]/.test(word) ? [id] : [])),
  )

  const { vocabularySize } = files
  const weights = trainTokenVectors(
    [...groups.values()],
    { ...settings, vocabularySize, marked },
    onEpoch,
  )
  // Padding and unknown words say nothing.
  weights.fill(0, 0, 2 * dimension)
  return { ...files, weights, embed: (text) => meanOf(tokensOf(text), weights, dimension) }
}

/** As WordPiece cuts a word: whole when known, else longest known beginning, then the next. */
function wordPieces(word: string, vocabulary: ReadonlyMap<string, number>): number[] {
  const whole = vocabulary.get(word)
  if (whole !== undefined) return [whole]
  const ids: number[] = []
  for (let start = 0; start < word.length; ) {
    let end = word.length
    while (end > start && !vocabulary.has((start > 0 ? '##' : '') + word.slice(start, end))) end--
    const id = vocabulary.get((start > 0 ? '##' : '') + word.slice(start, end))
    if (id === undefined) return []
    ids.push(id)
    start = end
  }
  return ids
}

function meanOf(tokens: number[], weights: Float32Array, dimension: number): Float32Array {
  const mean = new Float32Array(dimension)
  for (const token of tokens) {
    for (let d = 0; d < dimension; d++) {
      mean[d] = (mean[d] ?? 0) + (weights[token * dimension + d] ?? 0)
    }
  }
  const length = Math.hypot(...mean) || 1
  return mean.map((value) => value / length)
}

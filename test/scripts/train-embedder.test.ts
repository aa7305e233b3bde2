import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createOnnxFile } from '../../scripts/train/onnx-file.ts'
import {
  createRandom,
  type Group,
  type TrainingSettings,
  trainTokenVectors,
} from '../../scripts/train/static-model.ts'
import { createTokenizerFiles } from '../../scripts/train/tokenizer.ts'
import { dotProduct } from '../../src/adapters/exact-vector-index.ts'
import { TransformersEmbeddings } from '../../src/adapters/transformers-embeddings.ts'
import { toUnit } from '../support/clustered-vectors.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const words = ['khai', 'sinh', 'ket', 'hon', 'dat', 'nha', 'cho', 'be', 'ban', 'xin']
/** Ids of the words above; each group shares two words, the others stand everywhere. */
const groups: Group[] = [
  {
    questions: [
      [0, 1, 6],
      [0, 1, 7],
      [0, 9, 1],
    ],
    passages: [[0, 1, 8, 6]],
    siblings: [1],
  },
  {
    questions: [
      [2, 3, 6],
      [2, 3, 8],
      [9, 2, 3],
    ],
    passages: [[2, 3, 9, 7]],
    siblings: [0],
  },
  {
    questions: [
      [4, 5, 6],
      [4, 5, 9],
      [8, 4, 5],
    ],
    passages: [],
    siblings: [],
  },
]

function train(change: Partial<TrainingSettings> = {}) {
  const losses: number[] = []
  const settings: TrainingSettings = {
    vocabularySize: words.length,
    dimension: 8,
    epochs: 30,
    batchSize: 4,
    learningRate: 0.05,
    temperature: 0.1,
    tokenDropout: 0.2,
    markDropout: 0,
    marked: new Set(),
    hardNegatives: 0.5,
    seed: 7,
    ...change,
  }
  const weights = trainTokenVectors(groups, settings, (_, loss) => losses.push(loss))
  return { weights, losses }
}

describe('createRandom', () => {
  it('gives the same numbers for the same seed, all from 0 up to 1', () => {
    const one = createRandom(5)
    const two = createRandom(5)
    const numbers = Array.from({ length: 1_000 }, one)

    expect(numbers).toEqual(Array.from({ length: 1_000 }, two))
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(numbers.reduce((sum, number) => sum + number, 0) / 1_000).toBeCloseTo(0.5, 1)
  })
})

describe('trainTokenVectors', () => {
  it('gives the same bytes for the same seed', () => {
    expect(train().weights).toEqual(train().weights)
  })

  it('gives other bytes for another seed', () => {
    expect(train({ seed: 8 }).weights).not.toEqual(train().weights)
  })

  it('learns: the loss falls to less than half', () => {
    const { losses } = train()

    expect(losses).toHaveLength(30)
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2)
  })

  it('draws words of one matter together and pushes others away', () => {
    const { weights } = train()
    const row = (word: string) => rowOf(weights, words.indexOf(word))

    expect(dotProduct(row('khai'), row('sinh'))).toBeGreaterThan(
      dotProduct(row('khai'), row('hon')) + 0.3,
    )
    expect(dotProduct(row('dat'), row('nha'))).toBeGreaterThan(
      dotProduct(row('dat'), row('sinh')) + 0.3,
    )
  })

  it('leaves the words of no text as they began', () => {
    const started = train({ vocabularySize: words.length + 1, epochs: 0 }).weights
    const trained = train({ vocabularySize: words.length + 1 }).weights

    expect(rowOf(trained, words.length)).toEqual(rowOf(started, words.length))
    expect(rowOf(trained, 0)).not.toEqual(rowOf(started, 0))
  })
})

describe('createOnnxFile', () => {
  it('gives the same bytes for the same vectors', () => {
    const { weights } = train()

    expect(createOnnxFile(weights, 8)).toEqual(createOnnxFile(weights, 8))
  })

  it('makes a model that Transformers.js runs: the mean of the vectors of the words', {
    timeout: 60_000,
  }, async () => {
    const folder = join(folderForThisTest(), 'tiny')
    const { vocabulary, weights } = writeModel(folder, 16)
    const embeddings = new TransformersEmbeddings({ model: { folder }, pooling: 'cls' })

    for (const text of ['khai sinh', 'ket hon cho be', 'xin']) {
      const rows = text.split(' ').map((word) => vocabulary.get(word) ?? -1)
      const sum = Float32Array.from({ length: 16 }, (_, place) =>
        rows.reduce((total, row) => total + (weights[row * 16 + place] ?? Number.NaN), 0),
      )
      const vector = Float32Array.from(await embeddings.embedQuery(text))
      // What is lost is the rounding to 8 bits.
      expect(dotProduct(vector, toUnit(sum)), text).toBeGreaterThan(0.999)
    }
  })

  it('reads a word it never saw by its letters', { timeout: 60_000 }, async () => {
    const folder = join(folderForThisTest(), 'tiny')
    writeModel(folder, 16)
    const embeddings = new TransformersEmbeddings({ model: { folder }, pooling: 'cls' })

    const [unseen = [], other = [], again = []] = await embeddings.embedDocuments([
      'zx',
      'qv',
      'zx',
    ])

    expect(unseen).toEqual(again)
    expect(unseen).not.toEqual(other)
  })
})

describe('createTokenizerFiles', () => {
  it('keeps words seen often enough, and every letter and digit', () => {
    const texts = [
      ['khai', 'sinh'],
      ['khai', 'tu'],
      ['khai', 'sinh', '123'],
    ]

    const { tokenizer, vocabularySize } = createTokenizerFiles(texts, 2)

    const { vocab } = tokenizer.model
    expect(vocab).toHaveProperty('khai')
    expect(vocab).toHaveProperty('sinh')
    expect(vocab).not.toHaveProperty('tu')
    expect(vocab).not.toHaveProperty('123')
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') {
      expect(vocab).toHaveProperty(letter)
      expect(vocab).toHaveProperty(`##${letter}`)
    }
    expect(Object.values(vocab).sort((a, b) => a - b)).toEqual([...Array(vocabularySize).keys()])
  })

  it('numbers words alike whatever the order of texts', () => {
    const texts = [
      ['khai', 'sinh'],
      ['ket', 'hon'],
    ]

    const { tokenizer } = createTokenizerFiles(texts, 1)

    expect(createTokenizerFiles(texts.toReversed(), 1).tokenizer).toEqual(tokenizer)
  })
})

function rowOf(weights: Float32Array, row: number): Float32Array {
  const dimension = 8
  return toUnit(weights.subarray(row * dimension, (row + 1) * dimension))
}

/** A model folder over the words above, with random vectors. */
function writeModel(folder: string, dimension: number) {
  const { tokenizer, tokenizerConfig, vocabularySize } = createTokenizerFiles([words], 1)
  const random = createRandom(3)
  const weights = Float32Array.from({ length: vocabularySize * dimension }, () => random() - 0.5)
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  const config = { model_type: 'bert', hidden_size: dimension, vocab_size: vocabularySize }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer))
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizerConfig))
  writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), createOnnxFile(weights, dimension))
  return { vocabulary: new Map(Object.entries(tokenizer.model.vocab)), weights }
}

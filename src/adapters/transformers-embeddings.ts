import { Embeddings } from '@langchain/core/embeddings'
import { UpstreamError } from '../shared/errors.ts'
import { askTransformers } from './transformers-thread.ts'
import type { TransformersModel } from './transformers-worker.ts'

// Padding makes a batch as wide as its longest text: small batches keep memory flat (a batch of 64
// took four times the memory of one of 8 with the models this was measured on).
const batchSize = 16

// While the main thread is busy with what came back, the model has the next batch already.
const runsAtOnce = 2

type Waiting = {
  texts: string[]
  resolve: (vectors: number[][]) => void
  reject: (e: Error) => void
}

/**
 * A Transformers.js model as LangChain Embeddings, run in a worker thread.
 *
 * Questions that arrive while the model is busy are embedded together in its next run, before passages
 * that wait. Vectors are unit length, or all zeros for a text without words. Throws UpstreamError when the model cannot be
 * loaded or fails.
 */
export class TransformersEmbeddings extends Embeddings {
  readonly #model: TransformersModel
  readonly #questions: Waiting[] = []
  readonly #passages: Waiting[] = []
  readonly #underWay = new Set<Waiting[]>()
  #closed: UpstreamError | undefined

  constructor(model: TransformersModel) {
    super({})
    this.#model = model
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embed([text], this.#questions)
    return vector ?? []
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const batches: Promise<number[][]>[] = []
    for (let start = 0; start < texts.length; start += batchSize) {
      batches.push(this.#embed(texts.slice(start, start + batchSize), this.#passages))
    }
    return (await Promise.all(batches)).flat()
  }

  /** What still waits fails, and so does whatever is asked later. */
  close(): void {
    const closed = new UpstreamError('embedding model', 'closed')
    this.#closed = closed
    const waiting = [...this.#underWay, this.#questions.splice(0), this.#passages.splice(0)]
    for (const { reject } of waiting.flat()) reject(closed)
  }

  #embed(texts: string[], queue: Waiting[]): Promise<number[][]> {
    if (this.#closed) return Promise.reject(this.#closed)
    return new Promise((resolve, reject) => {
      queue.push({ texts, resolve, reject })
      this.#sendNext()
    })
  }

  #sendNext(): void {
    const queue = this.#questions.length > 0 ? this.#questions : this.#passages
    if (this.#underWay.size >= runsAtOnce || queue.length === 0) return
    const batch = takeBatch(queue)
    this.#underWay.add(batch)
    void askTransformers({ ...this.#model, texts: batch.flatMap(({ texts }) => texts) })
      .then(
        (vectors) => handOut(vectors, batch),
        (error) => {
          for (const { reject } of batch) reject(error)
        },
      )
      .finally(() => {
        this.#underWay.delete(batch)
        this.#sendNext()
      })
  }
}

/** As many from the front as fit into one run, at least one. */
function takeBatch(queue: Waiting[]): Waiting[] {
  let count = 0
  const end = queue.findIndex(({ texts }, index) => {
    count += texts.length
    return index > 0 && count > batchSize
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}

function handOut(vectors: Float32Array, batch: Waiting[]): void {
  const total = batch.reduce((sum, { texts }) => sum + texts.length, 0)
  const dimension = vectors.length / total
  let start = 0
  for (const { texts, resolve } of batch) {
    resolve(
      texts.map(() => {
        const vector = Array.from(vectors.subarray(start, start + dimension))
        start += dimension
        return vector
      }),
    )
  }
}

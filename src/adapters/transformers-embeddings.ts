import { Worker } from 'node:worker_threads'
import { Embeddings } from '@langchain/core/embeddings'
import { UpstreamError } from '../shared/errors.ts'
import type { EmbedRequest, EmbedResponse, TransformersWorkerData } from './transformers-worker.ts'

// Padding makes a batch as wide as its longest text: small batches keep memory flat (a batch of 64
// took four times the memory of one of 8 with the models this was measured on).
const batchSize = 16

type Waiting = {
  texts: string[]
  resolve: (vectors: number[][]) => void
  reject: (e: Error) => void
}

/**
 * A Transformers.js model as LangChain Embeddings, run in a worker thread.
 *
 * Questions that arrive while the model is busy are embedded together in its next run. Vectors are
 * unit length. Throws UpstreamError when the model cannot be loaded or fails.
 */
export class TransformersEmbeddings extends Embeddings {
  readonly #worker: Worker
  readonly #underWay = new Map<number, Waiting[]>()
  readonly #queue: Waiting[] = []
  #nextId = 0
  #failure: Error | undefined

  constructor(workerData: TransformersWorkerData) {
    super({})
    this.#worker = startWorker(workerData)
    this.#worker.unref()
    this.#worker.on('message', (response: EmbedResponse) => this.#settle(response))
    this.#worker.on('error', (cause) => this.#failAll(new UpstreamError('embedding model', cause)))
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embed([text])
    return vector ?? []
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = []
    for (let start = 0; start < texts.length; start += batchSize) {
      vectors.push(...(await this.#embed(texts.slice(start, start + batchSize))))
    }
    return vectors
  }

  /** Stops the worker; what still waits fails. */
  async close(): Promise<void> {
    this.#failAll(new UpstreamError('embedding model', 'closed'))
    await this.#worker.terminate()
  }

  #embed(texts: string[]): Promise<number[][]> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#queue.push({ texts, resolve, reject })
      this.#sendNext()
    })
  }

  #sendNext(): void {
    if (this.#underWay.size > 0 || this.#queue.length === 0) return
    const batch: Waiting[] = []
    let count = 0
    while (this.#queue[0] && (count === 0 || count + this.#queue[0].texts.length <= batchSize)) {
      const waiting = this.#queue.shift()
      if (!waiting) break
      batch.push(waiting)
      count += waiting.texts.length
    }
    const id = this.#nextId++
    this.#underWay.set(id, batch)
    // While something is asked the process must not end under it.
    this.#worker.ref()
    const request: EmbedRequest = { id, texts: batch.flatMap(({ texts }) => texts) }
    this.#worker.postMessage(request)
  }

  #settle(response: EmbedResponse): void {
    const batch = this.#underWay.get(response.id) ?? []
    this.#underWay.delete(response.id)
    this.#worker.unref()
    if ('error' in response) {
      for (const { reject } of batch) reject(new UpstreamError('embedding model', response.error))
    } else {
      handOut(response.vectors, batch)
    }
    this.#sendNext()
  }

  #failAll(failure: Error): void {
    this.#failure = failure
    const waiting = [...[...this.#underWay.values()].flat(), ...this.#queue.splice(0)]
    this.#underWay.clear()
    for (const { reject } of waiting) reject(failure)
  }
}

/** From source (tests, scripts) the worker is TypeScript, and Node 20 needs a loader for that. */
function startWorker(workerData: TransformersWorkerData): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./transformers-worker.js', import.meta.url), { workerData })
  }
  const { href } = new URL('./transformers-worker.ts', import.meta.url)
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${href}') })`
  return new Worker(load, { eval: true, workerData })
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

/** The embedding model, alone in a worker thread: tokenising and pooling would block the service. */
import { basename, dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { env, pipeline } from '@xenova/transformers'

/** What the worker is started with. */
export type TransformersWorkerData = {
  /** A folder in Transformers.js layout, or the name of a model on the hub. */
  model: { folder: string } | { name: string; cacheFolder: string }
  pooling: 'mean' | 'cls'
}

export type EmbedRequest = { id: number; texts: string[] }

/** Vectors of all texts one after the other; every text has the same number of values. */
export type EmbedResponse = { id: number; vectors: Float32Array } | { id: number; error: string }

if (!parentPort) throw new Error('transformers-worker runs in a worker thread only')
const port = parentPort
const { model, pooling }: TransformersWorkerData = workerData

if ('folder' in model) {
  env.allowRemoteModels = false
  env.localModelPath = dirname(model.folder)
} else {
  env.cacheDir = model.cacheFolder
}
const extract = await pipeline(
  'feature-extraction',
  'folder' in model ? basename(model.folder) : model.name,
)

port.on('message', ({ id, texts }: EmbedRequest) => {
  embed(texts).then(
    (vectors) => {
      const response: EmbedResponse = { id, vectors }
      port.postMessage(response, [vectors.buffer])
    },
    (error: unknown) => {
      const response: EmbedResponse = { id, error: String(error) }
      port.postMessage(response)
    },
  )
})

async function embed(texts: string[]): Promise<Float32Array<ArrayBuffer>> {
  // A tensor of this version lives in the JavaScript heap (there is no dispose): copy and let it go.
  const { data } = await extract(texts, { pooling, normalize: true })
  if (!(data instanceof Float32Array)) throw new Error('the model does not give 32-bit floats')
  return Float32Array.from(data)
}

/** Embedding models, alone in a worker thread: tokenising and pooling would block the service. */
import { basename, dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { env, type FeatureExtractionPipeline, pipeline } from '@xenova/transformers'

export type TransformersModel = {
  /** A folder in Transformers.js layout, or the name of a model on the hub. */
  model: { folder: string } | { name: string; cacheFolder: string }
  pooling: 'mean' | 'cls'
}

export type EmbedRequest = TransformersModel & { id: number; texts: string[] }

/** Vectors of all texts one after the other; every text has the same number of values. */
export type EmbedResponse = { id: number; vectors: Float32Array } | { id: number; error: string }

if (!parentPort) throw new Error('transformers-worker runs in a worker thread only')
const port = parentPort
const loaded = new Map<string, Promise<FeatureExtractionPipeline>>()

port.on('message', ({ id, ...request }: EmbedRequest) => {
  embed(request).then(
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

async function embed({ model, pooling, texts }: Omit<EmbedRequest, 'id'>) {
  const extract = await loadOnce(model)
  // Some models fail on a text without a token; a question mark stands in, and its vector is cleared.
  const isBlank = texts.map((text) => text.trim() === '')
  const filled = texts.map((text, index) => (isBlank[index] ? '?' : text))
  // A tensor of this version lives in the JavaScript heap (there is no dispose): copy and let it go.
  const { data } = await extract(filled, { pooling, normalize: true })
  if (!(data instanceof Float32Array)) throw new Error('the model does not give 32-bit floats')
  const dimension = data.length / texts.length
  // Of no known words there is no mean, and the library divides by none: such a text is like nothing.
  const vectors = data.map((value, at) =>
    Number.isNaN(value) || isBlank[Math.floor(at / dimension)] ? 0 : value,
  )
  return vectors
}

function loadOnce(model: TransformersModel['model']): Promise<FeatureExtractionPipeline> {
  const key = JSON.stringify(model)
  const known = loaded.get(key)
  if (known) return known
  const loading = load(model)
  loaded.set(key, loading)
  loading.catch(() => loaded.delete(key))
  return loading
}

async function load(model: TransformersModel['model']): Promise<FeatureExtractionPipeline> {
  env.allowRemoteModels = !('folder' in model)
  if ('folder' in model) {
    env.localModelPath = dirname(model.folder)
    return await pipeline('feature-extraction', basename(model.folder))
  }
  return await pipeline('feature-extraction', model.name, {
    cache_dir: model.cacheFolder,
  })
}

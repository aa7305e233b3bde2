import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { OpenAIEmbeddings } from '@langchain/openai'
import type { Embedder, EmbeddingIdentity } from '../retrieval/embedder.ts'
import { UpstreamError } from '../shared/errors.ts'
import { sha256 } from '../shared/ids.ts'
import { TransformersEmbeddings } from './transformers-embeddings.ts'

export type EmbedderSettings = {
  /** `builtin`, a Transformers.js model name or folder, or `openai:<model>`. */
  model: string
  builtinFolder: string
  /** Where a model fetched by name is kept. */
  cacheFolder: string
  /** For `openai:<model>`. */
  openai: { baseUrl: string; apiKey: string }
}

/** Opens the embedding model that the settings name, and a way to close it. */
export async function openEmbedder(
  settings: EmbedderSettings,
): Promise<{ embedder: Embedder; close: () => Promise<void> }> {
  const { model } = settings
  if (model.startsWith('openai:')) {
    const name = model.slice('openai:'.length)
    const { baseUrl, apiKey } = settings.openai
    const embeddings = new OpenAIEmbeddings({
      model: name,
      apiKey: apiKey || 'none',
      maxRetries: 2,
      configuration: { baseURL: baseUrl },
    })
    const embedder = await createEmbedder(embeddings, conventionsOf(name), model, baseUrl)
    return { embedder, close: async () => undefined }
  }

  const folder = model === 'builtin' ? settings.builtinFolder : resolve(model)
  const isFolder = (await stat(join(folder, 'config.json')).catch(() => undefined)) !== undefined
  const conventions = conventionsOf(model)
  const embeddings = new TransformersEmbeddings({
    model: isFolder ? { folder } : { name: model, cacheFolder: settings.cacheFolder },
    pooling: conventions.pooling,
  })
  const revision = isFolder ? await hashOfModel(folder) : 'hub'
  const name = isFolder && model !== 'builtin' ? basename(folder) : model
  const embedder = await createEmbedder(embeddings, conventions, name, revision)
  return { embedder, close: () => embeddings.close() }
}

type Conventions = { question: string; passage: string; pooling: 'mean' | 'cls' }

/** How a model family wants its input, from the model cards: e5 marks both sides, bge pools by CLS. */
function conventionsOf(model: string): Conventions {
  const name = model.toLowerCase()
  if (/\be5\b|-e5-|\/.*e5/.test(name)) {
    return { question: 'query: ', passage: 'passage: ', pooling: 'mean' }
  }
  return { question: '', passage: '', pooling: name.includes('bge') ? 'cls' : 'mean' }
}

async function createEmbedder(
  embeddings: EmbeddingsInterface,
  { question, passage }: Conventions,
  model: string,
  revision: string,
): Promise<Embedder> {
  const embedQuestion = async (text: string) => {
    const vector = await embeddings.embedQuery(question + text).catch(asUpstreamError)
    return toUnit(vector)
  }
  const identity: EmbeddingIdentity = {
    model,
    revision,
    prefix: `${question}|${passage}`,
    dimension: (await embedQuestion('đăng ký khai sinh')).length,
  }
  return {
    identity,
    embedQuestion,
    async embedPassages(texts) {
      const vectors = await embeddings
        .embedDocuments(texts.map((text) => passage + text))
        .catch(asUpstreamError)
      return vectors.map(toUnit)
    },
  }
}

function asUpstreamError(cause: unknown): never {
  throw cause instanceof UpstreamError ? cause : new UpstreamError('embedding model', cause)
}

function toUnit(vector: number[]): Float32Array {
  const length = Math.hypot(...vector)
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length))
}

async function hashOfModel(folder: string): Promise<string> {
  const files = ['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx']
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))))
  return sha256(contents.map((content) => sha256(content)).join())
}

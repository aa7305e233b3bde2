import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { z } from 'zod'
import { staticModelInput } from '../language/terms.ts'
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
    // Loaded only where it is used: it takes a second.
    const { OpenAIEmbeddings } = await import('@langchain/openai')
    const name = model.slice('openai:'.length)
    const { baseUrl, apiKey } = settings.openai
    const embeddings = new OpenAIEmbeddings({
      model: name,
      apiKey: apiKey || 'none',
      maxRetries: 2,
      // Left out, the client asks for base64 and garbles the plain numbers most servers send anyway.
      encodingFormat: 'float',
      configuration: { baseURL: baseUrl },
    })
    const embedder = await createEmbedder(embeddings, conventionsOf(name), model, baseUrl)
    return { embedder, close: async () => undefined }
  }

  const folder = model === 'builtin' ? settings.builtinFolder : resolve(model)
  const isFolder =
    model === 'builtin' ||
    (await stat(join(folder, 'config.json')).catch(() => undefined)) !== undefined
  const conventions = conventionsOf(model)
  const embeddings = new TransformersEmbeddings({
    model: isFolder ? { folder } : { name: model, cacheFolder: settings.cacheFolder },
    pooling: conventions.pooling,
  })
  const { revision, dimension } = isFolder ? await readModelFolder(folder) : hubModel
  const name = isFolder && model !== 'builtin' ? basename(folder) : model
  const embedder = await createEmbedder(embeddings, conventions, name, revision, dimension)
  return { embedder, close: async () => embeddings.close() }
}

type Conventions = {
  question: string
  passage: string
  pooling: 'mean' | 'cls'
  /** What the text goes through before the prefix. */
  input: (text: string) => string
}

const asTyped = (text: string) => text

/** How a model wants its input; of families, from the model cards: e5 marks both sides, bge pools by CLS. */
function conventionsOf(model: string): Conventions {
  if (model === 'builtin') {
    return { question: '', passage: '', pooling: 'cls', input: staticModelInput }
  }
  const name = model.toLowerCase()
  if (/\be5\b|-e5-|\/.*e5/.test(name)) {
    return { question: 'query: ', passage: 'passage: ', pooling: 'mean', input: asTyped }
  }
  return {
    question: '',
    passage: '',
    pooling: name.includes('bge') ? 'cls' : 'mean',
    input: asTyped,
  }
}

async function createEmbedder(
  embeddings: EmbeddingsInterface,
  { question, passage, input }: Conventions,
  model: string,
  revision: string,
  dimension?: number,
): Promise<Embedder> {
  const embedQuestion = async (text: string) => {
    const vector = await embeddings.embedQuery(question + input(text)).catch(asUpstreamError)
    return toUnit(vector)
  }
  const identity: EmbeddingIdentity = {
    model,
    revision,
    prefix: `${question}|${passage}`,
    dimension: dimension ?? (await embedQuestion('đăng ký khai sinh')).length,
  }
  return {
    identity,
    embedQuestion,
    async embedPassages(texts) {
      const vectors = await embeddings
        .embedDocuments(texts.map((text) => passage + input(text)))
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

const hubModel = { revision: 'hub', dimension: undefined }

/**
 * A folder's model is known by its files, so that a start need not wait for the model itself: it loads
 * in its thread while the first citizens read the page.
 */
async function readModelFolder(folder: string) {
  const files = ['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx']
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))))
  const { hidden_size } = z.object({ hidden_size: z.int() }).parse(JSON.parse(`${contents[0]}`))
  const revision = sha256(contents.map((content) => sha256(content)).join())
  return { revision, dimension: hidden_size }
}

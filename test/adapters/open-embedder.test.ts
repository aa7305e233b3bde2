import { appendFileSync, cpSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { dotProduct } from '../../src/adapters/exact-vector-index.ts'
import { type EmbedderSettings, openEmbedder } from '../../src/adapters/open-embedder.ts'
import { UpstreamError } from '../../src/shared/errors.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

describe('openEmbedder, openai:<model>', () => {
  it('asks the server that the settings name, with their model and key', async () => {
    const server = await embeddingServer()

    const { embedder } = await openEmbedder(settings(server, 'openai:embed-vi'))
    await embedder.embedQuestion('khai sinh')

    expect(server.requests.at(-1)).toEqual({
      path: '/v1/embeddings',
      authorization: 'Bearer k-123',
      model: 'embed-vi',
      input: ['khai sinh'],
    })
  })

  it('reads plain numbers, from servers that know no base64', async () => {
    const server = await embeddingServer()

    const { embedder } = await openEmbedder(settings(server, 'openai:embed-vi'))

    expect([...(await embedder.embedQuestion('abc'))]).toEqual([...Float32Array.of(0.6, 0.8, 0)])
  })

  it('says what makes its vectors what they are', async () => {
    const server = await embeddingServer()

    const { embedder } = await openEmbedder(settings(server, 'openai:embed-vi'))

    expect(embedder.identity).toEqual({
      model: 'openai:embed-vi',
      revision: server.baseUrl,
      prefix: '|',
      dimension: 3,
    })
  })

  it.each([
    'openai:intfloat/multilingual-e5-small',
    'openai:multilingual-e5-large-instruct',
    'openai:e5-base',
  ])('marks questions and passages as e5 wants them: %s', async (model) => {
    const server = await embeddingServer()

    const { embedder } = await openEmbedder(settings(server, model))
    await embedder.embedQuestion('khai sinh')
    await embedder.embedPassages(['Lệ phí', 'Hồ sơ'])

    expect(server.requests.slice(-2).map(({ input }) => input)).toEqual([
      ['query: khai sinh'],
      ['passage: Lệ phí', 'passage: Hồ sơ'],
    ])
    expect(embedder.identity.prefix).toBe('query: |passage: ')
  })

  it.each(['openai:BAAI/bge-m3', 'openai:text-embedding-3-small', 'openai:gte5'])(
    'marks nothing for others: %s',
    async (model) => {
      const server = await embeddingServer()

      const { embedder } = await openEmbedder(settings(server, model))
      await embedder.embedPassages(['Lệ phí'])

      expect(server.requests.at(-1)?.input).toEqual(['Lệ phí'])
    },
  )

  it('keeps the order of passages', async () => {
    const server = await embeddingServer()

    const { embedder } = await openEmbedder(settings(server, 'openai:embed-vi'))
    const passages = Array.from({ length: 30 }, (_, index) => 'a'.repeat(index + 3))
    const vectors = await embedder.embedPassages(passages)

    const alone = await Promise.all(passages.map((text) => embedder.embedQuestion(text)))
    expect(vectors).toEqual(alone)
  })

  it('fails by name when the server refuses', async () => {
    const server = await embeddingServer()
    const { embedder } = await openEmbedder(settings(server, 'openai:embed-vi'))
    server.refuse()

    await expect(embedder.embedQuestion('khai sinh')).rejects.toBeInstanceOf(UpstreamError)
    await expect(embedder.embedPassages(['khai sinh'])).rejects.toBeInstanceOf(UpstreamError)
  })

  it('does not open on a server that refuses', async () => {
    const server = await embeddingServer()
    server.refuse()

    const opened = openEmbedder(settings(server, 'openai:embed-vi'))

    await expect(opened).rejects.toBeInstanceOf(UpstreamError)
  })
})

describe('openEmbedder, a model folder', { timeout: 60_000 }, () => {
  it('opens the built-in model, which needs no prefixes', async () => {
    const { embedder, close } = await openEmbedder(settings(nowhere, 'builtin'))
    onTestFinished(close)

    const vector = await embedder.embedQuestion('khai sinh')

    expect(embedder.identity).toMatchObject({
      model: 'builtin',
      prefix: '|',
      dimension: vector.length,
    })
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  })

  it('reads words alike with and without dấu, composed or not', async () => {
    const { embedder, close } = await openEmbedder(settings(nowhere, 'builtin'))
    onTestFinished(close)
    const typed = await embedder.embedQuestion('Đăng ký kết hôn ở đâu?'.normalize('NFC'))

    const decomposed = await embedder.embedQuestion('Đăng ký kết hôn ở đâu?'.normalize('NFD'))
    const bare = await embedder.embedQuestion('dang ky ket hon o dau')
    const another = await embedder.embedQuestion('cấp phép xây dựng nhà ở riêng lẻ')

    expect(decomposed).toEqual(typed)
    expect(dotProduct(bare, typed)).toBeGreaterThan(0.7)
    expect(dotProduct(another, typed)).toBeLessThan(dotProduct(bare, typed) - 0.3)
  })

  it('likens a question without words to nothing', async () => {
    const { embedder, close } = await openEmbedder(settings(nowhere, 'builtin'))
    onTestFinished(close)

    expect(new Set(await embedder.embedQuestion('???'))).toEqual(new Set([0]))
  })

  it('knows another version of a model by its files', async () => {
    const folder = join(folderForThisTest(), 'my-e5-model')
    cpSync(join(repoKnowledge, 'embedder'), folder, { recursive: true })
    const first = await openEmbedder(settings(nowhere, folder))
    onTestFinished(first.close)
    appendFileSync(join(folder, 'config.json'), '\n')

    const second = await openEmbedder(settings(nowhere, folder))
    onTestFinished(second.close)

    expect(first.embedder.identity.model).toBe('my-e5-model')
    expect(first.embedder.identity.prefix).toBe('query: |passage: ')
    expect(second.embedder.identity.revision).not.toBe(first.embedder.identity.revision)
  })

  it('does not look elsewhere for a built-in model that is not there', async () => {
    const builtinFolder = join(folderForThisTest(), 'embedder')
    cpSync(join(repoKnowledge, 'embedder'), builtinFolder, { recursive: true })
    rmSync(join(builtinFolder, 'config.json'))

    const opened = openEmbedder({ ...settings(nowhere, 'builtin'), builtinFolder })

    await expect(opened).rejects.toThrow(/config\.json/)
  })
})

const nowhere = { baseUrl: 'http://127.0.0.1:9/v1' }

function settings({ baseUrl }: { baseUrl: string }, model: string): EmbedderSettings {
  return {
    model,
    builtinFolder: join(repoKnowledge, 'embedder'),
    cacheFolder: folderForThisTest(),
    openai: { baseUrl, apiKey: 'k-123' },
  }
}

const requestBody = z.object({
  model: z.string(),
  input: z.union([z.array(z.string()), z.string().transform((text) => [text])]),
})

/** Speaks /v1/embeddings as small local servers do: plain numbers, whatever encoding is asked for. */
async function embeddingServer() {
  const requests: { path: string; authorization: string; model: string; input: string[] }[] = []
  let refuses = false
  const server = createServer(async (request, response) => {
    const { model, input } = requestBody.parse(await json(request))
    const { url = '', headers } = request
    requests.push({ path: url, authorization: headers.authorization ?? '', model, input })
    response.setHeader('Content-Type', 'application/json')
    response.statusCode = refuses ? 400 : 200
    const data = input.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: [text.length, 4, 0],
    }))
    response.end(JSON.stringify(refuses ? { error: { message: 'no such model' } } : { data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    refuse: () => {
      refuses = true
    },
  }
}

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dotProduct } from '../../src/adapters/exact-vector-index.ts'
import { TransformersEmbeddings } from '../../src/adapters/transformers-embeddings.ts'
import { UpstreamError } from '../../src/shared/errors.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const builtin = { model: { folder: join(repoKnowledge, 'embedder') }, pooling: 'cls' as const }
const shared = new TransformersEmbeddings(builtin)

describe('TransformersEmbeddings, with the built-in model', { timeout: 60_000 }, () => {
  it('gives vectors of unit length', async () => {
    const vector = await shared.embedQuery('dang ky khai sinh can giay to gi')

    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  })

  it('embeds many at once as it embeds each alone, in order', async () => {
    const texts = Array.from({ length: 40 }, (_, index) =>
      `hồ sơ số ${index} ${'xác nhận tình trạng hôn nhân '.repeat(index % 7)}`.trim(),
    )

    const together = await shared.embedDocuments(texts)

    expect(together).toHaveLength(40)
    for (const [index, text] of texts.entries()) {
      const alone = await embed(text)
      const cosine = dotProduct(Float32Array.from(together[index] ?? []), alone)
      expect(cosine, `text ${index}`).toBeCloseTo(1, 5)
    }
  })

  it('hands every one of many questions at once its own vector', async () => {
    const questions = Array.from({ length: 50 }, (_, index) => `thẻ căn cước số ${index}`)
    const alone = await shared.embedDocuments(questions)

    const together = await Promise.all(questions.map((question) => shared.embedQuery(question)))

    together.forEach((vector, index) => {
      const cosine = dotProduct(Float32Array.from(vector), Float32Array.from(alone[index] ?? []))
      expect(cosine, `question ${index}`).toBeCloseTo(1, 5)
    })
  })

  it('lets a question go before the passages that wait', async () => {
    const ended: string[] = []
    const passages = Array.from({ length: 96 }, (_, index) => `hồ sơ số ${index}`)

    const embedding = shared.embedDocuments(passages).then(() => ended.push('passages'))
    const asking = shared.embedQuery('thẻ căn cước').then(() => ended.push('question'))
    await Promise.all([embedding, asking])

    expect(ended).toEqual(['question', 'passages'])
  })

  it('gives finite numbers for words it never saw', async () => {
    const texts = ['🙂🙂', 'xyzzyqwerty', '中文']

    const vectors = await shared.embedDocuments(texts)

    vectors.forEach((vector, index) => {
      expect(vector.every(Number.isFinite), texts[index]).toBe(true)
    })
  })

  it('gives zeros for a text without words, and does not spoil its neighbours', async () => {
    const [empty = [], blank = [], words = []] = await shared.embedDocuments([
      '',
      '  ',
      'khai sinh',
    ])

    expect(new Set([...empty, ...blank])).toEqual(new Set([0]))
    expect(Math.hypot(...words)).toBeCloseTo(1, 5)
  })

  it('embeds no documents without asking the model', async () => {
    expect(await shared.embedDocuments([])).toEqual([])
  })
})

describe('TransformersEmbeddings, when the model is not there', () => {
  it('rejects whatever is asked, before and after it notices', async () => {
    const folder = join(folderForThisTest(), 'no-model')
    const embeddings = new TransformersEmbeddings({ model: { folder }, pooling: 'mean' })

    await expect(embeddings.embedQuery('khai sinh')).rejects.toBeInstanceOf(UpstreamError)
    await expect(embeddings.embedDocuments(['khai sinh'])).rejects.toBeInstanceOf(UpstreamError)
  })

  it('leaves other models of the process at work', async () => {
    const folder = join(folderForThisTest(), 'no-model')
    const broken = new TransformersEmbeddings({ model: { folder }, pooling: 'mean' })

    const outcomes = await Promise.allSettled([broken.embedQuery('a'), shared.embedQuery('a')])

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})

describe('TransformersEmbeddings.close', { timeout: 60_000 }, () => {
  it('rejects what waits and what is asked afterwards', async () => {
    const embeddings = new TransformersEmbeddings(builtin)
    const waiting = [embeddings.embedQuery('khai sinh'), embeddings.embedDocuments(['khai tử'])]
    const outcomes = Promise.allSettled(waiting)

    embeddings.close()

    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(embeddings.embedQuery('kết hôn')).rejects.toThrow(UpstreamError)
  })

  it('lets a model be opened again in the same process', async () => {
    const first = new TransformersEmbeddings(builtin)
    await first.embedQuery('khai sinh')
    first.close()

    const second = new TransformersEmbeddings(builtin)

    expect(Math.hypot(...(await second.embedQuery('khai sinh')))).toBeCloseTo(1, 5)
  })
})

async function embed(text: string): Promise<Float32Array> {
  return Float32Array.from(await shared.embedQuery(text))
}

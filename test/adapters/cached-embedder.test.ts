import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createCachedEmbedder } from '../../src/adapters/cached-embedder.ts'
import type { Database } from '../../src/adapters/database.ts'
import { countingEmbedder } from '../fakes/counting-embedder.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

describe.each(databases)('createCachedEmbedder on $name', ({ isMissing, open }) => {
  describe.skipIf(isMissing)('with its table', () => {
    let database: Database

    beforeEach(async () => {
      database = await open()
    })

    it('gives the vectors of the embedder, in the order of the texts', async () => {
      const plain = await countingEmbedder().embedPassages(['khai sinh', 'a', 'kết hôn'])
      const cached = createCachedEmbedder(countingEmbedder(), database)

      expect(await cached.embedPassages(['khai sinh', 'a', 'kết hôn'])).toEqual(plain)
      expect(await cached.embedPassages(['kết hôn', 'khai sinh', 'a'])).toEqual([
        plain[2],
        plain[0],
        plain[1],
      ])
    })

    it('embeds a text once, also after a restart', async () => {
      await createCachedEmbedder(countingEmbedder(), database).embedPassages(['cũ', 'giữ'])
      const afterRestart = countingEmbedder()

      const texts = ['giữ', 'mới', 'cũ']
      const vectors = await createCachedEmbedder(afterRestart, database).embedPassages(texts)

      expect(afterRestart.embedded).toEqual(['mới'])
      expect(vectors).toEqual(await countingEmbedder().embedPassages(texts))
    })

    it('embeds a text that comes twice in one call once', async () => {
      const embedder = countingEmbedder()

      const texts = ['hai', 'một', 'hai']
      const vectors = await createCachedEmbedder(embedder, database).embedPassages(texts)

      expect(embedder.embedded).toEqual(['hai', 'một'])
      expect(vectors).toEqual(await countingEmbedder().embedPassages(texts))
    })

    it('keeps the vectors of two models apart', async () => {
      await createCachedEmbedder(countingEmbedder('one'), database).embedPassages(['lời'])
      const other = countingEmbedder('two')

      await createCachedEmbedder(other, database).embedPassages(['lời'])

      expect(other.embedded).toEqual(['lời'])
    })

    it('remembers more texts than one statement may carry', async () => {
      const texts = Array.from({ length: 1001 }, (_, index) => `đoạn ${index}`)
      await createCachedEmbedder(countingEmbedder(), database).embedPassages(texts)
      const again = countingEmbedder()

      const vectors = await createCachedEmbedder(again, database).embedPassages(texts)

      expect(again.embedded).toEqual([])
      expect(vectors).toEqual(await countingEmbedder().embedPassages(texts))
    })

    it('keeps nothing of a call in which the model fails', async () => {
      const broken = {
        ...countingEmbedder(),
        embedPassages: () => Promise.reject(new Error('out')),
      }

      await expect(createCachedEmbedder(broken, database).embedPassages(['lời'])).rejects.toThrow(
        'out',
      )

      const mended = countingEmbedder()
      await createCachedEmbedder(mended, database).embedPassages(['lời'])
      expect(mended.embedded).toEqual(['lời'])
    })

    it('bears two processes that embed the same text at once', async () => {
      const [one, two] = [countingEmbedder(), countingEmbedder()]

      const both = await Promise.all(
        [one, two].map((embedder) => createCachedEmbedder(embedder, database).embedPassages(['x'])),
      )

      expect(both[0]).toEqual(both[1])
    })
  })
})

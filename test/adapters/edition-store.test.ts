import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/adapters/database.ts'
import { createEditionStore } from '../../src/adapters/edition-store.ts'
import type { EditionStore, KeptEdition } from '../../src/knowledge/edition-store.ts'
import { parseKnowledge } from '../../src/knowledge/read-folder.ts'
import { aKnowledgeFolder } from '../builders.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const anEdition = (hash: string): Omit<KeptEdition, 'number'> => ({
  hash,
  files: { 'ward.yaml': 'name: Phường “Thử”\n', 'guides/a.md': `---\nid: ${hash}\n---\n` },
  knowledge: parseKnowledge(aKnowledgeFolder()).knowledge,
  publishedAt: new Date('2026-11-24T03:00:00.000Z'),
})

describe.each(databases)('EditionStore on $name', ({ isMissing, open }) => {
  describe.skipIf(isMissing)('with its tables', () => {
    let store: EditionStore

    beforeEach(async () => {
      store = createEditionStore(await open())
    })

    it('has no latest edition at first', async () => {
      expect(await store.latest()).toBeUndefined()
    })

    it('numbers editions from 1 without gaps', async () => {
      const numbers: number[] = []
      for (const hash of ['a', 'b', 'c']) numbers.push((await store.add(anEdition(hash))).number)

      expect(numbers).toEqual([1, 2, 3])
    })

    it('gives back the latest edition with its files as they were', async () => {
      await store.add(anEdition('a'))
      await store.add(anEdition('b'))

      expect(await store.latest()).toEqual({ number: 2, ...anEdition('b') })
    })

    it('tells the number and hash of the latest', async () => {
      expect(await store.head()).toBeUndefined()

      for (const hash of ['a', 'b']) await store.add(anEdition(hash))

      expect(await store.head()).toEqual({ number: 2, hash: 'b' })
    })

    it('keeps once what two editions have in common', async () => {
      const database = await open()
      const keeping = createEditionStore(database)
      await keeping.add(anEdition('a'))
      const before = await countTexts(database)

      await keeping.add(anEdition('b'))

      expect(await countTexts(database)).toBe(before + 1)
    })

    it('reads an edition kept with its texts in one row, as it was done before', async () => {
      const database = await open()
      const { files } = anEdition('old')
      const row = { number: 1, hash: 'old', published_at: '2026-11-24T03:00:00.000Z' }
      const parsed = JSON.stringify({ shape: 1, knowledge: {} })
      await database
        .insertInto('editions')
        .values({ ...row, files: JSON.stringify(files), parsed })
        .execute()

      expect(await createEditionStore(database).latest()).toEqual({
        ...anEdition('old'),
        number: 1,
        knowledge: null,
      })
    })

    it('takes up an earlier state again as a new edition', async () => {
      for (const hash of ['a', 'b', 'a']) await store.add(anEdition(hash))

      expect(await store.latest()).toEqual({ number: 3, ...anEdition('a') })
    })

    it('is one edition when processes that start together publish the same files', async () => {
      await Promise.all(Array.from({ length: 10 }, () => store.latest()))

      const added = await Promise.all(['a', 'a', 'a'].map((hash) => store.add(anEdition(hash))))

      expect(added.map(({ number }) => number)).toEqual([1, 1, 1])
    })

    it('numbers editions that race one after the other', async () => {
      await Promise.all(Array.from({ length: 10 }, () => store.latest()))

      const added = await Promise.all(
        ['a', 'b', 'c', 'd'].map((hash) => store.add(anEdition(hash))),
      )

      expect(added.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4])
      expect((await store.latest())?.number).toBe(4)
    })
  })
})

async function countTexts(database: Database): Promise<number> {
  return (await database.selectFrom('kept_texts').select('hash').execute()).length
}

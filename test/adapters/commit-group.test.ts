import { afterAll, describe, expect, it } from 'vitest'
import { createCommitGroup } from '../../src/adapters/commit-group.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

const conversation = (id: string) => ({
  id,
  channel: 'web',
  token_hash: '',
  in_hand: null,
  created_at: '2026-11-24T03:00:00.000Z',
})

describe.each(databases)('createCommitGroup on $name', ({ isMissing, kind, open }) => {
  describe.skipIf(isMissing)('with its tables', () => {
    it('undoes only the work that fails, and tells only its caller', async () => {
      const database = await open()
      const write = createCommitGroup(database, kind)
      const add = (id: string, error?: Error) =>
        write(async (transaction) => {
          await transaction.insertInto('conversations').values(conversation(id)).execute()
          if (error) throw error
          return id
        })

      const ends = await Promise.allSettled([
        add('cnv_a'),
        add('cnv_b', new Error('changed my mind')),
        add('cnv_c'),
      ])

      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      const rows = await database.selectFrom('conversations').select('id').execute()
      expect(rows.map(({ id }) => id).sort()).toEqual(['cnv_a', 'cnv_c'])
    })

    it('keeps the order in which work was asked for in one group', async () => {
      const database = await open()
      const write = createCommitGroup(database, kind)
      await write((transaction) =>
        transaction.insertInto('conversations').values(conversation('cnv_order')).execute(),
      )

      const seen = await write(async (transaction) => {
        await transaction.updateTable('conversations').set({ in_hand: 'guide:a' }).execute()
        const row = await transaction
          .selectFrom('conversations')
          .select('in_hand')
          .where('id', '=', 'cnv_order')
          .executeTakeFirst()
        return row?.in_hand
      })

      expect(seen).toBe('guide:a')
    })

    it('tells everybody when the database is gone', async () => {
      const database = await open()
      const write = createCommitGroup(database, kind)
      const failing = () => write(() => Promise.reject(new Error('no disk')))

      const ends = await Promise.allSettled([failing(), failing()])

      expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    })
  })
})

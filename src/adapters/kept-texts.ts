import { createBreathing } from '../shared/breathe.ts'
import { sha256 } from '../shared/ids.ts'
import type { Database } from './database.ts'

// Below SQLite's limit of bound parameters a statement, with room to spare.
const rowsAtOnce = 200

/**
 * Texts by their hash, each kept once, ever: an edition of a province is a hundred megabytes, and the
 * next one differs from it in a guide or two. Turns go on in between.
 */
export function createKeptTexts(database: Database) {
  const inHelpings = async <Item>(items: Item[], handle: (some: Item[]) => Promise<void>) => {
    const breathe = createBreathing()
    for (let start = 0; start < items.length; start += rowsAtOnce) {
      await handle(items.slice(start, start + rowsAtOnce))
      await breathe()
    }
  }

  return {
    /** Their hashes, in order. */
    async keep(texts: string[]): Promise<string[]> {
      const hashes: string[] = []
      await inHelpings(texts, async (some) => {
        const byHash = new Map(some.map((text) => [sha256(text), text]))
        hashes.push(...some.map((text) => sha256(text)))
        const known = await database
          .selectFrom('kept_texts')
          .select('hash')
          .where('hash', 'in', [...byHash.keys()])
          .execute()
        for (const { hash } of known) byHash.delete(hash)
        if (byHash.size === 0) return
        await database
          .insertInto('kept_texts')
          .values([...byHash].map(([hash, text]) => ({ hash, text })))
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute()
      })
      return hashes
    },

    /** The texts, in order. Throws when one was never kept. */
    async read(hashes: string[]): Promise<string[]> {
      const found = new Map<string, string>()
      await inHelpings(hashes, async (some) => {
        const rows = await database
          .selectFrom('kept_texts')
          .selectAll()
          .where('hash', 'in', some)
          .execute()
        for (const { hash, text } of rows) found.set(hash, text)
      })
      return hashes.map((hash) => {
        const text = found.get(hash)
        if (text === undefined) throw new Error(`the database has no text ${hash}`)
        return text
      })
    },
  }
}

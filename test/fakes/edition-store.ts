import type { EditionStore, KeptEdition } from '../../src/knowledge/edition-store.ts'

/** EditionStore in memory; `kept` is what it holds, oldest first. */
export function memoryEditionStore(): EditionStore & { kept: KeptEdition[] } {
  const kept: KeptEdition[] = []
  return {
    kept,
    head: async () => kept.at(-1),
    latest: async () => kept.at(-1),
    add: async (edition) => {
      const last = kept.at(-1)
      if (last?.hash === edition.hash) return last
      const added = { ...edition, number: kept.length + 1 }
      kept.push(added)
      return added
    },
  }
}

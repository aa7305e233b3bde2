import type { EditionStore, KeptEdition } from '../../src/knowledge/edition-store.ts'
import { ConflictError } from '../../src/shared/errors.ts'
import { sha256 } from '../../src/shared/ids.ts'

/** EditionStore in memory; `kept` is what it holds, oldest first. */
export function memoryEditionStore(): EditionStore & { kept: KeptEdition[] } {
  const kept: KeptEdition[] = []
  const files = async (number: number) => kept[number - 1]?.files
  return {
    kept,
    head: async () => kept.at(-1),
    latest: async () => kept.at(-1),
    files,
    fileOf: async (number, file) => (await files(number))?.[file],
    list: async (limit) => [...kept].reverse().slice(0, limit),
    history: async (file) =>
      kept
        .map((edition) => {
          const text = edition.files[file]
          return { ...edition, fileHash: text === undefined ? null : sha256(text) }
        })
        .filter(({ fileHash }, index, all) => fileHash !== (all[index - 1]?.fileHash ?? null))
        .reverse(),
    add: async (edition, onTopOf) => {
      const last = kept.at(-1)
      if (last?.hash === edition.hash) return last
      if (onTopOf !== undefined && onTopOf !== kept.length) throw new ConflictError('somebody else')
      const added = { ...edition, number: kept.length + 1 }
      kept.push(added)
      return added
    },
  }
}

import type { FileHashes } from './read-folder.ts'

/** A file that was changed in the folder and at the console, each in its own way. */
export type FolderConflict = {
  file: string
  /** Hashes; null: not there. */
  folder: string | null
  live: string | null
}

export type FolderMerge = {
  /** Changed in the folder alone: they are to be taken from there, or dropped where it has none. */
  taken: string[]
  /** Changed at the console alone: the folder is behind. */
  behind: string[]
  conflicts: FolderConflict[]
  /** By file, the text on which both sides last agreed. */
  common: Map<string, string>
}

/**
 * What has changed on which side since folder and database last agreed, file by file.
 *
 * Only what one side alone has changed can be settled; the rest is a conflict and stays as it is on both
 * sides. A folder without a single guide is taken for one that is not there. Pure.
 */
export function mergeFolder(
  folder: FileHashes,
  live: FileHashes,
  before: ReadonlyMap<string, string>,
): FolderMerge {
  const merge: FolderMerge = { taken: [], behind: [], conflicts: [], common: new Map() }
  const isThere = [...folder.keys()].some((file) => file.startsWith('guides/'))
  const files = new Set([...folder.keys(), ...live.keys(), ...before.keys()])
  for (const file of [...files].sort()) {
    const ours = isThere ? folder.get(file) : before.get(file)
    const theirs = live.get(file)
    const base = before.get(file)
    if (ours === theirs) {
      if (ours !== undefined) merge.common.set(file, ours)
    } else if (theirs === base) {
      merge.taken.push(file)
      if (ours !== undefined) merge.common.set(file, ours)
    } else {
      if (ours === base) merge.behind.push(file)
      else merge.conflicts.push({ file, folder: ours ?? null, live: theirs ?? null })
      if (base !== undefined) merge.common.set(file, base)
    }
  }
  return merge
}

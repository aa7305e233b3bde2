import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { EditionStore } from './edition-store.ts'
import { type FolderMerge, mergeFolder } from './merge-folder.ts'
import { hashEachFile, type KnowledgeFiles, readKnowledgeFiles } from './read-folder.ts'

/** Kept in an exported folder: which texts it was exported with, so that later changes can be told apart. */
const manifestName = '.mot-cua.json'

const manifestSchema = z.object({ edition: z.int(), files: z.record(z.string(), z.string()) })

/** A folder beside the database: its files, those in use, and what has changed on which side. */
export type FolderCompared = {
  folder: KnowledgeFiles
  live: KnowledgeFiles
  edition: number
  merge: FolderMerge
}

/**
 * Writes every file in use into the folder, to the letter, and takes away those it had from here before.
 *
 * A file that was written or changed in the folder since is left as it is and named in `kept`, unless
 * `overwrite` says that what is in use holds. `base` is what a folder that was never exported is compared with.
 */
export async function exportFolder(
  editions: EditionStore,
  folder: string,
  { overwrite = false, base }: { overwrite?: boolean; base?: ReadonlyMap<string, string> } = {},
): Promise<{ edition: number; written: number; removed: string[]; kept: string[] }> {
  const { folder: there, live, edition, merge } = await compareFolder(editions, folder, base)
  const theirs = [...merge.taken, ...merge.conflicts.map(({ file }) => file)].filter(
    // The folder cannot lose what it does not have.
    (name) => (there[name] ?? '') !== '',
  )
  const kept = overwrite ? [] : theirs
  const names = Object.keys(live).filter((name) => live[name] !== '' && !kept.includes(name))
  for (const name of names) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, live[name] ?? '')
  }
  const settled = [...merge.behind, ...(overwrite ? merge.conflicts.map(({ file }) => file) : [])]
  const removed = settled.filter((name) => live[name] === undefined && (there[name] ?? '') !== '')
  for (const name of removed) await rm(join(folder, name))
  const common = new Map([...hashEachFile(live)].filter(([name]) => !kept.includes(name)))
  for (const name of kept) {
    const before = merge.common.get(name)
    if (before !== undefined) common.set(name, before)
  }
  await rememberExport(folder, edition, common)
  return { edition, written: names.length, removed, kept }
}

/** What has changed where since the folder was exported. A folder that never was is compared with `base`. */
export async function compareFolder(
  editions: EditionStore,
  folder: string,
  base: ReadonlyMap<string, string> | undefined,
): Promise<FolderCompared> {
  const { number, files: live } = await latestFiles(editions)
  const manifest = await readManifest(folder)
  const files = await readKnowledgeFiles(folder)
  const common = manifest ? new Map(Object.entries(manifest.files)) : (base ?? new Map())
  const merge = mergeFolder(hashEachFile(files), hashEachFile(live), common)
  return { folder: files, live, edition: number, merge }
}

/** Says of the folder that its files and those of that edition now agree where they are the same. */
export async function rememberExport(
  folder: string,
  edition: number,
  common: ReadonlyMap<string, string>,
): Promise<void> {
  const text = JSON.stringify({ edition, files: Object.fromEntries(common) }, null, 1)
  await writeFile(join(folder, manifestName), `${text}\n`)
}

async function latestFiles(editions: EditionStore) {
  const head = await editions.head()
  const files = head && (await editions.files(head.number))
  if (!head || !files)
    throw new Error('Cơ sở dữ liệu chưa có ấn bản nào; hãy chạy npm start trước.')
  return { number: head.number, files }
}

async function readManifest(folder: string) {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text))
}

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

/** Writes every file in use into the folder, to the letter, and takes away those it had from here before. */
export async function exportFolder(
  editions: EditionStore,
  folder: string,
): Promise<{ edition: number; written: number; removed: string[] }> {
  const { number, files } = await latestFiles(editions)
  const before = await readManifest(folder)
  const names = Object.keys(files).filter((name) => files[name] !== '')
  for (const name of names) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, files[name] ?? '')
  }
  const removed = Object.keys(before?.files ?? {}).filter((name) => !names.includes(name))
  for (const name of removed) await rm(join(folder, name), { force: true })
  await writeManifest(folder, number, files)
  return { edition: number, written: names.length, removed }
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

async function writeManifest(folder: string, edition: number, files: KnowledgeFiles) {
  await rememberExport(folder, edition, hashEachFile(files))
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

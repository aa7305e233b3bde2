import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKnowledge } from './bench-knowledge.ts'
import { loadOverHttp } from './http-load.ts'
import { type LabelledQuestion, loadInProcess } from './in-process-load.ts'
import { percentile } from './percentile.ts'
import { tellProgress } from './progress.ts'
import { readDistractors } from './read-distractors.ts'
import { startServer } from './server-process.ts'

const repoKnowledge = join(import.meta.dirname, '../../knowledge')
const connectionCounts = [1, 32, 256]

// A start that takes longer is measured once.
const repeatedBelowMs = 5_000

/** All figures of the service with that many guides; the service runs in a process of its own. */
export async function measureSize(size: number, questions: LabelledQuestion[], seconds: number) {
  const root = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'))
  const folders = { knowledgeDir: join(root, 'knowledge'), dataDir: join(root, 'data') }
  try {
    tellProgress(`${size} guides: making the folder`)
    const guides = await makeKnowledge(repoKnowledge, folders.knowledgeDir, size)
    const building = await measureBuild(folders, guides)
    const serving = await measureServing(
      folders,
      questions.map(({ q }) => q),
      seconds,
    )
    const disk = {
      index_mb: await sizeInMb(join(folders.dataDir, 'index')),
      data_mb: await sizeInMb(folders.dataDir),
    }
    tellProgress('turns in this process, and the plain searches')
    const { turns, plain, vectors } = await loadInProcess(folders, questions, seconds)
    return { guides, vectors, in_process: turns, ...serving, ...building, ...disk, plain }
  } finally {
    await rm(root, { recursive: true })
  }
}

/** Turns and plain searches in this process, with the portal records of that file beside our guides. */
export async function measureBeside(file: string, questions: LabelledQuestion[], seconds: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'))
  try {
    tellProgress('our guides among the portal records')
    const folders = { knowledgeDir: repoKnowledge, dataDir }
    return await loadInProcess(folders, questions, seconds, await readDistractors(file))
  } finally {
    await rm(dataDir, { recursive: true })
  }
}

export type SizeFigures = Awaited<ReturnType<typeof measureSize>>

/** From nothing to ready, and then from a saved guide to the edition that has it (0.3 s of it waiting). */
async function measureBuild(folders: { knowledgeDir: string; dataDir: string }, guides: number) {
  tellProgress('building the index from nothing')
  const server = await startServer(folders)
  const before = await server.edition()
  const [name = ''] = (await readdir(join(folders.knowledgeDir, 'guides'))).sort()
  tellProgress('publishing one changed guide')
  const changedAt = performance.now()
  await appendFile(
    join(folders.knowledgeDir, 'guides', name),
    '\nMang theo bản gốc để đối chiếu.\n',
  )
  await server.waitForNextEdition(before)
  const publishMs = performance.now() - changedAt
  await server.stop()
  return {
    build: { ms: server.readyMs, guides_per_s: (guides / server.readyMs) * 1_000 },
    publish_one_ms: publishMs,
  }
}

async function measureServing(
  folders: { knowledgeDir: string; dataDir: string },
  questions: string[],
  seconds: number,
) {
  tellProgress('starting with the kept index')
  let server = await startServer(folders)
  const starts = [server.readyMs]
  while (starts.length < 3 && server.readyMs < repeatedBelowMs) {
    await server.stop()
    server = await startServer(folders)
    starts.push(server.readyMs)
  }
  const residentMbAtStart = await server.residentMb()
  const http = []
  for (const connections of connectionCounts) {
    for (const asked of ['repeating', 'new'] as const) {
      tellProgress(`HTTP, ${connections} connections, ${asked} questions`)
      const load = { connections, seconds, questions: asked }
      http.push(await loadOverHttp(server.origin, questions, load))
    }
  }
  const residentMb = await server.residentMb()
  await server.stop()
  return {
    http,
    cold_start_ms: percentile(starts, 0.5),
    resident_mb: { at_start: residentMbAtStart, after_load: residentMb },
  }
}

async function sizeInMb(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20
}

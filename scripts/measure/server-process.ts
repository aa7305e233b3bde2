import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export type ServerProcess = Awaited<ReturnType<typeof startServer>>

// An index of 20,000 guides is built in a few minutes; past this something is wrong.
const longestWaitMs = 20 * 60_000

/** Starts `node dist/main.js` in a process of its own and waits until it is ready. */
export async function startServer(settings: { knowledgeDir: string; dataDir: string }) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: `${port}`,
      HOST: '127.0.0.1',
      KNOWLEDGE_DIR: settings.knowledgeDir,
      DATA_DIR: settings.dataDir,
      // What is measured is the work, not the wait for the rest of a burst.
      BURST_MS: '0',
    },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  await waitFor('the service to be ready', child, async () => {
    return (await readiness(origin)) !== undefined
  })
  const readyMs = performance.now() - startedAt

  return {
    origin,
    /** From the start of the process to the first 200 of /readyz. */
    readyMs,
    edition: () => readiness(origin),
    /** Waits until an edition other than that serves. */
    async waitForNextEdition(current: number | undefined) {
      await waitFor(`the edition after ${current}`, child, async () => {
        const edition = await readiness(origin)
        return edition !== undefined && edition !== current
      })
    },
    /** Resident memory, in MB. */
    async residentMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
    },
    async stop() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const tooLong = setTimeout(() => child.kill('SIGKILL'), 90_000)
      await exited
      clearTimeout(tooLong)
    },
  }
}

/** The edition that serves, undefined while none does. */
async function readiness(origin: string): Promise<number | undefined> {
  const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(60_000) }).catch(
    () => undefined,
  )
  if (!response?.ok) return undefined
  const { edition }: { edition: number } = JSON.parse(await response.text())
  return edition
}

/** Throws when the service ends, or when it takes longer than anything here may. */
async function waitFor(
  what: string,
  child: ChildProcess,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const startedAt = performance.now()
  while (!(await isSo())) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`)
    if (performance.now() - startedAt > longestWaitMs) {
      child.kill('SIGKILL')
      throw new Error(`waited ${longestWaitMs / 60_000} minutes for ${what}`)
    }
    await wait(10)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port given')
  return address.port
}

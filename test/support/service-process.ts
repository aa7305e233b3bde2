import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type ServiceProcess = {
  address: string
  process: ChildProcess
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** Starts the service in a process of its own, on a port that is free; resolves when it serves. */
export async function startServiceProcess(
  settings: Record<string, string>,
  entry = 'src/main.ts',
): Promise<ServiceProcess> {
  const environment = { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' }
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: `${import.meta.dirname}/../..`,
    env: { ...environment, EMBEDDING_MODEL: 'none', BURST_MS: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal)
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += String(text)
  })
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /Ready\?\s+(\S+)\/readyz/.exec(line) ?? []
    if (!address) continue
    child.stdout.resume()
    return { address: address.replace('localhost', '127.0.0.1'), process: child, ended }
  }
  throw new Error(`the service ended before it served: ${errors}`)
}

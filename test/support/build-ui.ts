import { execFile } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const vite = 'node_modules/vite/bin/vite.js'
const configs = { widget: 'scripts/vite.config.ts', console: 'scripts/vite.console.config.ts' }

/**
 * Builds parts of the browser's code as they are shipped, in a process of its own: inside a test Vite
 * would take the development builds of libraries. The console is built aside and put in its place, since
 * another test file may be served from there.
 */
export async function buildUi(...parts: (keyof typeof configs)[]): Promise<void> {
  for (const part of parts) {
    const aside = join(root, 'dist', `console.${process.pid}`)
    const place = part === 'console' ? ['--outDir', aside] : []
    await run(
      process.execPath,
      [vite, 'build', '--config', configs[part], '--logLevel', 'error', ...place],
      { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
    )
    if (part === 'console') await putInPlace(aside, join(root, 'dist', 'console'))
  }
}

async function putInPlace(aside: string, place: string): Promise<void> {
  const before = `${aside}.before`
  await rename(place, before).catch(() => undefined)
  await rename(aside, place)
  await rm(before, { recursive: true, force: true })
}

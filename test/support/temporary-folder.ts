import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new empty folder and how to be rid of it. */
export function openTemporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'mot-cua-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A folder that is gone when the test that asked for it ends. */
export function folderForThisTest(): string {
  const { path, remove } = openTemporaryFolder()
  onTestFinished(remove)
  return path
}

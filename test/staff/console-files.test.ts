import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { AppEnv } from '../../src/http/env.ts'
import { handleError } from '../../src/http/problem.ts'
import { silentLog } from '../../src/shared/log.ts'
import { consoleHeaders, createConsoleFiles } from '../../src/staff/console-files.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

function aConsole() {
  const folder = folderForThisTest()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>Bàn làm việc</title>')
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), 'start()')
  writeFileSync(join(folder, 'secret.txt'), 'not for browsers')
  const app = new Hono<AppEnv>().use(consoleHeaders).route('/', createConsoleFiles(folder))
  app.onError(handleError(silentLog))
  return app
}

describe('the console at /console', () => {
  it.each(['/console', '/console/', '/console/inbox', '/console/first-admin?token=x'])(
    'is one page at %s',
    async (path) => {
      const response = await aConsole().request(path)

      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('Cache-Control')).toBe('no-cache')
      expect(await response.text()).toContain('Bàn làm việc')
    },
  )

  it('runs and shows nothing that is not ours', async () => {
    const { headers } = await aConsole().request('/console')

    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
  })

  it('keeps files with a hash in their name for good', async () => {
    const response = await aConsole().request('/console/assets/index-abc123.js')

    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toContain('immutable')
  })

  it.each(['/console/assets/gone.js', '/console/assets/..%2Fsecret.txt'])(
    'has no file at %s',
    async (path) => {
      expect((await aConsole().request(path)).status).toBe(404)
    },
  )
})

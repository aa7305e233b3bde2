import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { NotFoundError, UnavailableError } from '../shared/errors.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

/** Scripts and styles from our own files alone: words of citizens run nowhere, whatever they hold. */
export const consoleHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    mediaSrc: ["'self'", 'data:'],
    manifestSrc: ["'self'"],
    // The weekly report is shown, and printed, from its own page.
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
})

/** The built console at `/console`; every path that is no file is a page of it. */
export function createConsoleFiles(folder: string) {
  const page = createMiddleware(async (c) => {
    const html = await readIfThere(join(folder, 'index.html'))
    if (!html) throw new UnavailableError('The console is not built; run: npm run build')
    return c.body(html, 200, { 'Content-Type': types['.html'] ?? '', 'Cache-Control': 'no-cache' })
  })
  return new Hono()
    .get('/console/assets/:file', async (c) => {
      const name = c.req.param('file')
      // One plain name: no way out of the folder.
      const file = /^[\w.-]+$/.test(name) && (await readIfThere(join(folder, 'assets', name)))
      if (!file) throw new NotFoundError('The console has no such file.')
      return c.body(file, 200, {
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        // Its hash is in its name.
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
    })
    .get('/console', page)
    .get('/console/*', page)
}

async function readIfThere(path: string) {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

import { createMiddleware } from 'hono/factory'
import { ForbiddenError } from '../shared/errors.ts'
import type { AppEnv } from './env.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses what another site's page sends in an official's name. Browsers say where a request comes from:
 * `Sec-Fetch-Site`, which no script can set, and older ones `Origin`; what says neither goes no further.
 * The cookie is SameSite=Strict besides.
 */
export function requireSameOrigin(publicUrl: string | undefined) {
  const publicOrigin = publicUrl && new URL(publicUrl).origin
  return createMiddleware<AppEnv>(async (c, next) => {
    if (safeMethods.includes(c.req.method)) return await next()
    const site = c.req.header('Sec-Fetch-Site')
    const origin = c.req.header('Origin') ?? ''
    // By host alone: behind a proxy that speaks TLS this process does not see https.
    const ownHost = c.req.header('Host') ?? new URL(c.req.url).host
    const isOwn = origin === publicOrigin || hostOf(origin) === ownHost
    if (site === undefined ? !isOwn : site !== 'same-origin') {
      throw new ForbiddenError('This request comes from another site, or does not say from where.')
    }
    return await next()
  })
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

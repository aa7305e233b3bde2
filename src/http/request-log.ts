import { createMiddleware } from 'hono/factory'
import type { Log } from '../shared/log.ts'
import type { AppEnv } from './env.ts'

/** One line a request. The path is the route's pattern, so no conversation and no word is named. */
export function requestLog(log: Log) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = performance.now()
    await next()
    const facts = {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
    }
    log[c.res.status >= 500 ? 'error' : 'debug'](facts, 'request')
  })
}

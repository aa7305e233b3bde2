import type { MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { limitBody } from '../http/read-body.ts'
import type { Desk } from './desk.ts'
import { createDeskRoutes } from './desk-routes.ts'
import type { DeskFeed } from './live.ts'
import type { StaffEnv } from './staff-env.ts'
import { createTicketRoutes } from './ticket-routes.ts'

export type StaffApiDeps = {
  desk: Desk
  feed: DeskFeed
  /** Puts the signed-in official beside the request, or refuses it; guards against forged requests too. */
  requireStaff: MiddlewareHandler<StaffEnv>
  /** Whether that request's session still holds. */
  isSignedIn: (headers: Headers) => Promise<boolean>
}

// Whoever is disabled or signed out sees no more than that of what goes on.
const recheckMs = 15_000

/** The staff API, `/api/staff/v1`. */
export function createStaffApi({ desk, feed, requireStaff, isSignedIn }: StaffApiDeps) {
  return new Hono<StaffEnv>()
    .use(limitBody, requireStaff)
    .route('/', createTicketRoutes(desk))
    .route('/', createDeskRoutes(desk))
    .get('/events', (c) => {
      c.header('X-Accel-Buffering', 'no')
      const after = c.req.header('Last-Event-ID') ?? c.req.query('after') ?? ''
      const sequence = /^\d{1,15}$/.test(after) ? Number(after) : null
      return streamSSE(c, async (stream) => {
        const endIfOver = async () => {
          if (!(await isSignedIn(c.req.raw.headers))) stream.abort()
        }
        // A database that fails now is asked again.
        const recheck = setInterval(() => void endIfOver().catch(() => undefined), recheckMs)
        try {
          await feed.follow(c.var.staff, sequence, stream)
        } finally {
          clearInterval(recheck)
        }
      })
    })
}

/** For hono/client: `hc<StaffApi>('/api/staff/v1')`. */
export type StaffApi = ReturnType<typeof createStaffApi>

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
}

/** The staff API, `/api/staff/v1`. */
export function createStaffApi({ desk, feed, requireStaff }: StaffApiDeps) {
  return new Hono<StaffEnv>()
    .use(limitBody, requireStaff)
    .route('/', createTicketRoutes(desk))
    .route('/', createDeskRoutes(desk))
    .get('/events', (c) => {
      c.header('X-Accel-Buffering', 'no')
      const after = c.req.header('Last-Event-ID') ?? c.req.query('after') ?? ''
      const sequence = /^\d{1,15}$/.test(after) ? Number(after) : null
      return streamSSE(c, (stream) => feed.follow(c.var.staff, sequence, stream))
    })
}

/** For hono/client: `hc<StaffApi>('/api/staff/v1')`. */
export type StaffApi = ReturnType<typeof createStaffApi>

import { createMiddleware } from 'hono/factory'
import { ForbiddenError, UnauthorizedError } from '../shared/errors.ts'
import type { StaffEnv, Viewer } from './staff-env.ts'

/** Who a request comes from; the real one is adapters/better-auth.ts. */
export type Sessions = {
  /** The official whose session cookie the request carries; none when it is missing, over or revoked. */
  staffOf(headers: Headers): Promise<Viewer | undefined>
}

/** Lets officials through who are signed in; everybody else gets 401. */
export function requireStaff(sessions: Sessions) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const staff = await sessions.staffOf(c.req.raw.headers)
    if (!staff) throw new UnauthorizedError('Sign in first; the session is missing or over.')
    c.set('staff', staff)
    // What officials read stays out of every cache, the browser's on a shared machine too.
    c.header('Cache-Control', 'no-store')
    return await next()
  })
}

/** Goes after `requireStaff`: lets admins through, other officials get 403. */
export const requireAdmin = createMiddleware<StaffEnv>(async (c, next) => {
  if (c.var.staff.role !== 'admin') throw new ForbiddenError('Only an admin may do this.')
  return await next()
})

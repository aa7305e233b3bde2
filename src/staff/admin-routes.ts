import { Hono } from 'hono'
import { limitBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { Audit } from './audit-log.ts'
import { type ChannelRoutesDeps, createChannelRoutes } from './channel-routes.ts'
import type { StaffDirectory } from './directory.ts'
import { requireAdmin, requireStaff, type Sessions } from './require-staff.ts'
import { createSettingRoutes, type SettingRoutesDeps } from './setting-routes.ts'
import { auditQuery } from './staff-api-schema.ts'
import type { StaffEnv } from './staff-env.ts'
import { createUndeliveredRoutes, type UndeliveredRoutesDeps } from './undelivered-routes.ts'
import { createUserRoutes, type UserRoutesDeps } from './user-routes.ts'

export type AdminRoutesDeps = UserRoutesDeps &
  SettingRoutesDeps &
  ChannelRoutesDeps &
  UndeliveredRoutesDeps & { sessions: Sessions; audit: Audit; directory: StaffDirectory }

const pageLength = 100

/** What only an admin may do. Part of `/api/staff/v1`. */
export function createAdminRoutes(deps: AdminRoutesDeps) {
  const { sessions, audit, directory } = deps
  const app = new Hono<StaffEnv>()
  for (const path of ['/users/*', '/settings/*', '/audit', '/channels/*']) {
    app.use(path, limitBody, requireStaff(sessions), requireAdmin)
  }
  app.use('/undelivered/*', limitBody, requireStaff(sessions))
  return app
    .route('/', createChannelRoutes(deps))
    .route('/', createUndeliveredRoutes(deps))
    .route('/', createUserRoutes(deps))
    .route('/', createSettingRoutes(deps))
    .get('/audit', readQuery(auditQuery), async (c) => {
      const { cursor, ...wanted } = c.req.valid('query')
      const before = cursor === undefined ? undefined : Number(cursor)
      const found = await audit.page({ ...wanted, before, limit: pageLength + 1 })
      const entries = found.slice(0, pageLength)
      const people = await directory.people()
      const last = entries.at(-1)
      return c.json({
        entries: entries.map(({ who, at, ...entry }) => ({
          ...entry,
          at: at.toISOString(),
          who: who === '' ? null : { id: who, name: people.get(who)?.name ?? who },
        })),
        next: found.length > pageLength && last ? String(last.sequence) : null,
      })
    })
}

/** For hono/client. */
export type AdminApi = ReturnType<typeof createAdminRoutes>

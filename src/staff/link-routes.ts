import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { clientAddress } from '../http/client-address.ts'
import type { AppEnv } from '../http/env.ts'
import { jsonBody, limitBody } from '../http/read-body.ts'
import type { WriteAudit } from './audit-log.ts'
import { longestPassword, type SignInLimits, shortestPassword } from './sign-in.ts'
import { newUser } from './staff-api-schema.ts'
import type { StaffLinks } from './staff-links.ts'

export type LinkRoutesDeps = {
  links: StaffLinks
  limits: SignInLimits
  writeAudit: WriteAudit
  trustProxy: boolean
}

const token = z.string().min(1).max(200)
const password = z.string().min(shortestPassword).max(longestPassword)

const checkedLink = z.strictObject({ token })
const firstAdmin = newUser
  .pick({ name: true, email: true, title: true })
  .extend({ token, password })
const newPassword = z.strictObject({ token, password })

/** What somebody may do who holds a one-time link and has no session. Part of `/api/staff/v1`. */
export function createLinkRoutes({ links, limits, writeAudit, trustProxy }: LinkRoutesDeps) {
  const limited = createMiddleware<AppEnv>(async (c, next) => {
    limits.take(clientAddress(c, trustProxy), 'one-time link')
    return await next()
  })
  return new Hono<AppEnv>()
    .post('/links/check', limitBody, limited, jsonBody(checkedLink), async (c) => {
      const link = await links.check(c.req.valid('json').token)
      limits.forgive(clientAddress(c, trustProxy), 'one-time link')
      return c.json(link)
    })
    .post('/first-admin', limitBody, limited, jsonBody(firstAdmin), async (c) => {
      const { token, ...person } = c.req.valid('json')
      const { id, name, email } = await links.makeFirstAdmin(token, person)
      limits.forgive(clientAddress(c, trustProxy), 'one-time link')
      await writeAudit({
        who: id,
        action: 'make-first-admin',
        subject: id,
        detail: { name, email },
      })
      return c.json({ id, email }, 201)
    })
    .post('/set-password', limitBody, limited, jsonBody(newPassword), async (c) => {
      const { token, password } = c.req.valid('json')
      const { id } = await links.setPassword(token, password)
      limits.forgive(clientAddress(c, trustProxy), 'one-time link')
      await writeAudit({ who: id, action: 'set-password', subject: id, detail: {} })
      return c.body(null, 204)
    })
}

import { Hono } from 'hono'
import { jsonBody } from '../http/read-body.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import type { StaffAccount, StaffAccounts } from './staff-accounts.ts'
import * as schema from './staff-api-schema.ts'
import type { StaffEnv } from './staff-env.ts'
import type { StaffLinks } from './staff-links.ts'

export type UserRoutesDeps = {
  accounts: StaffAccounts
  links: StaffLinks
  writeAudit: WriteAudit
  publicUrl: string | undefined
}

/** Who may sign in; for admins. No password passes through here: people set their own by a link. */
export function createUserRoutes({ accounts, links, writeAudit, publicUrl }: UserRoutesDeps) {
  const linkFor = async (account: StaffAccount, origin: string) => {
    const { path, expiresAt } = await links.makePasswordLink(account.id)
    return {
      user: toUser(account),
      link: `${publicUrl ? new URL(publicUrl).origin : origin}${path}`,
      expiresAt: expiresAt.toISOString(),
    }
  }

  return new Hono<StaffEnv>()
    .get('/users', async (c) => c.json({ users: (await accounts.all()).map(toUser) }))
    .post('/users', jsonBody(schema.newUser), async (c) => {
      const account = await accounts.create(c.req.valid('json'))
      const { id, name, email, role } = account
      const who = c.var.staff.id
      await writeAudit({ who, action: 'add-user', subject: id, detail: { name, email, role } })
      return c.json(await linkFor(account, new URL(c.req.url).origin), 201)
    })
    .patch('/users/:id', jsonBody(schema.userChange), async (c) => {
      const change = c.req.valid('json')
      const account = await accounts.change(c.req.param('id'), change)
      const who = c.var.staff.id
      await writeAudit({ who, action: 'change-user', subject: account.id, detail: change })
      return c.json(toUser(account))
    })
    .post('/users/:id/reset', async (c) => {
      const account = await accounts.find(c.req.param('id'))
      if (!account) throw new NotFoundError('There is no such account.')
      const who = c.var.staff.id
      await writeAudit({ who, action: 'reset-user', subject: account.id, detail: {} })
      return c.json(await linkFor(account, new URL(c.req.url).origin))
    })
}

function toUser({ createdAt, ...account }: StaffAccount) {
  return { ...account, createdAt: createdAt.toISOString() }
}

import { Hono } from 'hono'
import { z } from 'zod'
import { jsonBody } from '../http/read-body.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import type { ChannelDesk } from './channel-desk.ts'
import type { StaffEnv } from './staff-env.ts'

export type ChannelRoutesDeps = { channelDesk: ChannelDesk; writeAudit: WriteAudit }

const texts = z.record(z.string().max(40), z.string().trim().max(2000))
const channelChange = z.strictObject({
  isEnabled: z.boolean().optional(),
  fields: texts.optional(),
  secrets: texts.optional(),
})

/** Telegram and Zalo, for admins. A secret goes in and never comes out, not even into the audit log. */
export function createChannelRoutes({ channelDesk, writeAudit }: ChannelRoutesDeps) {
  return new Hono<StaffEnv>()
    .get('/channels', async (c) => c.json({ channels: await channelDesk.list() }))
    .put('/channels/:channel', jsonBody(channelChange), async (c) => {
      const { isEnabled, fields, secrets = {} } = c.req.valid('json')
      const subject = c.req.param('channel')
      const names = Object.keys(secrets).filter((name) => secrets[name])
      const isKnown = await channelDesk.change(subject, { isEnabled, fields, secrets })
      if (!isKnown) throw new NotFoundError('There is no such channel.')
      const detail = { isEnabled, fields, secretsSet: names }
      await writeAudit({ who: c.var.staff.id, action: 'change-channel', subject, detail })
      return c.json({ channels: await channelDesk.list() })
    })
    .post('/channels/:channel/consent', async (c) => {
      const subject = c.req.param('channel')
      const url = await channelDesk.beginConsent(subject)
      if (!url) throw new NotFoundError('The app’s id and secret and PUBLIC_URL come first.')
      await writeAudit({ who: c.var.staff.id, action: 'begin-consent', subject, detail: {} })
      return c.json({ url })
    })
    .get('/channels/:channel/health', async (c) => {
      const health = await channelDesk.health(c.req.param('channel'))
      if (!health) throw new NotFoundError('This channel is off.')
      return c.json(health)
    })
}

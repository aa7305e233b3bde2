import { Hono } from 'hono'
import { jsonBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { Desk } from './desk.ts'
import * as schema from './staff-api-schema.ts'
import type { StaffEnv } from './staff-env.ts'

/** The inbox, and everything that happens to one ticket. */
export function createTicketRoutes(desk: Desk) {
  return new Hono<StaffEnv>()
    .get('/inbox', readQuery(schema.inboxQuery), async (c) =>
      c.json(await desk.inbox(c.var.staff, c.req.valid('query'))),
    )
    .get('/tickets/:number', async (c) =>
      c.json(await desk.open(c.var.staff, c.req.param('number'))),
    )
    .post('/tickets/:number/claim', async (c) =>
      c.json(await desk.act(c.var.staff, c.req.param('number'), { type: 'claim' })),
    )
    .post('/tickets/:number/release', async (c) =>
      c.json(await desk.act(c.var.staff, c.req.param('number'), { type: 'release' })),
    )
    .post('/tickets/:number/return-to-bot', async (c) =>
      c.json(await desk.act(c.var.staff, c.req.param('number'), { type: 'return-to-bot' })),
    )
    .post('/tickets/:number/resolve', jsonBody(schema.resolution), async (c) => {
      const { closingNote = '' } = c.req.valid('json')
      const action = { type: 'resolve', closingNote } as const
      return c.json(await desk.act(c.var.staff, c.req.param('number'), action))
    })
    .post('/tickets/:number/reopen', async (c) =>
      c.json(await desk.act(c.var.staff, c.req.param('number'), { type: 'reopen' })),
    )
    .post('/tickets/:number/transfer', jsonBody(schema.transfer), async (c) => {
      const { to, team = null, note } = c.req.valid('json')
      const action = { type: 'transfer', to, team, note } as const
      return c.json(await desk.act(c.var.staff, c.req.param('number'), action))
    })
    .post('/tickets/:number/messages', jsonBody(schema.newStaffMessage), async (c) =>
      c.json(await desk.send(c.var.staff, c.req.param('number'), c.req.valid('json'))),
    )
    .post('/tickets/:number/notes', jsonBody(schema.newNote), async (c) => {
      const { text } = c.req.valid('json')
      return c.json(await desk.note(c.var.staff, c.req.param('number'), text))
    })
    .post('/tickets/:number/typing', async (c) => {
      await desk.typing(c.var.staff, c.req.param('number'))
      return c.body(null, 204)
    })
    .post('/tickets/:number/contact', jsonBody(schema.newContact), async (c) =>
      c.json(await desk.setContact(c.var.staff, c.req.param('number'), c.req.valid('json'))),
    )
    .get('/tickets/:number/suggestions', readQuery(schema.suggestionsQuery), async (c) => {
      const { q } = c.req.valid('query')
      return c.json(await desk.suggest(c.var.staff, c.req.param('number'), q))
    })
    .post('/tickets/:number/proposals', jsonBody(schema.newProposal), async (c) =>
      c.json(await desk.propose(c.var.staff, c.req.param('number'), c.req.valid('json'))),
    )
    .get('/attachments/:id', async (c) => {
      const { name, type, size, body } = await desk.attachment(c.var.staff, c.req.param('id'))
      return c.body(body, 200, {
        'Content-Type': type,
        'Content-Length': String(size),
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'X-Content-Type-Options': 'nosniff',
        // Whatever a browser makes of the bytes, it may run and load nothing.
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
      })
    })
}

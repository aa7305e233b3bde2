import { Hono } from 'hono'
import { jsonBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import type { Desk } from './desk.ts'
import { requireAdmin } from './require-staff.ts'
import * as schema from './staff-api-schema.ts'
import type { StaffEnv } from './staff-env.ts'

/** Everything of the desk that is not about one ticket. */
export function createDeskRoutes(desk: Desk) {
  return new Hono<StaffEnv>()
    .get('/me', async (c) => c.json(await desk.me(c.var.staff)))
    .post('/me/presence', jsonBody(schema.newPresence), async (c) =>
      c.json(await desk.setPresence(c.var.staff, c.req.valid('json').state)),
    )
    .get('/staff', async (c) => c.json({ staff: await desk.colleagues() }))
    .get('/proposals', readQuery(schema.proposalsQuery), async (c) =>
      c.json({ proposals: await desk.proposals(c.req.valid('query').state) }),
    )
    .post('/proposals/:id', requireAdmin, jsonBody(schema.proposalDecision), async (c) => {
      const { state } = c.req.valid('json')
      return c.json(await desk.decideProposal(c.var.staff, c.req.param('id'), state))
    })
    .get('/canned-replies', readQuery(schema.cannedRepliesQuery), async (c) => {
      const { number } = c.req.valid('query')
      return c.json({ replies: await desk.cannedReplies(c.var.staff, number) })
    })
    .post('/canned-replies', jsonBody(schema.newCannedReply), async (c) =>
      c.json(await desk.saveCannedReply(c.var.staff, null, c.req.valid('json')), 201),
    )
    .put('/canned-replies/:id', jsonBody(schema.newCannedReply), async (c) =>
      c.json(await desk.saveCannedReply(c.var.staff, c.req.param('id'), c.req.valid('json'))),
    )
    .delete('/canned-replies/:id', async (c) => {
      await desk.deleteCannedReply(c.var.staff, c.req.param('id'))
      return c.body(null, 204)
    })
    .get('/drafts', async (c) => c.json({ drafts: await desk.drafts() }))
    .post('/drafts/:id/approve', jsonBody(schema.approval), async (c) => {
      const { text } = c.req.valid('json')
      return c.json(await desk.approve(c.var.staff, c.req.param('id'), text))
    })
    .get('/dashboard', readQuery(schema.dashboardQuery), async (c) =>
      c.json(await desk.dashboard(toDays(c.req.valid('query').days))),
    )
    .get('/dashboard.csv', readQuery(schema.dashboardQuery), async (c) => {
      const { days } = c.req.valid('query')
      const csv = await desk.dashboardCsv(c.var.staff, toDays(days))
      return c.body(csv, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="mot-cua-${days}-ngay.csv"`,
        'Cache-Control': 'private, no-store',
      })
    })
    .get('/reports/weekly', readQuery(schema.weeklyQuery), async (c) => {
      const { from, format } = c.req.valid('query')
      const { name, body } = await desk.weeklyReport(c.var.staff, from, format)
      c.header('Cache-Control', 'private, no-store')
      c.header('X-Content-Type-Options', 'nosniff')
      if (typeof body === 'string') return c.html(body)
      return c.body(body, 200, {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'Content-Disposition': `attachment; filename="${name}"`,
      })
    })
}

function toDays(days: '1' | '7' | '30'): 1 | 7 | 30 {
  return days === '1' ? 1 : days === '7' ? 7 : 30
}

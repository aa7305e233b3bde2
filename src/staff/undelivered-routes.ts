import { Hono } from 'hono'
import { z } from 'zod'
import type { TicketStore } from '../handoff/ticket-store.ts'
import { readQuery } from '../http/read-query.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import type { ChannelDesk } from './channel-desk.ts'
import { noSuchTicket, sequenceOf } from './refusals.ts'
import type { StaffEnv } from './staff-env.ts'

export type UndeliveredRoutesDeps = {
  channelDesk: Pick<ChannelDesk, 'undelivered' | 'sendAgain' | 'dismiss'>
  tickets: Pick<TicketStore, 'find'>
  writeAudit: WriteAudit
}

const undeliveredQuery = z.object({ number: z.string().optional() })

/** Messages that did not reach their citizen: for every official, of one ticket or of all. */
export function createUndeliveredRoutes({
  channelDesk,
  tickets,
  writeAudit,
}: UndeliveredRoutesDeps) {
  const conversationOf = async (number: string) => {
    const ticket = await tickets.find(sequenceOf(number))
    if (!ticket) throw noSuchTicket()
    return ticket.conversationId
  }
  const decide = async (who: string, id: string, what: 'sendAgain' | 'dismiss') => {
    const isDone = /^\d{1,15}$/.test(id) && (await channelDesk[what](Number(id)))
    if (!isDone) throw new NotFoundError('There is no such message, or it arrived.')
    const action = what === 'dismiss' ? 'dismiss-message' : 'send-message-again'
    await writeAudit({ who, action, subject: id, detail: {} })
  }

  return new Hono<StaffEnv>()
    .get('/undelivered', readQuery(undeliveredQuery), async (c) => {
      const { number } = c.req.valid('query')
      const about = number === undefined ? undefined : await conversationOf(number)
      return c.json({ messages: await channelDesk.undelivered(about) })
    })
    .post('/undelivered/:id/send-again', async (c) => {
      await decide(c.var.staff.id, c.req.param('id'), 'sendAgain')
      return c.body(null, 204)
    })
    .post('/undelivered/:id/dismiss', async (c) => {
      await decide(c.var.staff.id, c.req.param('id'), 'dismiss')
      return c.body(null, 204)
    })
}

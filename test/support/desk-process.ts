/** The service as `main.ts` runs it, with a door for a test's official: `POST /desk/say`. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { readConfig } from '../../src/config.ts'
import { isProblem } from '../../src/handoff/ticket-life.ts'
import { silentLog } from '../../src/shared/log.ts'
import { wire } from '../../src/wire.ts'

const service = await wire(readConfig(process.env), silentLog)
const app = new Hono()
  .post('/desk/say', async (c) => {
    const { sequence, text, clientMessageId } = await c.req.json()
    const staffId = 'an'
    const who = { kind: 'staff', id: staffId } as const
    await service.tickets.act(sequence, { type: 'claim' }, who, new Date())
    const reply = { sequence, staffId, text, citations: [], clientMessageId }
    const said = await service.relayStaffReply(reply)
    return isProblem(said) ? c.json(said, 409) : c.json({ id: said.message.id })
  })
  .route('/', service.app)

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
  console.log(`  Ready?  http://127.0.0.1:${port}/readyz`),
)

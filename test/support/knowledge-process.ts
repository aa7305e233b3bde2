/** The service as `main.ts` runs it, where whoever names themselves in a header is signed in. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/shared/log.ts'
import { wire } from '../../src/wire.ts'
import { knowledgeStaff } from './knowledge-desk.ts'

const service = await wire(readConfig(process.env), silentLog, { staff: knowledgeStaff })

serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
  console.log(`  Ready?  http://127.0.0.1:${port}/readyz`),
)

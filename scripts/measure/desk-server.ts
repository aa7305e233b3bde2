/**
 * The service for `desk-load.ts`, in a process of its own: officials name themselves in a header, since
 * signing in is not what is measured. Tells its port on the first line.
 */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/shared/log.ts'
import type { KnownStaff } from '../../src/staff/directory.ts'
import { wire } from '../../src/wire.ts'

const official = (id: string): KnownStaff => ({
  id,
  name: `Cán bộ ${id}`,
  title: '',
  role: 'staff',
  fields: [],
  disabled: false,
})
const people = new Map(
  Array.from({ length: 50 }, (_, index): [string, KnownStaff] => [
    `${index}`,
    official(`${index}`),
  ]),
)

const service = await wire(readConfig(process.env), silentLog, {
  staff: {
    sessions: { staffOf: async (headers) => people.get(headers.get('X-Official') ?? '') },
    directory: { people: async () => people },
  },
})
serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
  console.log(port)
})
process.once('SIGTERM', () => process.exit(0))

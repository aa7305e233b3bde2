/**
 * `npm run -s soak -- [--chats 200] [--messages 100] [--speed 60] [--database sqlite|postgres|both]`: two
 * hours of citizens on Telegram in minutes, through the double: repeated updates, refusals, a restart in
 * the middle. Fails unless every message was answered exactly once, in order.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/support/postgres.ts'
import { runSoak } from '../test/support/soak.ts'
import { openTemporaryFolder } from '../test/support/temporary-folder.ts'

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '200' },
    messages: { type: 'string', default: '100' },
    speed: { type: 'string', default: '60' },
    database: { type: 'string', default: 'both' },
  },
})
const about = {
  chats: Number(values.chats),
  messages: Number(values.messages),
  speed: Number(values.speed),
}

const report = async (name: string, databaseUrl: string) => {
  const figures = await runSoak({ ...about, databaseUrl })
  console.log(JSON.stringify({ database: name, ...figures }, null, 2))
  const { missing, twice, outOfOrder, faults } = figures
  if (missing + twice + outOfOrder + faults.length > 0) process.exitCode = 1
}

if (values.database !== 'postgres') {
  const folder = openTemporaryFolder()
  await report('sqlite', join(folder.path, 'soak.sqlite'))
  folder.remove()
}
if (values.database !== 'sqlite') {
  const postgres = await startPostgres()
  if ('missing' in postgres) throw new Error(postgres.missing)
  await report('postgres', await postgres.createDatabase())
  await postgres.stop()
}

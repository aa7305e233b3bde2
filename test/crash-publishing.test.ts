import { setTimeout as later } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startConversation } from './support/citizen.ts'
import { openKnowledgeDesk, withFee } from './support/knowledge-desk.ts'
import { copyKnowledge } from './support/knowledge-folder.ts'
import { startPostgres } from './support/postgres.ts'
import { type ServiceProcess, startServiceProcess } from './support/service-process.ts'
import { folderForThisTest, openTemporaryFolder } from './support/temporary-folder.ts'

const birth = 'dang-ky-khai-sinh'
const question = 'Làm giấy khai sinh cho con xin thêm bản sao hết bao nhiêu tiền?'
const knowledge = openTemporaryFolder()
beforeAll(() => copyKnowledge(knowledge.path, [birth]))
afterAll(knowledge.remove)
const postgres = await startPostgres()
afterAll(async () => {
  if (!('missing' in postgres)) await postgres.stop()
})

const databases = [
  { name: 'SQLite', isMissing: false, settings: async () => ({}) },
  {
    name: 'missing' in postgres ? `PostgreSQL, skipped: ${postgres.missing}` : 'PostgreSQL',
    isMissing: 'missing' in postgres,
    settings: async () =>
      'missing' in postgres ? {} : { DATABASE_URL: await postgres.createDatabase() },
  },
]

// At different moments of a publication, which takes a fraction of a second.
const momentsMs = [0, 15, 40, 80, 150, 300]

describe.each(databases)('a service on $name killed while it publishes', (about) => {
  it.skipIf(about.isMissing)(
    'has the old text and the draft, or the new text; never neither, and goes on',
    async () => {
      const settings = {
        DATA_DIR: folderForThisTest(),
        KNOWLEDGE_DIR: knowledge.path,
        ...(await about.settings()),
      }
      let running: ServiceProcess | undefined
      onTestFinished(() => void running?.process.kill('SIGKILL'))
      const start = async () => {
        const started = await startServiceProcess(settings, 'test/support/knowledge-process.ts')
        running = started
        const send = (path: string, init?: RequestInit) => fetch(started.address + path, init)
        return {
          chi: openKnowledgeDesk(send, 'chi'),
          ask: async () => (await (await startConversation(send)).ask(question)).text,
          kill: async () => {
            started.process.kill('SIGKILL')
            await started.ended
          },
        }
      }
      let office = await start()
      let fee = 8000
      for (const moment of momentsMs) {
        const next = fee + 1000
        const version = await office.chi.edit(birth, withFee(fee, next))
        const publishing = office.chi.publish(birth, version).catch(() => undefined)
        await later(moment)
        await office.kill()
        await publishing

        office = await start()

        const told = await office.ask()
        const { draft, live } = await office.chi.open(birth)
        const isLive = told.includes(`${next / 1000}.000 đồng/bản`)
        const isKept = draft?.form.fee.some(({ amount }) => amount === next)
        expect(isLive || isKept, `killed after ${moment} ms`).toBe(true)
        if (!isLive) expect(told).toContain(`${fee / 1000}.000 đồng/bản`)
        expect(live?.form.fee.some(({ amount }) => amount === (isLive ? next : fee))).toBe(true)
        // It goes on where it was cut off.
        if (!isLive) await office.chi.publish(birth, draft?.version ?? 0)
        else if (draft) {
          const json = { version: draft.version }
          await office.chi.client.knowledge.guides[':id'].draft.$delete({
            param: { id: birth },
            json,
          })
        }
        expect(await office.ask()).toContain(`${next / 1000}.000 đồng/bản`)
        fee = next
      }
      await office.kill()
    },
    300_000,
  )
})

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../src/adapters/database.ts'
import { createTicketStore } from '../src/adapters/ticket-store.ts'
import * as schema from '../src/channels/web-api-schema.ts'
import { ticketSequence } from '../src/handoff/ticket.ts'
import { dayAndNight } from './builders.ts'
import { type Citizen, startConversation } from './support/citizen.ts'
import { copyKnowledge } from './support/knowledge-folder.ts'
import { startPostgres } from './support/postgres.ts'
import { readEvents } from './support/read-events.ts'
import { type ServiceProcess, startServiceProcess } from './support/service-process.ts'
import { folderForThisTest, openTemporaryFolder } from './support/temporary-folder.ts'

const knowledge = openTemporaryFolder()
beforeAll(() => copyKnowledge(knowledge.path, ['dang-ky-khai-sinh']))
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

const count = 40

/** What the citizen's device has: the messages it was told, in order, and where to go on. */
type Device = { texts: string[]; ids: string[]; lastEventId: string }

/** Listens until the line goes dead, or everything has come. */
async function listen(citizen: Citizen, device: Device, onMessage: () => void): Promise<void> {
  try {
    const headers: Record<string, string> = device.lastEventId
      ? { 'Last-Event-ID': device.lastEventId }
      : {}
    for await (const { id, event, data } of readEvents(await citizen.get('/events', headers))) {
      if (id !== '') device.lastEventId = id
      if (event !== 'message') continue
      const message = schema.staffMessage.parse(data)
      device.texts.push(message.text)
      device.ids.push(message.id)
      onMessage()
      if (device.texts.length === count) return
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

describe.each(databases)('a service on $name killed while an official writes', (about) => {
  it.skipIf(about.isMissing)(
    'has lost none of the official’s words and tells none twice',
    async () => {
      const settings = {
        KNOWLEDGE_DIR: knowledge.path,
        DATA_DIR: folderForThisTest(),
        ...(await about.settings()),
      }
      const service = { now: await start(settings) }
      const citizen = await startConversation((path, init) =>
        fetch(`${service.now.address}${path}`, init),
      )
      const { ticket } = await citizen.ask('Tôi muốn gặp cán bộ')
      const sequence = ticketSequence(ticket?.number ?? '') ?? 0
      const told = new Map<number, string>()
      const say = async (index: number) => {
        const id = await send(service.now, { sequence, text: `câu ${index}`, index })
        if (id !== undefined) told.set(index, id)
      }
      const device: Device = { texts: [], ids: [], lastEventId: '' }
      const listening = listen(citizen, device, () => {
        // Some have come, some are kept and on their way, some are only just being sent.
        if (device.texts.length === 5) service.now.process.kill('SIGKILL')
      })

      await Promise.all(Array.from({ length: count }, (_, index) => say(index)))
      await listening
      expect(await service.now.ended).toBe('SIGKILL')
      const before = new Map(told)
      service.now = await start(settings)
      // The official's console sends again whatever it was not told of, and, to be sure, everything.
      await Promise.all(Array.from({ length: count }, (_, index) => say(index)))
      await listen(citizen, device, () => undefined)

      expect(device.texts.toSorted()).toEqual(
        Array.from({ length: count }, (_, index) => `câu ${index}`).toSorted(),
      )
      expect(new Set(device.ids).size).toBe(count)
      for (const [index, id] of before) expect(told.get(index)).toBe(id)
      const { staffMessages } = await citizen.read()
      expect(staffMessages.map(({ id }) => id)).toEqual(device.ids)
      await expect.poll(() => undelivered(settings, citizen.id)).toEqual([])
    },
    120_000,
  )
})

async function start(settings: Record<string, string>): Promise<ServiceProcess> {
  const started = await startServiceProcess(settings, 'test/support/desk-process.ts')
  onTestFinished(async () => {
    started.process.kill('SIGKILL')
    await started.ended
  })
  return started
}

/** The id under which the service keeps it; undefined when the line went dead. */
async function send(
  { address }: ServiceProcess,
  { sequence, text, index }: { sequence: number; text: string; index: number },
): Promise<string | undefined> {
  const body = JSON.stringify({ sequence, text, clientMessageId: `c-${index}` })
  try {
    const response = await fetch(`${address}/desk/say`, { method: 'POST', body })
    return z.object({ id: z.string() }).parse(await response.json()).id
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function undelivered(settings: Record<string, string>, conversationId: string) {
  const url = settings.DATABASE_URL ?? `${settings.DATA_DIR}/mot-cua.sqlite`
  const { database, kind } = openDatabase(url)
  const messages = await createTicketStore(database, kind, async () => dayAndNight).messagesOf(
    conversationId,
  )
  await database.destroy()
  return messages.filter(({ deliveredAt }) => deliveredAt === null).map(({ text }) => text)
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import * as schema from '../../src/channels/web-api-schema.ts'
import { type Citizen, startConversation } from '../support/citizen.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { allEvents, firstEvents } from '../support/read-events.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'

let service: StartedService
const knowledge = openTemporaryFolder()

beforeAll(async () => {
  copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon'])
  service = await startService({ KNOWLEDGE_DIR: knowledge.path })
}, 60_000)
afterAll(async () => {
  await service.stop()
  knowledge.remove()
})

const newCitizen = () => startConversation((path, init) => service.app.request(path, init))

/** As an official would, at the desk. */
async function closeTicketsOf({ id }: Citizen): Promise<void> {
  const { database } = openDatabase(service.databaseUrl)
  await database
    .updateTable('tickets')
    .set({ state: 'closed' })
    .where('conversation_id', '=', id)
    .execute()
  await database.updateTable('conversations').set({ owner: 'bot' }).where('id', '=', id).execute()
  await database.destroy()
}

describe('a streamed answer', () => {
  it('comes as status, then the reply that is kept', async () => {
    const citizen = await newCitizen()

    const response = await citizen.post(
      '/messages',
      { text: birthQuestion, clientMessageId: 'stream-1' },
      { Accept: 'text/event-stream' },
    )

    expect(response.headers.get('Content-Type')).toContain('text/event-stream')
    const events = await allEvents(response)
    expect(events.map(({ event }) => event)).toEqual(['status', 'reply'])
    const { messages } = await citizen.read()
    expect(events[0]?.data).toEqual({ state: 'received', messageId: messages[0]?.id })
    expect(schema.reply.parse(events[1]?.data)).toEqual(messages[0]?.reply)
  })

  it('is the first reply for a repeated clientMessageId', async () => {
    const citizen = await newCitizen()
    const first = await citizen.ask(birthQuestion, 'both')

    const response = await citizen.post(
      '/messages',
      { text: birthQuestion, clientMessageId: 'both' },
      { Accept: 'text/event-stream' },
    )

    const events = await allEvents(response)
    expect(events.at(-1)).toMatchObject({ event: 'reply', data: first })
  })

  it('is finished and kept when the citizen leaves in the middle', async () => {
    const citizen = await newCitizen()

    const response = await citizen.post(
      '/messages',
      { text: birthQuestion },
      { Accept: 'text/event-stream' },
    )
    const [status] = await firstEvents(response, 1)

    expect(status?.event).toBe('status')
    await expect
      .poll(async () => (await citizen.read()).messages[0]?.reply?.procedure?.id)
      .toBe('dang-ky-khai-sinh')
  })
})

describe('GET /api/v1/conversations/{id}/events', () => {
  it('tells of a ticket opened while it listens', async () => {
    const citizen = await newCitizen()
    const response = await citizen.get('/events')
    const listening = firstEvents(response, 1)

    const { ticket } = await citizen.ask('Tôi muốn gặp cán bộ')

    const [event] = await listening
    expect(event).toMatchObject({ event: 'ticket', data: { ...ticket } })
  })

  it('gives what happened before to whoever comes later, and with Last-Event-ID only the rest', async () => {
    const citizen = await newCitizen()
    const { ticket } = await citizen.ask('Tôi muốn gặp cán bộ')
    const [first] = await firstEvents(await citizen.get('/events'), 1)
    expect(first?.data).toMatchObject({ ...ticket })

    const resumed = await citizen.get('/events', { 'Last-Event-ID': first?.id ?? '' })
    const next = firstEvents(resumed, 1)
    await closeTicketsOf(citizen)
    const { ticket: later } = await citizen.ask('Tôi muốn gặp cán bộ')

    expect(later?.number).not.toBe(ticket?.number)
    expect((await next)[0]?.data).toMatchObject({ ...later })
  })

  it('says nothing of other conversations', async () => {
    const [citizen, other] = [await newCitizen(), await newCitizen()]
    const listening = firstEvents(await citizen.get('/events'), 1)
    await other.ask('Tôi muốn gặp cán bộ')

    const { ticket } = await citizen.ask('Tôi muốn gặp cán bộ')

    expect((await listening)[0]?.data).toMatchObject({ ...ticket })
  })

  it('needs the token', async () => {
    const { path } = await newCitizen()

    expect((await service.app.request(`${path}/events`)).status).toBe(401)
  })
})

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import * as schema from '../src/channels/web-api-schema.ts'
import { type Citizen, type CitizenReply, startConversation } from './support/citizen.ts'
import { copyKnowledge } from './support/knowledge-folder.ts'
import { readEvents } from './support/read-events.ts'
import { type ServiceProcess, startServiceProcess } from './support/service-process.ts'
import { folderForThisTest, openTemporaryFolder } from './support/temporary-folder.ts'

const knowledge = openTemporaryFolder()
beforeAll(() => copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon']))
afterAll(knowledge.remove)

const questions = [
  'Đăng ký khai sinh cho con cần giấy tờ gì?',
  'thế còn lệ phí?',
  'Đăng ký kết hôn ở đâu?',
]
const chatter = ['xin chào', 'Tôi muốn gặp cán bộ', 'cảm ơn nhé']

/** Starts the service on that data; it is gone when the test ends. */
async function start(dataDir: string, settings: Record<string, string> = {}) {
  const started = await startServiceProcess({
    KNOWLEDGE_DIR: knowledge.path,
    DATA_DIR: dataDir,
    ...settings,
  })
  onTestFinished(async () => {
    started.process.kill('SIGKILL')
    await started.ended
  })
  return started
}

/** A citizen whose requests go to whichever process serves now. */
const newCitizen = (service: { now: ServiceProcess }) =>
  startConversation((path, init) => fetch(`${service.now.address}${path}`, init))

type Sent = { citizen: Citizen; clientMessageId: string; text: string }
/** What the citizen was told of a message before the line went dead. */
type Told = { messageId?: string; reply?: CitizenReply }

/** Sends a message and notes what comes back, as it comes; a dead line ends it. */
async function sendAndNote(
  { citizen, clientMessageId, text }: Sent,
  told: Told,
  onTold: () => void,
): Promise<void> {
  try {
    const body = { text, clientMessageId }
    const response = await citizen.post('/messages', body, { Accept: 'text/event-stream' })
    for await (const { event, data } of readEvents(response)) {
      if (event === 'status') told.messageId = messageIdOf(data)
      if (event === 'reply') told.reply = schema.reply.parse(data)
      onTold()
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

function messageIdOf(data: unknown): string {
  const isNamed = typeof data === 'object' && data !== null && 'messageId' in data
  return isNamed ? String(data.messageId) : ''
}

describe('a service that is killed while it answers', { timeout: 120_000 }, () => {
  it('has lost no acknowledged message, and answers each exactly once', async () => {
    const dataDir = folderForThisTest()
    const model = await startHeldModel()
    const settings = { LLM_BASE_URL: model.address, LLM_MODEL: 'held' }
    const service = { now: await start(dataDir, settings) }
    const citizens = await Promise.all(Array.from({ length: 4 }, () => newCitizen(service)))
    // The first question of some waits for the model, and what they ask next for that.
    const sent = citizens.flatMap((citizen, citizenIndex) =>
      Array.from({ length: 30 }, (_, index) => ({
        citizen,
        clientMessageId: `m-${citizenIndex}-${index}`,
        text: (citizenIndex < 2 ? chatter : questions)[index % 3] ?? '',
      })),
    )
    const told = sent.map((): Told => ({}))
    const isTimeToDie = () =>
      told.filter(({ messageId, reply }) => messageId && !reply).length >= 30 &&
      told.filter(({ reply }) => reply).length >= 10
    const killWhenTimeToDie = () => {
      if (isTimeToDie()) service.now.process.kill('SIGKILL')
    }

    await Promise.all(
      sent.map((each, index) => sendAndNote(each, told[index] ?? {}, killWhenTimeToDie)),
    )

    expect(await service.now.ended).toBe('SIGKILL')
    service.now = await start(dataDir)
    await expect.poll(() => countUnanswered(citizens), { timeout: 60_000 }).toBe(0)
    const kept = await readAll(citizens)
    for (const { messageId, reply } of told) {
      if (messageId) expect(kept.get(messageId)).toBeDefined()
      if (messageId && reply) expect(kept.get(messageId)).toEqual(reply)
    }
    expect(new Set([...kept.values()].map(({ id }) => id)).size).toBe(kept.size)

    const retried = await Promise.all(
      sent.map(({ citizen, text, clientMessageId }) => citizen.ask(text, clientMessageId)),
    )

    for (const [index, { messageId }] of told.entries()) {
      if (messageId) expect(retried[index]).toEqual(kept.get(messageId))
    }
    expect(new Set(retried.map(({ id }) => id)).size).toBe(sent.length)
    expect((await readAll(citizens)).size).toBe(sent.length)
  })

  it('opens one ticket a conversation, however often it dies', async () => {
    const dataDir = folderForThisTest()
    const service = { now: await start(dataDir) }
    const citizen = await newCitizen(service)
    const { ticket } = await citizen.ask('Tôi muốn gặp cán bộ', 'first')
    service.now.process.kill('SIGKILL')
    await service.now.ended

    service.now = await start(dataDir)

    expect((await citizen.ask('Tôi muốn gặp cán bộ', 'first')).ticket).toEqual(ticket)
    expect((await citizen.ask('Tôi muốn gặp cán bộ', 'second')).ticket).toEqual(ticket)
  })
})

describe('a service that is told to stop', { timeout: 60_000 }, () => {
  it('finishes the turn in hand, takes no new request, and ends without fault', async () => {
    const model = await startHeldModel()
    const settings = { LLM_BASE_URL: model.address, LLM_MODEL: 'held' }
    const service = { now: await start(folderForThisTest(), settings) }
    const citizen = await newCitizen(service)
    const answer = citizen.ask('Đăng ký khai sinh cho con cần giấy tờ gì?')
    const held = await model.asked

    service.now.process.kill('SIGTERM')
    await expect.poll(() => isRefused(service.now.address), { timeout: 20_000 }).toBe(true)
    held.writeHead(500).end()

    expect(await answer).toMatchObject({ kind: 'answer', generatedBy: 'guide' })
    expect(await service.now.ended).toBe(0)
  })

  it('lets go of citizens who only listen for events', async () => {
    const service = { now: await start(folderForThisTest()) }
    const citizen = await newCitizen(service)
    const events = readEvents(await citizen.get('/events'))
    const end = events.next()

    service.now.process.kill('SIGTERM')

    expect((await end).done).toBe(true)
    expect(await service.now.ended).toBe(0)
  })

  it('answers or refuses every request that was under way, and fails none', async () => {
    const dataDir = folderForThisTest()
    const service = { now: await start(dataDir) }
    const citizens = await Promise.all(Array.from({ length: 8 }, () => newCitizen(service)))
    const statuses: (number | 'refused')[] = []
    const ask = async (citizen: Citizen, index: number) => {
      const body = { text: [...questions, ...chatter][index % 6] }
      const status = await statusOf(citizen.post('/messages', body))
      statuses.push(status)
    }

    const asking = citizens.flatMap((citizen) =>
      Array.from({ length: 12 }, (_, index) => ask(citizen, index)),
    )
    await expect.poll(() => statuses.length, { interval: 1 }).toBeGreaterThan(0)
    service.now.process.kill('SIGTERM')
    await Promise.all(asking)

    expect(await service.now.ended).toBe(0)
    expect(statuses.filter((status) => status !== 200 && status !== 'refused')).toEqual([])
    service.now = await start(dataDir)
    await expect.poll(() => countUnanswered(citizens), { timeout: 20_000 }).toBe(0)
    const kept = await readAll(citizens)
    expect(kept.size).toBeGreaterThanOrEqual(statuses.filter((status) => status === 200).length)
  })
})

/** The status of an answer that was read to its end; a dead line is a refusal. */
async function statusOf(answer: Response | Promise<Response>): Promise<number | 'refused'> {
  try {
    const response = await answer
    await response.text()
    return response.status
  } catch (error) {
    if (error instanceof TypeError) return 'refused'
    throw error
  }
}

/** Replies of all conversations by the id of the message they answer. */
async function readAll(citizens: Citizen[]): Promise<Map<string, CitizenReply>> {
  const conversations = await Promise.all(citizens.map((citizen) => citizen.read()))
  return new Map(
    conversations
      .flatMap(({ messages }) => messages)
      .flatMap(({ id, reply }) => (reply ? [[id, reply] as const] : [])),
  )
}

async function countUnanswered(citizens: Citizen[]): Promise<number> {
  const conversations = await Promise.all(citizens.map((citizen) => citizen.read()))
  return conversations.flatMap(({ messages }) => messages.filter(({ reply }) => !reply)).length
}

/** A language model that keeps whoever asks waiting. */
async function startHeldModel() {
  const server = createServer()
  const asked = once(server, 'request').then(([, response]): ServerResponse => response)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { address: `http://127.0.0.1:${port}/v1`, asked }
}

async function isRefused(address: string): Promise<boolean> {
  const connection = { headers: { Connection: 'close' } }
  return await fetch(`${address}/healthz`, connection).then(
    () => false,
    () => true,
  )
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { latencies } from './percentile.ts'
import { tellProgress } from './progress.ts'

export type DeskFigures = Awaited<ReturnType<typeof measureDesk>>

export type DeskSize = { tickets: number; citizens: number; officials: number; seconds: number }

type Citizen = { id: string; token: string }
type Ticket = Citizen & { number: string; official: string; isClaimed: boolean }

/** Things that happen at the desk of a busy ward in a second: fifty times a real one's. */
const changesPerSecond = 20
const goalMs = 300

/**
 * A desk with that many open tickets, citizens who listen and officials with the inbox open, all over
 * HTTP. Citizens write and officials claim and answer; measured is how long until the change is on every
 * official's screen (with the line of the inbox as it is then), until the inbox loads anew, and until an
 * answer is on its citizen's screen.
 */
export async function measureDesk(size: DeskSize, databaseUrl?: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-load-'))
  const server = await startDeskServer(dataDir, databaseUrl)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const streams: IncomingMessage[] = []
  try {
    const send = createSend(agent, server.origin)
    tellProgress(`desk: ${size.citizens} conversations, ${size.tickets} tickets`)
    const citizens = await inGroups(size.citizens, 32, async () => {
      return parsed<Citizen>(await send('POST', '/api/v1/conversations', {}, {}))
    })
    const tickets = await inGroups(size.tickets, 16, async (index) => {
      const citizen = citizens[index] ?? fail('fewer citizens than tickets')
      const number = await askForPerson(send, citizen)
      return { ...citizen, number, official: `${index % size.officials}`, isClaimed: false }
    })

    // What waits to be seen, by the words it is known by.
    const onDesk = createWatch(size.officials)
    const onPhone = createWatch(1)
    for (const citizen of citizens) {
      const path = `/api/v1/conversations/${citizen.id}/events`
      streams.push(
        await listen(server.origin, path, bearer(citizen), (event, data) => {
          if (event === 'message') onPhone.seen(textOf(data))
        }),
      )
    }
    for (let official = 0; official < size.officials; official++) {
      const headers = { 'X-Official': `${official}` }
      streams.push(
        await listen(server.origin, '/api/staff/v1/events', headers, (event, data) => {
          if (event === 'ticket') onDesk.seen(lineOf(data))
        }),
      )
    }
    tellProgress(`desk: ${streams.length} streams open`)

    const inboxMs: number[] = []
    const cpuBefore = await server.cpuSeconds()
    const until = performance.now() + size.seconds * 1_000
    let failed = 0
    let changes = 0
    const under: Promise<void>[] = []
    while (performance.now() < until) {
      const change = changes++
      const ticket = tickets[change % tickets.length] ?? fail('no tickets')
      const making = makeChange(send, ticket, change, { onDesk, onPhone, inboxMs })
      under.push(
        making.catch((error: unknown) => {
          failed++
          tellProgress(String(error))
        }),
      )
      await wait(1_000 / changesPerSecond)
    }
    await Promise.all(under)
    await wait(2_000)
    const cpuSeconds = (await server.cpuSeconds()) - cpuBefore
    const update = latencies(onDesk.durations)
    return {
      ...size,
      database: databaseUrl ? 'PostgreSQL' : 'SQLite',
      changes,
      failed,
      /** Changes that an official's screen never got. */
      unseen: onDesk.waiting() + onPhone.waiting(),
      goal_p95_ms: goalMs,
      inbox_update: update,
      is_within_goal: update.p95_ms < goalMs,
      inbox_load: latencies(inboxMs),
      to_citizen: latencies(onPhone.durations),
      cpu_seconds: cpuSeconds,
      /** Above the number of cores other work held this one up. */
      load_average: loadavg()[0] ?? 0,
      resident_mb: await server.residentMb(),
    }
  } finally {
    for (const stream of streams) stream.destroy()
    agent.destroy()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Send = ReturnType<typeof createSend>
type Watch = ReturnType<typeof createWatch>

/** In turn: a citizen writes, their official answers (and claims first), an official reads the inbox. */
async function makeChange(
  send: Send,
  ticket: Ticket,
  change: number,
  { onDesk, onPhone, inboxMs }: { onDesk: Watch; onPhone: Watch; inboxMs: number[] },
): Promise<void> {
  const asOfficial = { 'X-Official': ticket.official, 'Sec-Fetch-Site': 'same-origin' }
  const path = `/api/staff/v1/tickets/${ticket.number}`
  const words = `${ticket.number} lần ${change}`
  switch (change % 3) {
    case 0: {
      onDesk.expect(words)
      const body = { text: words }
      await send('POST', `/api/v1/conversations/${ticket.id}/messages`, bearer(ticket), body)
      return
    }
    case 1: {
      if (!ticket.isClaimed) {
        ticket.isClaimed = true
        onDesk.expect(`${ticket.number} claimed`)
        await send('POST', `${path}/claim`, asOfficial)
      }
      onDesk.expect(words)
      onPhone.expect(words)
      const body = { text: words, clientMessageId: `${change}` }
      await send('POST', `${path}/messages`, asOfficial, body)
      return
    }
    default: {
      const startedAt = performance.now()
      await send('GET', '/api/staff/v1/inbox?filter=waiting', asOfficial)
      inboxMs.push(performance.now() - startedAt)
    }
  }
}

/** Times from when something is expected until it has been seen on so many screens. */
function createWatch(screens: number) {
  const expected = new Map<string, { since: number; left: number }>()
  const durations: number[] = []
  return {
    durations,
    expect: (words: string) =>
      void expected.set(words, { since: performance.now(), left: screens }),
    seen(words: string | undefined) {
      const entry = words === undefined ? undefined : expected.get(words)
      if (words === undefined || !entry) return
      durations.push(performance.now() - entry.since)
      entry.left--
      if (entry.left === 0) expected.delete(words)
    },
    waiting: () => expected.size,
  }
}

function textOf(data: string): string {
  const { text }: { text: string } = JSON.parse(data)
  return text
}

function lineOf(data: string): string | undefined {
  const { number, type, row }: { number: string; type: string; row: { lastText: string } } =
    JSON.parse(data)
  if (type === 'claimed') return `${number} claimed`
  return type === 'citizen-message' || type === 'staff-message' ? row.lastText : undefined
}

async function askForPerson(send: Send, citizen: Citizen): Promise<string> {
  const path = `/api/v1/conversations/${citizen.id}/messages`
  const body = { text: 'Cho tôi gặp cán bộ' }
  const { ticket } = parsed<{ ticket: { number: string } | null }>(
    await send('POST', path, bearer(citizen), body),
  )
  return ticket?.number ?? fail('no ticket was opened')
}

function bearer({ token }: Citizen) {
  return { Authorization: `Bearer ${token}` }
}

function createSend(agent: Agent, origin: string) {
  return async (
    method: string,
    path: string,
    headers: Record<string, string>,
    content?: unknown,
  ): Promise<string> => {
    const json = content === undefined ? '' : JSON.stringify(content)
    const length = json
      ? { 'Content-Type': 'application/json', 'Content-Length': `${Buffer.byteLength(json)}` }
      : {}
    const sent = request(origin + path, { method, agent, headers: { ...headers, ...length } })
    sent.end(json)
    const [response]: IncomingMessage[] = await once(sent, 'response')
    const body = response ? await text(response) : ''
    if (!response?.statusCode || response.statusCode >= 300) {
      throw new Error(`${method} ${path}: ${response?.statusCode} ${body}`)
    }
    return body
  }
}

/** A stream of server-sent events on a connection of its own; returns when the first bytes are there. */
async function listen(
  origin: string,
  path: string,
  headers: Record<string, string>,
  onEvent: (event: string, data: string) => void,
): Promise<IncomingMessage> {
  const sent = request(origin + path, { headers, agent: false })
  sent.end()
  const [stream]: IncomingMessage[] = await once(sent, 'response')
  if (stream?.statusCode !== 200) return fail(`${path}: ${stream?.statusCode}`)
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('error', () => undefined)
  stream.on('data', (piece: string) => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (event && data) onEvent(event, data)
    }
  })
  await once(stream, 'data')
  return stream
}

async function inGroups<Result>(
  count: number,
  atOnce: number,
  make: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  while (results.length < count) {
    const group = Math.min(atOnce, count - results.length)
    const first = results.length
    results.push(
      ...(await Promise.all(Array.from({ length: group }, (_, index) => make(first + index)))),
    )
  }
  return results
}

/** What our own service answered. */
function parsed<Shape>(json: string): Shape {
  return JSON.parse(json)
}

function fail(reason: string): never {
  throw new Error(reason)
}

async function startDeskServer(dataDir: string, databaseUrl: string | undefined) {
  const script = join(import.meta.dirname, 'desk-server.ts')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      EMBEDDING_MODEL: 'none',
      BURST_MS: '0',
    },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout ?? fail('no output') })
  const [port] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => fail('the desk’s server ended')),
  ])
  return {
    origin: `http://127.0.0.1:${port}`,
    async residentMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
    },
    /** Processor time it has taken, in seconds. */
    async cpuSeconds() {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
      const [user = 0, system = 0] = stat.split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? []
      return (user + system) / 100
    },
    async stop() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as schema from '../src/channels/web-api-schema.ts'
import { startConversation } from './support/citizen.ts'
import { copyKnowledge } from './support/knowledge-folder.ts'
import { type StartedService, startService } from './support/start-service.ts'
import { openTemporaryFolder } from './support/temporary-folder.ts'

const wardSite = 'https://cuanam.example.vn'

let service: StartedService
const knowledge = openTemporaryFolder()
const get = (path: string, headers: Record<string, string> = {}) =>
  service.app.request(path, { headers })

beforeAll(async () => {
  copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon'])
  service = await startService({ ALLOWED_ORIGINS: wardSite, KNOWLEDGE_DIR: knowledge.path })
}, 60_000)
afterAll(async () => {
  await service.stop()
  knowledge.remove()
})

describe('CORS', () => {
  const allowedOrigin = (response: Response) => response.headers.get('Access-Control-Allow-Origin')

  it('lets the configured site read answers', async () => {
    const response = await service.app.request('/api/v1/conversations', {
      method: 'POST',
      headers: { Origin: wardSite },
    })

    expect(response.status).toBe(201)
    expect(allowedOrigin(response)).toBe(wardSite)
  })

  it('lets the configured site send JSON with a token and resume events', async () => {
    const response = await service.app.request('/api/v1/conversations', {
      method: 'OPTIONS',
      headers: {
        Origin: wardSite,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,last-event-id',
      },
    })

    expect(response.ok).toBe(true)
    expect(allowedOrigin(response)).toBe(wardSite)
    const headers = response.headers.get('Access-Control-Allow-Headers')?.toLowerCase()
    for (const name of ['authorization', 'content-type', 'last-event-id']) {
      expect(headers).toContain(name)
    }
  })

  it.each([
    'https://evil.example',
    'http://cuanam.example.vn',
    'https://cuanam.example.vn.evil.example',
    'https://cuanam.example.vn:8443',
    'null',
  ])('keeps answers from %s', async (origin) => {
    const answer = await get('/api/v1/openapi.json', { Origin: origin })
    const preflight = await service.app.request('/api/v1/conversations', {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })

    expect([allowedOrigin(answer), allowedOrigin(preflight)]).toEqual([null, null])
  })

  it('lets pages of the configured site read problems too', async () => {
    const response = await get('/api/v1/conversations/cnv_x', { Origin: wardSite })

    expect(response.status).toBe(401)
    expect(allowedOrigin(response)).toBe(wardSite)
  })
})

describe('every response', () => {
  it.each([
    '/',
    '/thu-tuc',
    '/docs',
    '/healthz',
    '/api/v1/openapi.json',
    '/nothing-here',
    '/api/v1/conversations/cnv_x',
  ])('carries security headers and a request id: %s', async (path) => {
    const { headers } = await get(path)

    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'self'")
    expect(headers.get('Content-Security-Policy')).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('X-Request-Id')).toMatch(/^[\w-]{8,}$/)
  })

  it('has a request id of its own', async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await get('/healthz')).headers.get('X-Request-Id')),
    )

    expect(new Set(ids).size).toBe(5)
  })

  it('names its request id in a problem', async () => {
    const response = await get('/api/v1/nothing')

    const { requestId, status } = schema.problemBody.parse(await response.json())
    expect(status).toBe(404)
    expect(requestId).toBe(response.headers.get('X-Request-Id'))
  })
})

describe('/api/v1/openapi.json', () => {
  const documentSchema = z.object({
    openapi: z.string().startsWith('3.'),
    servers: z.array(z.object({ url: z.string() })),
    paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  })
  const readDocument = async () =>
    documentSchema.parse(await (await get('/api/v1/openapi.json')).json())

  it('lists every route of the citizen API', async () => {
    const { paths, servers } = await readDocument()

    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(routes.sort()).toEqual([
      'GET /conversations/{id}',
      'GET /conversations/{id}/events',
      'POST /conversations',
      'POST /conversations/{id}/attachments',
      'POST /conversations/{id}/contact',
      'POST /conversations/{id}/messages',
      'POST /conversations/{id}/rating',
      'POST /conversations/{id}/replies/{replyId}/feedback',
      'POST /conversations/{id}/typing',
      'POST /pick-up',
    ])
    expect(servers).toEqual([{ url: '/api/v1' }])
  })

  it('describes a reply field for field as replies really are', async () => {
    const document = await readDocument()
    const citizen = await startConversation((path, init) => service.app.request(path, init))

    const reply = await citizen.ask('Đăng ký khai sinh cho con cần giấy tờ gì?')

    const described = replyProperties(document.paths['/conversations/{id}/messages']?.post)
    expect(described.sort()).toEqual(Object.keys(reply).sort())
  })

  it('describes problems beside successes', async () => {
    const { paths } = await readDocument()

    for (const methods of Object.values(paths)) {
      for (const route of Object.values(methods)) {
        expect(JSON.stringify(route)).toContain('application/problem+json')
      }
    }
  })
})

/** Names of a reply's fields, in the description of the route that gives it. */
function replyProperties(route: unknown): string[] {
  const schemaOfReply = z.object({ properties: z.record(z.string(), z.unknown()) })
  const routeSchema = z.object({
    responses: z.object({
      200: z.object({
        content: z.object({ 'application/json': z.object({ schema: schemaOfReply }) }),
      }),
    }),
  })
  const { responses } = routeSchema.parse(route)
  return Object.keys(responses[200].content['application/json'].schema.properties)
}

describe('/docs', () => {
  it('loads everything from ourselves', async () => {
    const page = await (await get('/docs')).text()

    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)
    expect(addresses.length).toBeGreaterThan(2)
    for (const address of addresses) {
      expect(address).toMatch(/^\/(?!\/)/)
      const asset = await get(address ?? '')
      expect(asset.status).toBe(200)
      expect((await asset.text()).length).toBeGreaterThan(20)
    }
  })

  it('has no script in the page, which its own security policy would stop', async () => {
    const page = await (await get('/docs')).text()

    expect(page.match(/<script(?![^>]*\ssrc=)/)).toBeNull()
    expect(page).not.toMatch(/\son\w+=/)
  })

  it('starts from the API’s own description', async () => {
    expect(await (await get('/docs/start.js')).text()).toContain('/api/v1/openapi.json')
  })
})

describe('what operators ask', () => {
  it('/healthz says that the process is up', async () => {
    const response = await get('/healthz')

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'up' })
  })

  it('/readyz says what serves', async () => {
    const response = await get('/readyz')

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ready', edition: 1, guides: 2, problems: [] })
  })

  it('/readyz and messages say that nothing can be answered yet without guides', async () => {
    const empty = openTemporaryFolder()
    const unready = await startService({ KNOWLEDGE_DIR: empty.path })
    const citizen = await startConversation((path, init) => unready.app.request(path, init))

    const ready = await unready.app.request('/readyz')
    const health = await unready.app.request('/healthz')
    const asked = await citizen.post('/messages', { text: 'xin chào' })
    const page = await unready.app.request('/thu-tuc')

    expect(ready.status).toBe(503)
    expect(health.status).toBe(200)
    expect(asked.status).toBe(503)
    expect(schema.problemBody.parse(await asked.json()).code).toBe('unavailable')
    expect(page.status).toBe(503)
    await unready.stop()
    empty.remove()
  })

  it('/metrics counts turns by kind, in Prometheus’ format, without a word of citizens', async () => {
    const counted = async (kind: string) => {
      const text = await (await get('/metrics')).text()
      const line = text.match(new RegExp(`^motcua_turns_total\\{kind="${kind}".*\\} (\\d+)$`, 'm'))
      return Number(line?.[1] ?? 0)
    }
    const citizen = await startConversation((path, init) => service.app.request(path, init))
    const before = [await counted('answer'), await counted('smalltalk')]

    await citizen.ask('Đăng ký khai sinh cho con cần giấy tờ gì?')
    await citizen.ask('xin chào')

    expect([await counted('answer'), await counted('smalltalk')]).toEqual(
      before.map((count) => count + 1),
    )
    const response = await get('/metrics')
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain/)
    const text = await response.text()
    expect(text).toMatch(/^motcua_edition 1$/m)
    expect(text).toMatch(/^motcua_guides 2$/m)
    expect(text).not.toMatch(/khai sinh cho con|xin chào/)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../src/channels/web-api-schema.ts'
import { type Citizen, startConversation } from '../support/citizen.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { startPostgres } from '../support/postgres.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

/** What is sent, below `/api/v1`. `{id}` is the citizen's conversation, `{reply}` a reply of it. */
type BadRequest = {
  name: string
  status: number[]
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
}

const messages = '/conversations/{id}/messages'
const feedback = '/conversations/{id}/replies/{reply}/feedback'
const json = (value: unknown) => JSON.stringify(value)
const escaped = (text: string) => encodeURIComponent(text)

const badBodies: BadRequest[] = [
  { name: 'no body', body: '' },
  { name: 'broken JSON', body: '{"text":' },
  { name: 'JSON with a comma too many', body: '{"text":"a",}' },
  { name: 'words that are not JSON', body: 'khai sinh' },
  { name: 'a list', body: '[]' },
  { name: 'null', body: 'null' },
  { name: 'a bare text', body: '"khai sinh"' },
  { name: 'a number', body: '42' },
  { name: 'lists ten thousand deep', body: '['.repeat(10_000) + ']'.repeat(10_000) },
  { name: 'no text', body: '{}' },
  { name: 'null as text', body: json({ text: null }) },
  { name: 'a number as text', body: json({ text: 12 }) },
  { name: 'a list as text', body: json({ text: ['a'] }) },
  { name: 'an object as text', body: json({ text: { toString: 'a' } }) },
  { name: 'an empty text', body: json({ text: '' }) },
  { name: 'a text of spaces', body: json({ text: ' \n\t\u00a0\u3000 ' }) },
  { name: 'a text of 2,001 characters', body: json({ text: 'a'.repeat(2001) }) },
  { name: 'a text with NUL', body: json({ text: 'khai\0sinh' }) },
  { name: 'an unknown field', body: json({ text: 'a', role: 'admin' }) },
  { name: 'a prototype as field', body: '{"text":"a","constructor":{"prototype":{}}}' },
  { name: 'a number as clientMessageId', body: json({ text: 'a', clientMessageId: 1 }) },
  { name: 'null as clientMessageId', body: json({ text: 'a', clientMessageId: null }) },
  { name: 'an empty clientMessageId', body: json({ text: 'a', clientMessageId: '' }) },
  { name: 'a clientMessageId of 65', body: json({ text: 'a', clientMessageId: 'a'.repeat(65) }) },
  { name: 'a clientMessageId with a space', body: json({ text: 'a', clientMessageId: 'a b' }) },
  {
    name: 'a clientMessageId with a line break',
    body: json({ text: 'a', clientMessageId: 'a\n' }),
  },
  { name: 'UTF-16 bytes', body: new Uint8Array(Buffer.from('{"text":"a"}', 'utf16le')) },
].map((bad) => ({ ...bad, path: messages, status: [400] }))

const badContentTypes: BadRequest[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/jsonp',
  '',
].map((type) => ({
  name: `content type "${type}"`,
  path: messages,
  status: [400, 415],
  headers: { 'Content-Type': type },
  body: json({ text: 'a' }),
}))

const badFeedback: BadRequest[] = [
  { name: 'no value', body: '{}' },
  { name: 'an unknown value', body: json({ value: 'meh' }) },
  { name: 'a number as value', body: json({ value: 1 }) },
  { name: 'true as value', body: json({ value: true }) },
  { name: 'a value in capitals', body: json({ value: 'UP' }) },
  { name: 'a list as value', body: json({ value: ['up'] }) },
  { name: 'a comment too long', body: json({ value: 'up', comment: 'a'.repeat(1001) }) },
  { name: 'a comment with NUL', body: json({ value: 'up', comment: 'a\0b' }) },
  { name: 'a number as comment', body: json({ value: 'up', comment: 5 }) },
  { name: 'an unknown field', body: json({ value: 'up', at: '2026-01-01' }) },
].map((bad) => ({ ...bad, name: `feedback: ${bad.name}`, path: feedback, status: [400] }))

const badStarts: BadRequest[] = [
  { name: 'an unknown channel', body: json({ channel: 'fax' }) },
  { name: 'a channel of other doors', body: json({ channel: 'telegram' }) },
  { name: 'an unknown field', body: json({ id: 'cnv_mine' }) },
  { name: 'broken JSON', body: '{' },
  { name: 'a list', body: '[1]' },
].map((bad) => ({ ...bad, name: `start: ${bad.name}`, path: '/conversations', status: [400] }))

const badPaths: BadRequest[] = [
  'cnv_nothing',
  '0',
  '..%2F..%2Fetc%2Fpasswd',
  '..%5C..%5Cwindows',
  '%00',
  'cnv_%00',
  escaped("' OR 1=1 --"),
  escaped('%'),
  '%E0%A4%A',
  escaped('🏠'),
  'a'.repeat(4000),
].map((id) => ({
  name: `conversation id ${id.slice(0, 30)}`,
  method: 'GET',
  path: `/conversations/${id}`,
  status: [404],
}))

const badReplyIds: BadRequest[] = ['rpl_nothing', '%00', '..%2F..', escaped("'; --")].map((id) => ({
  name: `feedback on reply ${id}`,
  path: `/conversations/{id}/replies/${id}/feedback`,
  body: json({ value: 'up' }),
  status: [404],
}))

const badTokens: BadRequest[] = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer a b',
  'Basic YTpi',
  'Token abc',
  'Bearer undefined',
  'Bearer null',
  `Bearer ${'a'.repeat(8000)}`,
  'bearer  ',
].map((authorization) => ({
  name: `authorization "${authorization.slice(0, 24)}"`,
  path: messages,
  headers: { Authorization: authorization },
  body: json({ text: 'a' }),
  status: [401],
}))

const badMethods: BadRequest[] = [
  ['GET', '/conversations'],
  ['DELETE', '/conversations/{id}'],
  ['PUT', messages],
  ['PATCH', messages],
  ['GET', messages],
  ['POST', '/conversations/{id}/events'],
  ['DELETE', feedback],
  ['POST', '/openapi.json'],
  ['BREW', '/conversations'],
].map(([method = '', path = '']) => ({
  name: `${method} ${path}`,
  method,
  path,
  status: [404, 405],
}))

const others: BadRequest[] = [
  {
    name: 'a body of 70,000 bytes',
    path: messages,
    body: json({ text: 'a'.repeat(70_000) }),
    status: [413],
  },
  {
    name: 'a body of 2 MB to start a conversation',
    path: '/conversations',
    body: json({ channel: 'a'.repeat(2_000_000) }),
    status: [413],
  },
  {
    name: 'a body that is said to be longer than allowed',
    path: messages,
    headers: { 'Content-Length': '99999999' },
    body: json({ text: 'a' }),
    status: [413],
  },
  { name: 'nothing there', method: 'GET', path: '/nothing', status: [404] },
  { name: 'a path with dots', method: 'GET', path: '/../../package.json', status: [404] },
  {
    name: 'an asset above the docs',
    method: 'GET',
    path: '/docs/..%2fpackage.json',
    status: [404],
  },
]

const badRequests = [
  ...badBodies,
  ...badContentTypes,
  ...badFeedback,
  ...badStarts,
  ...badPaths,
  ...badReplyIds,
  ...badTokens,
  ...badMethods,
  ...others,
]

/** Odd, but somebody's words: each gets a reply. */
const oddTexts = {
  'a lone high surrogate': 'khai sinh \ud83d',
  'a lone low surrogate': '\udc00 khai sinh',
  'decomposed letters': 'Đăng ký khai sinh cần gì?'.normalize('NFD'),
  'right to left': '\u202eتسجيل المواليد\u202c khai sinh',
  '1,000 emojis of two units': '🏠'.repeat(1000),
  '2,000 emojis of one unit': '☀'.repeat(2000),
  'families and flags': '👨‍👩‍👧‍👦🇻🇳 làm giấy khai sinh',
  'sixty marks on one letter': `a${'\u0301'.repeat(60)}`,
  'zero-width letters alone': '\u200b\u200d\ufeff',
  'control characters': '\u0001\u0007\u001b[31mkhai sinh\u007f',
  'byte order mark first': '\ufeffkhai sinh',
  'one letter 2,000 times': 'a'.repeat(2000),
  '1,000 words': 'x '.repeat(1000),
  'only punctuation': '?!.,;:“”()[]{}',
  'a regular expression': '(a+)+$ [\\w.:-]{1,64}',
  'a template of ours': '{{ward.phone}} <%= process.env.SECRET_KEY %>',
  'other scripts': '出生登记 регистрация рождения ลงทะเบียน',
  'fullwidth letters': 'ｋｈａｉ ｓｉｎｈ',
}

const postgres = await startPostgres()
const databases = [
  { name: 'SQLite', isMissing: false, address: '' },
  'missing' in postgres
    ? { name: `PostgreSQL, skipped: ${postgres.missing}`, isMissing: true, address: '' }
    : { name: 'PostgreSQL', isMissing: false, address: await postgres.createDatabase() },
]
const knowledge = openTemporaryFolder()
copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon'])

afterAll(async () => {
  if (!('missing' in postgres)) await postgres.stop()
  knowledge.remove()
})

describe.each(databases)('the citizen API on $name', ({ isMissing, address }) => {
  describe.skipIf(isMissing)('with a conversation', () => {
    let service: StartedService
    let citizen: Citizen
    let replyId: string

    beforeAll(async () => {
      service = await startService({ KNOWLEDGE_DIR: knowledge.path, DATABASE_URL: address })
      citizen = await startConversation((path, init) => service.app.request(path, init))
      replyId = (await citizen.ask('xin chào')).id
    }, 60_000)
    afterAll(() => service.stop())

    const sendBad = ({ method = 'POST', path = '', headers, body }: BadRequest) => {
      const filled = path.replace('{id}', citizen.id).replace('{reply}', replyId)
      return service.app.request(`/api/v1${filled}`, {
        method,
        headers: {
          Authorization: `Bearer ${citizen.token}`,
          'Content-Type': 'application/json',
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      })
    }

    it.each(badRequests)('refuses $name with a problem that says why', async (bad) => {
      const response = await sendBad(bad)

      expect(bad.status).toContain(response.status)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      const problem = schema.problemBody.parse(await response.json())
      expect(problem.status).toBe(response.status)
      expect(problem.title).toMatch(/^[A-Z]/)
      expect(problem.detail.length).toBeGreaterThan(10)
      expect(problem.code).toMatch(/^[a-z_]+$/)
      expect(problem.requestId).toBe(response.headers.get('X-Request-Id'))
      expect(problem.detail).not.toMatch(/ at .*:\d+|node_modules|sqlite|postgres|select |insert /i)
    })

    it('keeps nothing of what it refused', async () => {
      await Promise.all(badRequests.map(sendBad))

      const { messages: kept } = await citizen.read()
      expect(kept.map(({ text, feedback }) => ({ text, feedback }))).toEqual([
        { text: 'xin chào', feedback: null },
      ])
    })

    it('answers a normal question after all that', async () => {
      await Promise.all(badRequests.map(sendBad))
      const other = await startConversation((path, init) => service.app.request(path, init))

      const reply = await other.ask('Đăng ký khai sinh cho con cần giấy tờ gì?')

      expect(reply).toMatchObject({ kind: 'answer', procedure: { id: 'dang-ky-khai-sinh' } })
    })

    it.each(Object.entries(oddTexts))('answers odd words: %s', async (_name, text) => {
      const other = await startConversation((path, init) => service.app.request(path, init))

      const reply = await other.ask(text)

      expect(reply.text.trim()).not.toBe('')
      const [kept] = (await other.read()).messages
      expect(kept?.text).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'))
      expect(kept?.reply).toEqual(reply)
    })

    it.each([
      'abc',
      '-1',
      '1.5',
      '1e999',
      '1e300',
      '0x10',
      '',
      '99999999999999999999',
      '1; drop table events',
      'NaN',
      '1,2',
    ])('begins at the start when Last-Event-ID is %j', async (lastEventId) => {
      const other = await startConversation((path, init) => service.app.request(path, init))
      const { ticket } = await other.ask('Tôi muốn gặp cán bộ')

      const response = await other.get('/events', { 'Last-Event-ID': lastEventId })

      expect(response.status).toBe(200)
      expect(await textUntil(response, `${ticket?.number}`)).toContain('event: ticket')
    })
  })
})

/** What a stream says up to that word; all of it when it ends before. */
async function textUntil(response: Response, word: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    if (text.includes(word)) break
  }
  return text
}

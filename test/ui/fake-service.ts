import type { Client } from '../../src/ui/widget/client.ts'
import { createClient } from '../../src/ui/widget/client.ts'
import { createConversationStore } from '../../src/ui/widget/conversation-store.ts'

type Call = { method: string; path: string; headers: Record<string, string>; body: unknown }
type Answer = Response | Error

/** A service that gives the listed answers in turn and remembers how it was asked. */
export function openFakeService(...answers: Answer[]) {
  const calls: Call[] = []
  const waitsMs: number[] = []
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const openStore = () => createConversationStore(() => storage, 'https://tro-ly.test')
  const store = openStore()
  const client: Client = createClient({
    api: 'https://tro-ly.test',
    store,
    wait: async (ms) => void waitsMs.push(ms),
    fetch: async (url, init) => {
      calls.push({
        method: init?.method ?? 'GET',
        path: new URL(String(url)).pathname,
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
      })
      const answer = answers.shift() ?? new Error('no more answers')
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { client, store, openStore, calls, waitsMs }
}

export const opened = () => Response.json({ id: 'cnv_1', token: 'secret' }, { status: 201 })

export const problem = (status: number) => Response.json({ status, detail: 'No.' }, { status })

export const aReply = (part: object = {}) => ({
  id: 'rpl_1',
  kind: 'answer',
  text: 'Miễn phí.',
  procedure: { id: 'dang-ky-khai-sinh', code: '1.001193', title: 'Đăng ký khai sinh' },
  facet: 'le_phi',
  citations: [],
  options: [],
  ticket: null,
  edition: 3,
  confidence: 0.9,
  generatedBy: 'guide',
  ...part,
})

/** A response of server-sent events; ends after the last one. */
export function events(...list: [event: string, data: unknown, id?: string][]): Response {
  const text = list.map(
    ([event, data, id]) =>
      `event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`,
  )
  return new Response(text.join(''), { headers: { 'Content-Type': 'text/event-stream' } })
}

import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { latencies } from './percentile.ts'

/** A question nobody has asked yet: a small number makes its words new and its matter not. */
export function neverAsked(question: string, number: number): string {
  return `${question} ${number % 1_000}`
}

/**
 * Citizens who each wait for a reply and then ask again, for that long, every one on a connection and in
 * a conversation of its own. `repeating`: the same questions again and again, as citizens ask them;
 * `new`: every one for the first time.
 */
export async function loadOverHttp(
  origin: string,
  questions: string[],
  settings: { connections: number; seconds: number; questions: 'repeating' | 'new' },
) {
  const { connections, seconds } = settings
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const conversations: { id: string; token: string }[] = []
  while (conversations.length < connections) {
    const { body } = await post(agent, `${origin}/api/v1/conversations`, {}, undefined)
    conversations.push(JSON.parse(body))
  }

  const durations: number[] = []
  let failed = 0
  let asked = 0
  const startedAt = performance.now()
  const until = startedAt + seconds * 1_000
  const citizen = async ({ id, token }: { id: string; token: string }, first: number) => {
    const path = `${origin}/api/v1/conversations/${id}/messages`
    for (let next = first; performance.now() < until; next++) {
      const question = questions[next % questions.length] ?? ''
      const text = settings.questions === 'new' ? neverAsked(question, asked) : question
      asked++
      const askedAt = performance.now()
      const { status } = await post(agent, path, { text }, token)
      if (status === 200) durations.push(performance.now() - askedAt)
      else failed++
    }
  }
  await Promise.all(conversations.map((conversation, index) => citizen(conversation, index * 7)))
  const elapsedMs = performance.now() - startedAt
  agent.destroy()
  return {
    connections,
    questions: settings.questions,
    turns_per_s: (durations.length / elapsedMs) * 1_000,
    failed,
    ...latencies(durations),
  }
}

async function post(agent: Agent, address: string, content: unknown, token: string | undefined) {
  const json = JSON.stringify(content)
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(json),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  }
  return await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(address, { method: 'POST', agent, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
    })
    sent.setTimeout(60_000, () => sent.destroy(new Error('no reply within a minute')))
    sent.on('error', reject)
    sent.end(json)
  })
}

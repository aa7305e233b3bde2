import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { latencies } from './percentile.ts'

/** A question nobody has asked yet: a small number makes its words new and its matter not. */
export function neverAsked(question: string, number: number): string {
  return `${question} ${number % 1_000}`
}

// So few that every one is asked again within seconds.
const repeatedQuestions = 50

/**
 * Citizens who each wait for a reply and then ask again, for that long, every one on a connection and in
 * a conversation of its own. `repeating`: fifty questions again and again, as citizens ask them, each
 * asked once before; `new`: every one for the first time.
 */
export async function loadOverHttp(
  origin: string,
  questions: string[],
  settings: { connections: number; seconds: number; questions: 'repeating' | 'new' },
) {
  const { connections, seconds } = settings
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  // Together, so that every connection stands before the clock runs: a busy Node process takes in new
  // ones so slowly that half of 256 citizens would wait seconds for their first reply.
  const conversations = await Promise.all(
    Array.from({ length: connections }, async () => {
      const { body } = await post(agent, `${origin}/api/v1/conversations`, {}, undefined)
      return JSON.parse(body) as { id: string; token: string }
    }),
  )

  const isRepeating = settings.questions === 'repeating'
  const pool = isRepeating ? fewOf(questions) : questions
  // The model loads while the first question waits, and what repeats has been asked before.
  const { id, token } = conversations[0] as (typeof conversations)[0]
  for (const text of isRepeating ? pool : pool.slice(0, 1)) {
    await post(agent, `${origin}/api/v1/conversations/${id}/messages`, { text }, token)
  }

  const durations: number[] = []
  let failed = 0
  let asked = 0
  const startedAt = performance.now()
  const until = startedAt + seconds * 1_000
  const citizen = async ({ id, token }: { id: string; token: string }, first: number) => {
    const path = `${origin}/api/v1/conversations/${id}/messages`
    for (let next = first; performance.now() < until; next++) {
      const question = pool[next % pool.length] ?? ''
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

function fewOf(questions: string[]): string[] {
  const step = Math.ceil(questions.length / repeatedQuestions)
  return questions.filter((_question, index) => index % step === 0)
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

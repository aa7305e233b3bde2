import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { z } from 'zod'

/** How the server answers the next requests. */
export type Behaviour =
  /** Writes the text in small pieces and ends as it should. */
  | { kind: 'says'; text: string; finishReason?: string }
  /** The text as it is, chunk by chunk. */
  | { kind: 'says-in-chunks'; chunks: string[] }
  | { kind: 'hangs-before-first-byte' }
  | { kind: 'hangs-in-mid-stream'; text: string }
  | { kind: 'sends-broken-json'; text: string }
  | { kind: 'drops-the-socket'; text: string }
  | { kind: 'ends-without-finish-reason'; text: string }
  | { kind: 'refuses'; status: number }
  /** The same text again and again, until the client leaves. */
  | { kind: 'repeats'; text: string }

const requestBody = z.looseObject({
  model: z.string(),
  stream: z.literal(true),
  messages: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  temperature: z.number(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
})

/** The settings a client must come with. */
export const doubleModel = 'model-gia'
export const doubleKey = 'khoa-gia'

/** A local server that speaks OpenAI's streamed chat completions, well or ill. */
export type OpenAiDouble = Awaited<ReturnType<typeof startOpenAiDouble>>

export async function startOpenAiDouble() {
  let behaviour: Behaviour = { kind: 'says', text: '' }
  const bodies: string[] = []
  const faults: string[] = []
  let clientsGone = 0

  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) clientsGone++
    })
    const body = await readText(request)
    bodies.push(body)
    const fault = faultOfRequest(request, body)
    if (fault) {
      faults.push(fault.message)
      sendError(response, fault.status, fault.message)
      return
    }
    await behave(response, behaviour)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    /** Every request body, as it came. */
    bodies,
    /** What was wrong with requests; empty when all of them kept to the protocol. */
    faults,
    /** Connections that ended before their answer did. */
    clientsGone: () => clientsGone,
    willBehave(next: Behaviour) {
      behaviour = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function faultOfRequest(
  { method, url, headers }: IncomingMessage,
  body: string,
): { status: number; message: string } | undefined {
  if (method !== 'POST' || url !== '/v1/chat/completions') {
    return { status: 404, message: `no such path: ${method} ${url}` }
  }
  if (headers.authorization !== `Bearer ${doubleKey}`) {
    return { status: 401, message: 'incorrect API key' }
  }
  const { data, error } = requestBody.safeParse(parsed(body))
  if (error) return { status: 400, message: z.prettifyError(error) }
  if (data.model !== doubleModel) return { status: 404, message: `no such model: ${data.model}` }
  return undefined
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

async function behave(response: ServerResponse, behaviour: Behaviour): Promise<void> {
  if (behaviour.kind === 'hangs-before-first-byte') return
  if (behaviour.kind === 'refuses') {
    sendError(response, behaviour.status, 'told to refuse')
    return
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  sendDelta(response, { role: 'assistant', content: '' })
  switch (behaviour.kind) {
    case 'says':
      sendText(response, behaviour.text)
      sendEnd(response, behaviour.finishReason ?? 'stop')
      return
    case 'says-in-chunks':
      for (const content of behaviour.chunks) sendDelta(response, { content })
      sendEnd(response, 'stop')
      return
    case 'hangs-in-mid-stream':
      sendText(response, behaviour.text)
      return
    case 'sends-broken-json':
      sendText(response, behaviour.text)
      response.write('data: {"choices":[{"delta":{"content":"Lệ ph\n\n')
      sendEnd(response, 'stop')
      return
    case 'drops-the-socket':
      sendText(response, behaviour.text)
      // Once what was written is on its way.
      response.write('\n', () => response.destroy())
      return
    case 'ends-without-finish-reason':
      sendText(response, behaviour.text)
      response.end('data: [DONE]\n\n')
      return
    case 'repeats':
      await repeat(response, behaviour.text)
      return
  }
}

async function repeat(response: ServerResponse, text: string): Promise<void> {
  while (!response.destroyed) {
    sendText(response, text)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Pieces of three letters, so that words, figures and marks come torn. */
function sendText(response: ServerResponse, text: string): void {
  for (const content of text.match(/.{1,3}/gsu) ?? []) sendDelta(response, { content })
}

function sendDelta(response: ServerResponse, delta: { role?: string; content?: string }): void {
  sendChunk(response, { index: 0, delta, finish_reason: null })
}

function sendEnd(response: ServerResponse, finishReason: string): void {
  sendChunk(response, { index: 0, delta: {}, finish_reason: finishReason })
  response.end('data: [DONE]\n\n')
}

function sendChunk(response: ServerResponse, choice: object): void {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: doubleModel,
    choices: [choice],
  }
  response.write(`data: ${JSON.stringify(chunk)}\n\n`)
}

function sendError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error: { message, type: 'error', code: null, param: null } }))
}

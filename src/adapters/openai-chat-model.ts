import { ChatOpenAI } from '@langchain/openai'
import type { ChatModel } from '../answering/chat-model.ts'
import { UpstreamError } from '../shared/errors.ts'
import { withoutThoughts } from './without-thoughts.ts'

export type ChatModelSettings = { baseUrl: string; model: string; apiKey: string }

// The client's own timeout does not cover a stream once it has begun, so silence is timed here.
const silenceMs = 8_000

/** ChatModel over any OpenAI-compatible server. */
export function createOpenAiChatModel(
  { baseUrl, model, apiKey }: ChatModelSettings,
  limits = { silenceMs },
): ChatModel {
  // Base address and key are always given, so that no stray OPENAI_… variable sends citizens' words
  // elsewhere; the Responses API is switched off since most compatible servers lack it. No second
  // try, since the guide's own text is at hand. The client would log what it cannot read.
  const client = new ChatOpenAI({
    model,
    apiKey: apiKey || 'none',
    temperature: 0,
    maxTokens: 800,
    maxRetries: 0,
    streamUsage: false,
    useResponsesApi: false,
    configuration: { baseURL: baseUrl, logLevel: 'off' },
  })

  async function* streamText(
    { system, user }: { system: string; user: string },
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const silence = new AbortController()
    const stop = AbortSignal.any([signal, silence.signal])
    let timer = setTimeout(() => silence.abort(), limits.silenceMs)
    try {
      const messages: [string, string][] = [
        ['system', system],
        ['human', user],
      ]
      const stream = await client.stream(messages, { signal: stop })
      let finish: unknown
      for await (const chunk of stream) {
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), limits.silenceMs)
        finish = chunk.response_metadata.finish_reason ?? finish
        if (chunk.text !== '') yield chunk.text
      }
      stop.throwIfAborted()
      // A server that breaks off, or cuts at a length, has not finished its sentence.
      if (finish !== 'stop') throw new Error(`the stream ended with finish reason ${finish}`)
    } catch (cause) {
      throw new UpstreamError('language model', cause)
    } finally {
      clearTimeout(timer)
    }
  }

  return { write: (prompt, signal) => withoutThoughts(streamText(prompt, signal)) }
}

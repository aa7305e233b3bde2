import { ChatOpenAI } from '@langchain/openai'
import type { ChatModel } from '../answering/chat-model.ts'
import { UpstreamError } from '../shared/errors.ts'

export type ChatModelSettings = { baseUrl: string; model: string; apiKey: string }

// The client's own timeout does not cover a stream once it has begun, so silence is timed here.
const silenceMs = 8_000

/** ChatModel over any OpenAI-compatible server. */
export function createOpenAiChatModel(
  { baseUrl, model, apiKey }: ChatModelSettings,
  limits = { silenceMs },
): ChatModel {
  // Base address and key are always given, so that no stray OPENAI_… variable sends citizens' words
  // elsewhere; the Responses API is switched off since most compatible servers lack it.
  const client = new ChatOpenAI({
    model,
    apiKey: apiKey || 'none',
    temperature: 0,
    maxTokens: 800,
    maxRetries: 1,
    streamUsage: false,
    useResponsesApi: false,
    configuration: { baseURL: baseUrl },
  })

  return {
    async *write({ system, user }, signal) {
      const silence = new AbortController()
      const stop = AbortSignal.any([signal, silence.signal])
      let timer = setTimeout(() => silence.abort(), limits.silenceMs)
      try {
        const stream = await client.stream(
          [
            ['system', system],
            ['human', user],
          ],
          { signal: stop },
        )
        let finished = false
        for await (const chunk of stream) {
          clearTimeout(timer)
          timer = setTimeout(() => silence.abort(), limits.silenceMs)
          finished ||= typeof chunk.response_metadata.finish_reason === 'string'
          if (chunk.text !== '') yield chunk.text
        }
        // A server that breaks off without a finish reason has not finished its sentence.
        if (!finished) throw new Error('the stream ended without a finish reason')
      } catch (cause) {
        throw new UpstreamError('language model', cause)
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

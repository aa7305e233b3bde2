import { ProviderError, requestJson } from '../provider-request.ts'
import { isObject } from '../zalo-mapping.ts'

/** Calls of the Zalo bot platform (https://docs.zaloplatforms.com/docs/BOT). */
export type ZaloBotClient = {
  /** The `result`; throws ProviderError with the platform's `error_code`. */
  call(method: string, body?: object, timeoutMs?: number): Promise<unknown>
}

const usualMs = 20_000

export function createZaloBotClient(apiUrl: string, token: string): ZaloBotClient {
  return {
    async call(method, body = {}, timeoutMs = usualMs) {
      const { status, body: answer } = await requestJson(
        'Zalo',
        `${apiUrl}/bot${token}/${method}`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        },
        timeoutMs,
      )
      // A wrong token gets a page instead of JSON, and 200 alone is no success.
      if (isObject(answer) && answer.ok === true) return answer.result
      const { error_code: code = status, description = 'no description' } = isObject(answer)
        ? answer
        : {}
      throw new ProviderError('answer', Number(code), `${String(code)}: ${String(description)}`)
    },
  }
}

import { maxAttachmentBytes } from '../../conversation/attachment-files.ts'
import type { Clock } from '../../shared/clock.ts'
import type { ChannelConnection, KeepUpdate } from '../connection.ts'
import { fetchFile, ProviderError, requestJson } from '../provider-request.ts'
import { isObject } from '../zalo-mapping.ts'
import { updateOfZaloOa } from './listen.ts'
import { createZaloOaSender } from './sender.ts'
import { isSignedByZalo } from './signature.ts'
import { createOaTokens, type OaTokensDeps } from './tokens.ts'

export type ZaloOaSettings = {
  appId: string
  appSecret: string
  /** Of the webhook page; not the app's secret. */
  oaSecretKey: string
  apiUrl: string
  oauthUrl: string
  /** To begin with; afterwards the renewed ones are kept. */
  refreshToken: string | undefined
  hasPackage: boolean
}

/** An official account: events by webhook, messages by OpenAPI v3. */
export function openZaloOa(
  given: ZaloOaSettings,
  deps: Omit<OaTokensDeps, 'app'> & {
    publicUrl: string | undefined
    keep: KeepUpdate
    clock: Clock
  },
): ChannelConnection {
  const { appId, appSecret, oaSecretKey, apiUrl, oauthUrl, refreshToken, hasPackage } = given
  const { publicUrl, keep, clock } = deps
  const app = { appId, appSecret, oauthUrl, firstRefreshToken: refreshToken }
  const tokens = createOaTokens({ ...deps, app })

  return {
    sender: createZaloOaSender({ apiUrl, tokens, publicUrl, hasPackage }),

    async receive(c) {
      const rawBody = await c.req.text()
      // The console tries the address with an empty body before it takes it.
      if (rawBody.trim() === '' || rawBody.trim() === '{}') return c.body(null, 200)
      const body = parsed(rawBody)
      const signature = c.req.header('X-ZEvent-Signature')
      const time = c.req.header('X-ZEvent-Timestamp')
      if (!isSignedByZalo({ rawBody, body, signature, time }, { appId, oaSecretKey })) {
        return c.body(null, 401)
      }
      const update = updateOfZaloOa(body, clock())
      if (update) await keep(update)
      return c.body(null, 200)
    },

    start: () => tokens.tend(),
    async stop() {
      tokens.stop()
    },

    async health() {
      try {
        const headers = { access_token: await tokens.accessToken() }
        const { body } = await requestJson('Zalo', `${apiUrl}/v2.0/oa/getoa`, { headers }, 10_000)
        const data = isObject(body) && isObject(body.data) ? body.data : undefined
        const error = data ? null : `Zalo: ${isObject(body) ? String(body.message) : 'no JSON'}`
        return { name: data ? String(data.name ?? '') : null, webhook: null, error }
      } catch (error) {
        const text = error instanceof ProviderError ? error.message : 'error'
        return { name: null, webhook: null, error: text }
      }
    },

    download: (ref) => fetchFile(ref, apiUrl, maxAttachmentBytes),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

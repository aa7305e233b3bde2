import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { newToken } from '../../shared/ids.ts'
import { ProviderError } from '../provider-request.ts'
import { isSameSecret } from '../same-secret.ts'
import type { ChannelSettingsStore } from '../settings/channel-settings.ts'
import type { ChannelValues } from '../settings/channel-values.ts'
import { askForTokens, type OaTokenApp, tokensSecret } from './tokens.ts'

/** How an admin of the official account lets this service send for it: OAuth 2 with PKCE. */
export type OaConsent = {
  /** Where to send the admin's browser; undefined while the app's id and secret, or PUBLIC_URL, are not set. */
  begin(): Promise<string | undefined>
  /** What the browser came back with. The tokens are kept, encrypted, before this resolves. */
  finish(back: { code: string | undefined; state: string | undefined }): Promise<ConsentOutcome>
}

/** `unknown`: nobody began it here, or too long ago, or it was finished already. */
export type ConsentOutcome =
  | { kind: 'connected' }
  | { kind: 'unknown' }
  | { kind: 'refused'; error: string }

export const consentPath = '/webhooks/zalo-oa/consent'

const consentSecret = 'consent'
/** Long enough to sign in to Zalo and to choose the account. */
const consentMs = 15 * 60_000
const leaseMs = 60_000

const begunSchema = z.object({ state: z.string(), verifier: z.string(), until: z.string() })

export function createOaConsent(deps: {
  settings: Pick<ChannelSettingsStore, 'secret' | 'setSecret' | 'takeLease' | 'endLease'>
  values: () => Promise<ChannelValues>
  publicUrl: string | undefined
  reopen: () => Promise<void>
  clock: Clock
}): OaConsent {
  const { settings, values, publicUrl, reopen, clock } = deps

  const app = async (): Promise<OaTokenApp | undefined> => {
    const { appId, appSecret, oauthUrl = usualOauthUrl } = (await values()).values
    return appId && appSecret ? { appId, appSecret, oauthUrl } : undefined
  }

  /** Once: whoever comes with the same state again is nobody. */
  const takeBegun = async (state: string | undefined) => {
    const text = await settings.secret('zalo-oa', consentSecret)
    const begun = text && begunSchema.parse(JSON.parse(text))
    if (!begun || !isSameSecret(state, begun.state) || clock() > new Date(begun.until)) {
      return undefined
    }
    await settings.setSecret('zalo-oa', consentSecret, '', clock())
    return begun
  }

  return {
    async begin() {
      const known = await app()
      if (!known || !publicUrl) return undefined
      const begun = {
        state: newToken(),
        verifier: newToken(),
        until: new Date(clock().getTime() + consentMs).toISOString(),
      }
      await settings.setSecret('zalo-oa', consentSecret, JSON.stringify(begun), clock())
      const url = new URL('/v4/oa/permission', known.oauthUrl)
      url.search = new URLSearchParams({
        app_id: known.appId,
        redirect_uri: new URL(consentPath, publicUrl).href,
        code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
        state: begun.state,
      }).toString()
      return url.href
    },

    async finish({ code, state }) {
      const begun = await takeBegun(state)
      const known = await app()
      if (!begun || !known) return { kind: 'unknown' }
      if (!code) return { kind: 'refused', error: 'OA chưa cấp quyền cho ứng dụng' }
      // Nobody renews older tokens meanwhile, and writes them over the new ones.
      const holder = newToken()
      const at = clock()
      const until = new Date(at.getTime() + leaseMs)
      if (!(await settings.takeLease('zalo-oa', holder, at, until))) {
        return { kind: 'refused', error: 'Máy đang làm mới mã của OA, hãy thử lại sau một phút' }
      }
      try {
        const tokens = await askForTokens(
          known,
          { code, code_verifier: begun.verifier, grant_type: 'authorization_code' },
          clock,
        )
        await settings.setSecret('zalo-oa', tokensSecret, JSON.stringify(tokens), clock())
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        return { kind: 'refused', error: error.message }
      } finally {
        await settings.endLease('zalo-oa', holder)
      }
      await reopen()
      return { kind: 'connected' }
    },
  }
}

export const usualOauthUrl = 'https://oauth.zaloapp.com'

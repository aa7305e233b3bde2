import { z } from 'zod'
import type { SetTimer } from '../../conversation/burst.ts'
import type { Clock } from '../../shared/clock.ts'
import { ProviderError, requestJson } from '../provider-request.ts'
import type { ChannelSettingsStore } from '../settings/channel-settings.ts'
import { isObject, refreshTokenUsedCode } from '../zalo-mapping.ts'

/** Both tokens of an official account, kept together in one write, encrypted. */
const tokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string(),
  /** Set before a renewal is asked for: a process that ends in the middle may have used the token up. */
  renewingSince: z.string().nullable(),
})
type Tokens = z.infer<typeof tokensSchema>

export const tokensSecret = 'tokens'

/** Renewed this long before the end: should a crash lose the new tokens, the old one still works that long. */
const earlyMs = 6 * 60 * 60_000
const leaseMs = 60_000
const tendMs = 60_000

export type OaTokens = {
  /** A token to send with, renewed when it is time. Throws ProviderError when there is none. */
  accessToken(): Promise<string>
  /** That token is refused: gives another one, once somebody has renewed it. */
  replace(refused: string): Promise<string>
  /** Renews in time by itself, from now on. */
  tend(): void
  stop(): void
}

/** The app that asks for tokens. */
export type OaTokenApp = { appId: string; appSecret: string; oauthUrl: string }

export type OaTokensDeps = {
  settings: Pick<ChannelSettingsStore, 'secret' | 'setSecret' | 'takeLease' | 'endLease'>
  app: OaTokenApp & { firstRefreshToken: string | undefined }
  holder: string
  clock: Clock
  setTimer: SetTimer
  onError: (error: string) => void
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
})

/**
 * The tokens of an official account (https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new).
 *
 * A refresh token works once. So one process at a time renews, reads what is kept after it has the
 * lease, says that it is about to, and keeps both new tokens in one write before either is used.
 */
export function createOaTokens(deps: OaTokensDeps): OaTokens {
  const { settings, app, holder, clock, setTimer, onError } = deps
  let stopTimer: () => void = () => undefined
  let renewing: Promise<Tokens> | undefined

  const read = async (): Promise<Tokens | undefined> => {
    const text = await settings.secret('zalo-oa', tokensSecret)
    if (text !== undefined) return tokensSchema.parse(JSON.parse(text))
    if (!app.firstRefreshToken) return undefined
    const longAgo = new Date(0).toISOString()
    const refreshToken = app.firstRefreshToken
    return { accessToken: '', refreshToken, expiresAt: longAgo, renewingSince: null }
  }
  const keep = (tokens: Tokens) =>
    settings.setSecret('zalo-oa', tokensSecret, JSON.stringify(tokens), clock())

  const isGood = ({ accessToken, expiresAt }: Tokens, refused: string | undefined, ms: number) =>
    accessToken !== '' &&
    accessToken !== refused &&
    new Date(expiresAt).getTime() - clock().getTime() > ms

  const renew = async (refused: string | undefined): Promise<Tokens> => {
    const at = clock()
    const until = new Date(at.getTime() + leaseMs)
    if (!(await settings.takeLease('zalo-oa', holder, at, until))) {
      throw new ProviderError('no-connection', 0, 'Một tiến trình khác đang làm mới mã của OA')
    }
    try {
      const kept = await read()
      if (!kept) throw new ProviderError('answer', 0, 'OA chưa được nối: chưa có mã làm mới')
      if (isGood(kept, refused, earlyMs)) return kept
      await keep({ ...kept, renewingSince: kept.renewingSince ?? at.toISOString() })
      const renewed = await ask(kept)
      await keep(renewed)
      return renewed
    } finally {
      await settings.endLease('zalo-oa', holder)
    }
  }

  const ask = async (kept: Tokens): Promise<Tokens> => {
    try {
      return await askForTokens(
        app,
        { refresh_token: kept.refreshToken, grant_type: 'refresh_token' },
        clock,
      )
    } catch (error) {
      const isUsed = error instanceof ProviderError && error.code === refreshTokenUsedCode
      throw isUsed ? usedUp(kept) : error
    }
  }

  const usedUp = (kept: Tokens) => {
    const why = kept.renewingSince
      ? `máy chủ dừng giữa lúc làm mới (${kept.renewingSince})`
      : 'mã đã được dùng ở nơi khác'
    const text = `Cần nối lại OA ở trang Kênh: ${why}`
    return new ProviderError('answer', refreshTokenUsedCode, text)
  }

  /** Callers at the same moment share one renewal. */
  const renewOnce = async (refused?: string) => {
    renewing ??= renew(refused).finally(() => {
      renewing = undefined
    })
    return await renewing
  }

  return {
    async accessToken() {
      const kept = await read()
      if (kept && isGood(kept, undefined, earlyMs)) return kept.accessToken
      try {
        return (await renewOnce()).accessToken
      } catch (error) {
        // Until its end the old one works.
        if (kept && isGood(kept, undefined, 0)) return kept.accessToken
        throw error
      }
    },

    async replace(refused) {
      const kept = await read()
      if (kept && isGood(kept, refused, 0)) return kept.accessToken
      return (await renewOnce(refused)).accessToken
    },

    tend() {
      const look = async () => {
        const kept = await read()
        if (kept && !isGood(kept, undefined, earlyMs)) await renewOnce()
      }
      const again = () => {
        stopTimer = setTimer(tendMs, () => {
          look().catch((error: unknown) => onError(errorText(error)))
          again()
        })
      }
      look().catch((error: unknown) => onError(errorText(error)))
      again()
    },

    stop: () => stopTimer(),
  }
}

/** Both tokens for a code, or for a refresh token. Throws ProviderError with Zalo's code. */
export async function askForTokens(
  { appId, appSecret, oauthUrl }: OaTokenApp,
  grant: Record<string, string>,
  clock: Clock,
): Promise<Tokens> {
  const { body } = await requestJson(
    'Zalo',
    `${oauthUrl}/v4/oa/access_token`,
    {
      method: 'POST',
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ ...grant, app_id: appId }),
    },
    20_000,
  )
  const { data } = answerSchema.safeParse(body)
  if (data) {
    return {
      accessToken: data.access_token,
      refreshToken: data.refresh_token,
      expiresAt: new Date(clock().getTime() + data.expires_in * 1000).toISOString(),
      renewingSince: null,
    }
  }
  // Failures come with status 200, too.
  const code = isObject(body) ? Number(body.error ?? 0) : 0
  throw new ProviderError('answer', code, `Zalo không cấp mã mới (${code})`)
}

const errorText = (error: unknown) =>
  error instanceof ProviderError ? error.message : error instanceof Error ? error.name : 'error'

import { sha256 } from '../../shared/ids.ts'
import { isSameSecret } from '../same-secret.ts'
import { signedTimes } from '../zalo-mapping.ts'

/**
 * Whether Zalo signed an event: SHA-256 (no HMAC) over app id, the body as it came, its time and the
 * account's secret key, in `X-ZEvent-Signature` as `mac=<hex>` or bare.
 */
export function isSignedByZalo(
  event: {
    rawBody: string
    body: unknown
    signature: string | undefined
    time: string | undefined
  },
  { appId, oaSecretKey }: { appId: string; oaSecretKey: string },
): boolean {
  const given = event.signature?.replace(/^mac=/, '').toLowerCase()
  return signedTimes(event.body, event.time).some((time) =>
    isSameSecret(given, sha256(appId + event.rawBody + time + oaSecretKey)),
  )
}

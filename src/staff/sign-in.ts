import { createRateLimit } from '../http/rate-limit.ts'
import type { Clock } from '../shared/clock.ts'
import { TooManyRequestsError } from '../shared/errors.ts'

/** Characters. Length is what helps; what must be in it is nobody's business. */
export const shortestPassword = 10
export const longestPassword = 128

const windowMs = 15 * 60_000

export type SignInLimits = ReturnType<typeof createSignInLimits>

/**
 * How often somebody may try a password or a code. By account and address together, so that a stranger
 * who guesses does not lock out the official; by address, for one who tries every account.
 */
export function createSignInLimits(clock: Clock) {
  const byAccount = createRateLimit({ limit: 5, windowMs, clock })
  const byAddress = createRateLimit({ limit: 50, windowMs, clock })
  const accountKey = (address: string, account: string) =>
    `${address} ${account.trim().toLowerCase()}`

  return {
    /** Throws TooManyRequestsError. `account` is whatever names one: an e-mail address, an id, a cookie. */
    take(address: string, account: string): void {
      const seconds = byAddress.take(address) || byAccount.take(accountKey(address, account))
      if (seconds === 0) return
      throw new TooManyRequestsError('Too many attempts; wait before the next one.', seconds)
    },
    forgive(address: string, account: string): void {
      byAccount.forgive(accountKey(address, account))
      byAddress.giveBack(address)
    },
  }
}

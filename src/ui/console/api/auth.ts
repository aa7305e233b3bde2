import { fieldOf, textOf } from '../../widget/read-json.ts'
import { readAnswer } from './request.ts'

export type FirstAdmin = {
  token: string
  name: string
  title: string
  email: string
  password: string
}
export type SignedIn = 'done' | 'second-step'

/** Calls to better-auth's own routes. Each throws ApiProblem. */
export const auth = {
  /** `second-step`: the password is right and a code is asked for. */
  async signIn(email: string, password: string): Promise<SignedIn> {
    const answer = await post('/sign-in/email', { email, password })
    return fieldOf(answer, 'twoFactorRedirect') === true ? 'second-step' : 'done'
  },
  /** A code of the app, or one of the kept spare codes. */
  async enterCode(code: string): Promise<void> {
    const isSpare = !/^\d{6}$/.test(code)
    await post(isSpare ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', { code })
  },
  signOut: () => post('/sign-out', {}),
  changePassword: (currentPassword: string, newPassword: string) =>
    post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
  /** The address to show as a QR code, and the spare codes. Nothing changes until a code is entered. */
  async beginTwoFactor(password: string): Promise<{ address: string; spareCodes: string[] }> {
    const answer = await post('/two-factor/enable', { password })
    const codes = fieldOf(answer, 'backupCodes')
    return {
      address: textOf(answer, 'totpURI'),
      spareCodes: Array.isArray(codes) ? codes.map(String) : [],
    }
  },
  endTwoFactor: (password: string) => post('/two-factor/disable', { password }),
  /** With the one-time token printed at the first start. */
  async createFirstAdmin(admin: FirstAdmin): Promise<void> {
    const response = await fetch('/api/staff/v1/first-admin', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(admin),
    })
    await readAnswer(response)
  },
  /** With the one-time token of an invitation or a reset. */
  setPassword: (token: string, newPassword: string) =>
    post('/reset-password', { token, newPassword }),
}

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return await readAnswer(response)
}

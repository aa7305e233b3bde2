import { fieldOf, textOf } from '../../widget/read-json.ts'
import { ApiProblem, readAnswer } from './request.ts'

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
  createFirstAdmin: (admin: FirstAdmin) => postLink('/first-admin', admin),
  /** With the one-time token of an invitation or a reset. */
  setPassword: (token: string, password: string) => postLink('/set-password', { token, password }),
  /** Whose link it is; throws ApiProblem 404 when it is used or over. */
  async checkLink(token: string): Promise<{ name: string; email: string }> {
    const answer = await postLink('/links/check', { token })
    return { name: textOf(answer, 'name'), email: textOf(answer, 'email') }
  },
}

/** True when the password or the code was refused, not the connection. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiProblem && [400, 401, 403].includes(error.status)
}

function post(path: string, body: unknown): Promise<unknown> {
  return send(`/api/auth${path}`, body)
}

function postLink(path: string, body: unknown): Promise<unknown> {
  return send(`/api/staff/v1${path}`, body)
}

async function send(address: string, body: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return await readAnswer(response)
}

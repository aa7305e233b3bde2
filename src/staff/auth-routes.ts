import { type Context, Hono } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import type { AppEnv } from '../http/env.ts'
import { limitBody } from '../http/read-body.ts'
import { NotFoundError } from '../shared/errors.ts'
import { sha256 } from '../shared/ids.ts'
import type { WriteAudit } from './audit-log.ts'
import type { Sessions } from './require-staff.ts'
import type { SignInLimits } from './sign-in.ts'

export type AuthRoutesDeps = {
  /** better-auth: passwords, sessions, second factors. */
  handle: (request: Request) => Promise<Response>
  sessions: Sessions
  limits: SignInLimits
  writeAudit: WriteAudit
  trustProxy: boolean
}

/** What of better-auth is open, and what the audit log says when it worked. */
const openPaths: Record<string, string | null> = {
  'GET /get-session': null,
  'POST /sign-in/email': 'sign-in',
  'POST /sign-out': 'sign-out',
  'POST /change-password': 'change-password',
  'POST /two-factor/enable': null,
  'POST /two-factor/verify-totp': 'sign-in-second-factor',
  'POST /two-factor/verify-backup-code': 'sign-in-spare-code',
  'POST /two-factor/generate-backup-codes': 'new-spare-codes',
  'POST /two-factor/disable': 'turn-off-second-factor',
}
/** Where a password or a code can be guessed. */
const guessable = /^POST \/(sign-in|two-factor|change-password)/

/** better-auth at `/api/auth`: only what the console uses, with limits and the audit log around it. */
export function createAuthRoutes(deps: AuthRoutesDeps) {
  return new Hono<AppEnv>().use(limitBody).all('/*', async (c) => {
    const door = `${c.req.method} ${c.req.path.replace(/^\/api\/auth/, '')}`
    if (!Object.hasOwn(openPaths, door)) throw new NotFoundError('There is no such door.')
    const text = c.req.method === 'POST' ? await c.req.text() : undefined
    return await knock(c, deps, door, text)
  })
}

async function knock(
  c: Context<AppEnv>,
  { handle, sessions, limits, writeAudit, trustProxy }: AuthRoutesDeps,
  door: string,
  text: string | undefined,
): Promise<Response> {
  const address = clientAddress(c, trustProxy)
  const email = fieldOf(text, 'email')
  const before = await sessions.staffOf(c.req.raw.headers)
  // Between the password and the code, a cookie says whose code is tried.
  const account = email || before?.id || sha256(c.req.header('Cookie') ?? '')
  const isGuessable = guessable.test(door)
  if (isGuessable) limits.take(address, account)

  const { url, raw } = c.req
  const body = text === undefined ? {} : { body: text }
  const response = await handle(
    new Request(url, { method: raw.method, headers: raw.headers, ...body }),
  )
  if (isGuessable && response.ok) limits.forgive(address, account)
  const written = { before, email, address, response, door }
  const record = response.ok ? await success(written, sessions) : failure(written)
  if (record) await writeAudit(record)
  response.headers.set('Cache-Control', 'no-store')
  return response
}

type Knock = {
  before: Awaited<ReturnType<Sessions['staffOf']>>
  email: string
  address: string
  response: Response
  door: string
}

async function success({ before, response, door, address }: Knock, sessions: Sessions) {
  const action = openPaths[door]
  const answer = await response.clone().text()
  // A right password with a second factor to come is half a sign-in.
  if (!action || fieldOf(answer, 'twoFactorRedirect') !== '') return undefined
  const who = before ?? (await sessions.staffOf(cookiesOf(response)))
  const isFirstCode = before !== undefined && action === 'sign-in-second-factor'
  return {
    who: who?.id ?? '',
    action: isFirstCode ? 'turn-on-second-factor' : action,
    subject: who?.id ?? '',
    detail: { address },
  }
}

function failure({ before, email, address, response, door }: Knock) {
  if (!guessable.test(door)) return undefined
  const detail = { address, status: response.status, ...(email ? { email } : {}) }
  return { who: before?.id ?? '', action: 'sign-in-failed', subject: door.slice(6), detail }
}

/** The cookies that a response sets, as the browser will send them. */
function cookiesOf(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  return new Headers({ Cookie: cookies.join('; ') })
}

/** A field of a JSON text, as text; empty when there is none. */
function fieldOf(json: string | undefined, name: string): string {
  try {
    const body: unknown = JSON.parse(json ?? '')
    const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
    return value === undefined || value === null ? '' : String(value).slice(0, 200)
  } catch {
    // better-auth says what is wrong with it.
    return ''
  }
}

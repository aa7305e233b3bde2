import { createHash, randomBytes } from 'node:crypto'
import type { PasswordHashing } from '../../src/adapters/better-auth.ts'
import type { StartedService } from './start-service.ts'

/** Salted, and quick: what a test of doors asks of a hash. */
export const quickHashing: PasswordHashing = {
  async hash(password) {
    const salt = randomBytes(8).toString('hex')
    return `${salt}:${digest(salt, password)}`
  },
  async verify({ hash, password }) {
    const [salt = '', kept] = hash.split(':')
    return digest(salt, password) === kept
  },
}
const digest = (salt: string, password: string) =>
  createHash('sha256').update(`${salt} ${password}`).digest('hex')

export const adminPassword = 'mật khẩu của chị Chi'

type Answer = { status: number; headers: Headers; body: unknown }

/** Somebody at a browser of their own: it keeps cookies and says that requests come from our pages. */
export type Browser = ReturnType<typeof openBrowser>

export function openBrowser(service: Pick<StartedService, 'app'>) {
  const cookies = new Map<string, string>()

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await service.app.request(path, {
      method,
      headers: {
        Origin: 'http://localhost',
        'Content-Type': 'application/json',
        ...(cookies.size > 0
          ? { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0(;|$)/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    }
  }

  return {
    cookies,
    call,
    get: (path: string) => call('GET', `/api/staff/v1${path}`),
    post: (path: string, body: unknown = {}) => call('POST', `/api/staff/v1${path}`, body),
    put: (path: string, body: unknown) => call('PUT', `/api/staff/v1${path}`, body),
    patch: (path: string, body: unknown) => call('PATCH', `/api/staff/v1${path}`, body),
    auth: (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
      call('POST', `/api/auth${path}`, body, headers),
    signIn: (email: string, password: string) =>
      call('POST', '/api/auth/sign-in/email', { email, password }),
  }
}

/** The first admin, signed in. */
export async function signInFirstAdmin(
  service: Pick<StartedService, 'app' | 'links'>,
): Promise<Browser> {
  const browser = openBrowser(service)
  const token = tokenOf(await service.links.makeFirstAdminLink())
  const admin = { name: 'Phạm Kim Chi', email: 'chi@phuong.vn', password: adminPassword, token }
  const made = await browser.post('/first-admin', admin)
  if (made.status !== 201) throw new Error(`no admin: ${JSON.stringify(made.body)}`)
  await browser.signIn(admin.email, adminPassword)
  return browser
}

/** A colleague whom the admin adds, with a password set by the link; signed in. */
export async function signInColleague(
  service: Pick<StartedService, 'app'>,
  admin: Browser,
  about: { email: string; password: string; role?: 'staff' | 'admin' },
): Promise<Browser & { id: string }> {
  const { email, password, role = 'staff' } = about
  const added = await admin.post('/users', { name: 'Trần Thị Lan', email, title: 'Tư pháp', role })
  const { link, user } = added.body as { link: string; user: { id: string } }
  const browser = openBrowser(service)
  await browser.post('/set-password', { token: tokenOf(link), password })
  await browser.signIn(email, password)
  return { ...browser, id: user.id }
}

export function tokenOf(link: string | null): string {
  return new URL(link ?? '', 'http://localhost').searchParams.get('token') ?? ''
}

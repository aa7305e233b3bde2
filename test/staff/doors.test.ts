import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import * as schema from '../../src/staff/staff-api-schema.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { startPostgres } from '../support/postgres.ts'
import {
  adminPassword,
  type Browser,
  openBrowser,
  quickHashing,
  signInColleague,
  signInFirstAdmin,
  tokenOf,
} from '../support/staff.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'
import { totpCode } from '../support/totp.ts'

const postgres = await startPostgres()
const missing = 'missing' in postgres ? postgres.missing : undefined
const knowledge = openTemporaryFolder()
copyKnowledge(knowledge.path, ['dang-ky-khai-sinh'])
afterAll(async () => {
  if (!('missing' in postgres)) await postgres.stop()
  knowledge.remove()
})

const onDatabases = [
  { name: 'SQLite', isMissing: false, address: async () => '' },
  {
    name: missing ? `PostgreSQL, skipped: ${missing}` : 'PostgreSQL',
    isMissing: missing !== undefined,
    address: async () => ('missing' in postgres ? '' : await postgres.createDatabase()),
  },
]

describe.each(onDatabases)('the doors on $name', ({ address, isMissing }) => {
  let service: StartedService
  let admin: Browser
  let now = new Date('2026-11-24T03:00:00Z')
  const tomorrow = () => {
    now = new Date(now.getTime() + 24 * 60 * 60_000)
  }
  let names = 0
  const newEmail = () => `lan${names++}@phuong.vn`
  const start = async () => {
    const DATABASE_URL = await address()
    return await startService(
      {
        KNOWLEDGE_DIR: knowledge.path,
        TRUST_PROXY: '1',
        ...(DATABASE_URL ? { DATABASE_URL } : {}),
      },
      { clock: () => now, hashing: quickHashing },
    )
  }
  const onDatabase = async (statement: ReturnType<typeof sql>) => {
    const { database } = openDatabase(service.databaseUrl)
    await statement.execute(database)
    await database.destroy()
  }
  const audited = async (action: string) => {
    const { body } = await admin.get(`/audit?action=${action}`)
    return schema.audit.parse(body).entries
  }

  beforeAll(async () => {
    if (isMissing) return
    service = await start()
    admin = await signInFirstAdmin(service)
  }, 60_000)
  // Limits of attempts are over by then.
  beforeEach(() => {
    now = new Date(now.getTime() + 16 * 60_000)
  })
  afterAll(async () => {
    if (!isMissing) await service.stop()
  })

  describe.skipIf(isMissing)('signing in', () => {
    it('opens the desk to who has an account and the right password', async () => {
      const browser = openBrowser(service)
      expect((await browser.get('/me')).status).toBe(401)

      const answer = await browser.signIn('CHI@phuong.vn', adminPassword)

      expect(answer.status).toBe(200)
      const me = await browser.get('/me')
      expect(me.status).toBe(200)
      expect(me.headers.get('Cache-Control')).toBe('no-store')
      expect(me.body).toMatchObject({ name: 'Phạm Kim Chi', role: 'admin' })
    })

    it('gives a cookie that no script reads and no other site sends', async () => {
      const { headers } = await openBrowser(service).signIn('chi@phuong.vn', adminPassword)

      const cookie = headers.getSetCookie().find((each) => each.includes('session_token')) ?? ''
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=Strict/i)
      expect(cookie).toMatch(/Max-Age=43200/i)
    })

    it.each([
      ['a wrong password', 'chi@phuong.vn', 'không phải mật khẩu này'],
      ['an unknown address', 'ai-do@phuong.vn', adminPassword],
    ])('refuses %s with the same words', async (_what, email, password) => {
      const browser = openBrowser(service)

      const answer = await browser.signIn(email, password)

      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' })
      expect((await browser.get('/me')).status).toBe(401)
    })

    it('lets nobody sign up, and has no other doors of better-auth open', async () => {
      const newcomer = { name: 'X', email: 'x@x.vn', password: 'mười ký tự trở lên' }

      for (const path of ['/sign-up/email', '/request-password-reset', '/update-user']) {
        expect((await openBrowser(service).auth(path, newcomer)).status).toBe(404)
      }
    })

    it('makes who guesses wait, and not the official elsewhere', async () => {
      const email = newEmail()
      const password = 'một mật khẩu rất dài'
      await signInColleague(service, admin, { email, password })
      const from = (place: string) => ({ 'X-Forwarded-For': place })
      const guess = (place: string, words: string) =>
        openBrowser(service).auth('/sign-in/email', { email, password: words }, from(place))

      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await guess('198.51.100.7', `đoán lần thứ ${attempt}`)).status).toBe(401)
      }
      const refused = await guess('198.51.100.7', password)

      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
      expect(refused.body).toMatchObject({ code: 'too_many_requests' })
      expect((await guess('203.0.113.9', password)).status).toBe(200)

      now = new Date(now.getTime() + 15 * 60_000)
      expect((await guess('198.51.100.7', password)).status).toBe(200)
    })

    it('writes to the audit log who came in, and who tried', async () => {
      await openBrowser(service).signIn('chi@phuong.vn', 'không phải mật khẩu này')
      await openBrowser(service).signIn('chi@phuong.vn', adminPassword)

      const [signedIn] = await audited('sign-in')
      const [failed] = await audited('sign-in-failed')
      expect(signedIn?.who?.name).toBe('Phạm Kim Chi')
      expect(failed?.who).toBeNull()
      expect(failed?.detail).toMatchObject({ email: 'chi@phuong.vn', status: 401 })
      expect(JSON.stringify(failed)).not.toContain('mật khẩu')
    })

    it('ends with signing out', async () => {
      const browser = openBrowser(service)
      await browser.signIn('chi@phuong.vn', adminPassword)
      const stolen = new Map(browser.cookies)

      await browser.auth('/sign-out')

      for (const [name, value] of stolen) browser.cookies.set(name, value)
      expect((await browser.get('/me')).status).toBe(401)
    })

    it('ends when the session is over', async () => {
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email: newEmail(), password })
      expect((await lan.get('/me')).status).toBe(200)

      const long = new Date(Date.now() - 1000)
      const isText = service.databaseUrl.startsWith('postgres') ? long : long.toISOString()
      await onDatabase(
        sql`update auth_session set ${sql.ref('expiresAt')} = ${isText} where ${sql.ref('userId')} = ${lan.id}`,
      )

      expect((await lan.get('/me')).status).toBe(401)
    })

    it('ends every other session when the password is changed', async () => {
      const email = newEmail()
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email, password })
      const elsewhere = openBrowser(service)
      await elsewhere.signIn(email, password)

      const newPassword = 'một mật khẩu khác hẳn'
      const change = { currentPassword: password, newPassword, revokeOtherSessions: true }
      expect((await lan.auth('/change-password', change)).status).toBe(200)

      expect((await elsewhere.get('/me')).status).toBe(401)
      expect((await lan.get('/me')).status).toBe(200)
      expect((await openBrowser(service).signIn(email, password)).status).toBe(401)
      expect((await openBrowser(service).signIn(email, newPassword)).status).toBe(200)
    })
  })

  describe.skipIf(isMissing)('requests from other sites', () => {
    const settings = {
      firstAnswerMinutes: 1,
      resolutionMinutes: 1,
      warningMinutes: 0,
      reopenDays: 0,
    }

    it.each([
      ['another origin', { Origin: 'https://evil.example' }],
      ['no origin', { Origin: '' }],
      ['an opaque origin', { Origin: 'null' }],
      ['another port', { Origin: 'http://localhost:8080' }],
      ['a name that begins with ours', { Origin: 'http://localhost.evil.example' }],
      ['a browser that says cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
      ['a browser that says same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ])('change nothing: %s', async (_what, headers) => {
      const path = '/api/staff/v1/settings/service-level'

      expect((await admin.call('PUT', path, settings, headers)).status).toBe(403)
      expect((await admin.auth('/sign-out', {}, headers)).status).toBe(403)

      expect((await admin.get('/settings/service-level')).body).not.toEqual(settings)
    })

    it('may not read what officials read, whatever sites embed the widget', async () => {
      const { headers } = await admin.call('GET', '/api/staff/v1/me', undefined, {
        Origin: 'https://cuanam.example.vn',
      })

      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    })
  })

  describe.skipIf(isMissing)('the first admin', () => {
    it('comes in once by the link, and there is no second link', async () => {
      const fresh = await start()
      const link = await fresh.links.makeFirstAdminLink()
      const browser = openBrowser(fresh)
      const person = { name: 'A', email: 'a@phuong.vn', password: adminPassword }
      const token = tokenOf(link)
      expect(link).toMatch(/^\/console\/first-admin\?token=[\w-]{43}$/)
      expect((await browser.signIn('a@phuong.vn', adminPassword)).status).toBe(401)
      expect((await browser.post('/links/check', { token })).body).toMatchObject({
        purpose: 'first-admin',
      })

      const short = await browser.post('/first-admin', { ...person, token, password: 'ngắn' })
      const first = await browser.post('/first-admin', { ...person, token })
      const again = await browser.post('/first-admin', { ...person, email: 'b@phuong.vn', token })

      expect([short.status, first.status, again.status]).toEqual([400, 201, 404])
      expect(await fresh.links.makeFirstAdminLink()).toBeNull()
      expect((await browser.signIn('a@phuong.vn', adminPassword)).status).toBe(200)
      await fresh.stop()
    })

    it('is one of many who use links at once', async () => {
      const fresh = await start()
      const links = await Promise.all([1, 2, 3].map(() => fresh.links.makeFirstAdminLink()))

      const answers = await Promise.all(
        [...links, ...links].map((link, index) =>
          openBrowser(fresh).post('/first-admin', {
            name: 'A',
            email: `a${index}@phuong.vn`,
            password: adminPassword,
            token: tokenOf(link),
          }),
        ),
      )

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      await fresh.stop()
    })

    it('finds the link over after a day', async () => {
      const fresh = await start()
      const token = tokenOf(await fresh.links.makeFirstAdminLink())
      tomorrow()

      expect((await openBrowser(fresh).post('/links/check', { token })).status).toBe(404)
      await fresh.stop()
    })
  })

  describe.skipIf(isMissing)('roles', () => {
    it('keep what is for admins from other officials and from strangers', async () => {
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email: newEmail(), password })
      const user = { name: 'X', email: newEmail(), role: 'admin' }
      const requests: ((browser: Browser) => Promise<{ status: number }>)[] = [
        (browser) => browser.get('/users'),
        (browser) => browser.post('/users', user),
        (browser) => browser.patch(`/users/${lan.id}`, { role: 'admin' }),
        (browser) => browser.post(`/users/${lan.id}/reset`),
        (browser) => browser.get('/settings/office-hours'),
        (browser) => browser.put('/settings/assignment', { mode: 'auto', awayMinutes: 1 }),
        (browser) => browser.get('/audit'),
      ]

      for (const request of requests) {
        expect((await request(lan)).status).toBe(403)
        expect((await request(openBrowser(service))).status).toBe(401)
      }
      expect((await lan.get('/me')).body).toMatchObject({ role: 'staff', title: 'Tư pháp' })
    })

    it('change at once, without signing in again', async () => {
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email: newEmail(), password })

      await admin.patch(`/users/${lan.id}`, { role: 'admin', fields: ['Hộ tịch'] })
      expect((await lan.get('/users')).status).toBe(200)
      await admin.patch(`/users/${lan.id}`, { role: 'staff' })

      expect((await lan.get('/users')).status).toBe(403)
    })

    it('leave somebody who administers', async () => {
      const { users } = schema.users.parse((await admin.get('/users')).body)
      const chi = users.find(({ email }) => email === 'chi@phuong.vn')

      for (const change of [{ role: 'staff' }, { disabled: true }]) {
        expect((await admin.patch(`/users/${chi?.id}`, change)).status).toBe(409)
      }
      expect((await admin.get('/users')).status).toBe(200)
    })
  })

  describe.skipIf(isMissing)('users', () => {
    it('set their own password by a link that works once', async () => {
      const email = newEmail()
      const added = await admin.post('/users', { name: 'Lê Văn Minh', email, role: 'staff' })
      const { link, user } = schema.userLink.parse(added.body)
      expect(link).toMatch(/^http:\/\/localhost\/console\/set-password\?token=/)
      expect(user).toMatchObject({ name: 'Lê Văn Minh', disabled: false, twoFactor: false })

      const browser = openBrowser(service)
      const token = tokenOf(link)
      expect((await browser.post('/links/check', { token })).body).toEqual({
        purpose: 'set-password',
        name: 'Lê Văn Minh',
        email,
      })
      const password = 'một mật khẩu rất dài'
      expect((await browser.post('/set-password', { token, password })).status).toBe(204)
      expect((await browser.post('/set-password', { token, password })).status).toBe(404)

      expect((await browser.signIn(email, password)).status).toBe(200)
      expect(JSON.stringify(await audited('add-user'))).not.toContain(token)
    })

    it('have an address once', async () => {
      const again = { name: 'Chi', email: 'chi@phuong.vn', role: 'staff' }

      expect((await admin.post('/users', again)).status).toBe(409)
    })

    it('are out at once when disabled, and in again when not', async () => {
      const email = newEmail()
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email, password })

      const { body } = await admin.patch(`/users/${lan.id}`, { disabled: true })
      expect(schema.user.parse(body).disabled).toBe(true)
      expect((await lan.get('/me')).status).toBe(401)
      const refused = await openBrowser(service).signIn(email, password)
      expect(refused.status).toBe(403)
      expect(refused.body).toMatchObject({ code: 'ACCOUNT_DISABLED' })

      await admin.patch(`/users/${lan.id}`, { disabled: false })
      expect((await openBrowser(service).signIn(email, password)).status).toBe(200)
    })
  })

  describe.skipIf(isMissing)('live events', () => {
    it('end soon after who follows them was disabled', async () => {
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email: newEmail(), password })
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const Cookie = [...lan.cookies].map((pair) => pair.join('=')).join('; ')
      const stream = await service.app.request('/api/staff/v1/events', { headers: { Cookie } })
      const reader = stream.body?.getReader()
      const ended = (async () => {
        while (!(await reader?.read())?.done);
        return true
      })()

      await admin.patch(`/users/${lan.id}`, { disabled: true })
      vi.advanceTimersByTime(15_000)

      expect(await ended).toBe(true)
      vi.useRealTimers()
    })
  })

  describe.skipIf(isMissing)('the second factor', () => {
    it('is set up with a code, asked for at sign-in, spared by a spare code, lost and reset', async () => {
      const email = newEmail()
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email, password })
      const begun = await lan.auth('/two-factor/enable', { password })
      const { totpURI, backupCodes } = begun.body as { totpURI: string; backupCodes: string[] }
      expect((await openBrowser(service).signIn(email, password)).body).toHaveProperty('user')

      const code = () => totpCode(totpURI, new Date())
      expect((await lan.auth('/two-factor/verify-totp', { code: code() })).status).toBe(200)
      expect((await lan.get('/me')).status).toBe(200)

      const browser = openBrowser(service)
      expect((await browser.signIn(email, password)).body).toMatchObject({
        twoFactorRedirect: true,
      })
      expect((await browser.get('/me')).status).toBe(401)
      const wrong = code() === '000000' ? '000001' : '000000'
      expect((await browser.auth('/two-factor/verify-totp', { code: wrong })).status).toBe(401)
      expect((await browser.get('/me')).status).toBe(401)
      expect((await browser.auth('/two-factor/verify-totp', { code: code() })).status).toBe(200)
      expect((await browser.get('/me')).status).toBe(200)

      const [spare = ''] = backupCodes
      const withSpare = async () => {
        const other = openBrowser(service)
        await other.signIn(email, password)
        return (await other.auth('/two-factor/verify-backup-code', { code: spare })).status
      }
      expect(await withSpare()).toBe(200)
      expect(await withSpare()).toBe(401)

      const { users } = schema.users.parse((await admin.get('/users')).body)
      expect(users.find((user) => user.email === email)?.twoFactor).toBe(true)
      const reset = await admin.post(`/users/${lan.id}/reset`)
      const token = tokenOf(schema.userLink.parse(reset.body).link)
      const renewed = { token, password: 'mật khẩu sau khi mất máy' }
      expect((await openBrowser(service).post('/set-password', renewed)).status).toBe(204)
      expect((await browser.get('/me')).status).toBe(401)
      const after = await openBrowser(service).signIn(email, renewed.password)
      expect(after.body).toHaveProperty('user')

      const written = [
        ...(await audited('turn-on-second-factor')),
        ...(await audited('sign-in-second-factor')),
        ...(await audited('sign-in-spare-code')),
        ...(await audited('reset-user')),
      ].filter(({ subject }) => subject === lan.id)
      expect(written.map(({ action }) => action)).toEqual([
        'turn-on-second-factor',
        'sign-in-second-factor',
        'sign-in-spare-code',
        'reset-user',
      ])
    })

    it('cannot be guessed', async () => {
      const email = newEmail()
      const password = 'một mật khẩu rất dài'
      const lan = await signInColleague(service, admin, { email, password })
      const { body } = await lan.auth('/two-factor/enable', { password })
      const { totpURI } = body as { totpURI: string }
      const right = totpCode(totpURI, new Date())
      await lan.auth('/two-factor/verify-totp', { code: right })

      const browser = openBrowser(service)
      await browser.signIn(email, password)
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const code = String((Number(right) + 7 + attempt) % 1_000_000).padStart(6, '0')
        await browser.auth('/two-factor/verify-totp', { code })
      }

      const last = await browser.auth('/two-factor/verify-totp', { code: right })
      expect([401, 403, 429]).toContain(last.status)
      expect((await browser.get('/me')).status).toBe(401)
    })
  })

  describe.skipIf(isMissing)('settings', () => {
    it('begin with the usual hours, and are kept, checked and written down', async () => {
      const start = schema.settingsSchemas['office-hours'].parse(
        (await admin.get('/settings/office-hours')).body,
      )
      expect(start.week.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5])

      const hours = {
        week: [{ day: 6, open: [{ from: '07:30', until: '11:30' }] }],
        holidays: true,
      }
      expect((await admin.put('/settings/office-hours', hours)).status).toBe(200)
      expect((await admin.get('/settings/office-hours')).body).toEqual(hours)

      const wrong = { week: [{ day: 8, open: [] }], holidays: true }
      expect((await admin.put('/settings/office-hours', wrong)).status).toBe(400)
      expect((await admin.get('/settings/no-such')).status).toBe(404)
      const [entry] = await audited('change-settings')
      expect(entry).toMatchObject({ subject: 'office-hours', detail: { after: hours } })
    })

    it.each([
      [
        'closures',
        { closed: [{ from: '2026-12-01', until: '2026-12-02', reason: 'bão' }], worked: [] },
      ],
      ['assignment', { mode: 'auto', awayMinutes: 5 }],
      [
        'approval',
        { default: 'automatic', fields: { 'Đất đai': 'reviewed' }, guides: {}, timeoutMinutes: 9 },
      ],
    ])('keep %s', async (key, value) => {
      expect((await admin.put(`/settings/${key}`, value)).body).toEqual(value)
      expect((await admin.get(`/settings/${key}`)).body).toEqual(value)
    })
  })

  it.skipIf(isMissing)('pages through the audit log', async () => {
    for (let index = 0; index < 101; index += 1) {
      await admin.put('/settings/assignment', { mode: 'queue', awayMinutes: index + 1 })
    }

    const first = schema.audit.parse((await admin.get('/audit?action=change-settings')).body)
    const path = `/audit?action=change-settings&cursor=${first.next}`
    const second = schema.audit.parse((await admin.get(path)).body)

    expect(first.entries).toHaveLength(100)
    expect(second.entries.length).toBeGreaterThan(0)
    expect(second.entries[0]?.sequence).toBeLessThan(first.entries.at(-1)?.sequence ?? 0)
  })
})

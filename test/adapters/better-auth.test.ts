import { getMigrations } from 'better-auth/db/migration'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { createAuditLog } from '../../src/adapters/audit-log.ts'
import { authOptions, createAuth } from '../../src/adapters/better-auth.ts'
import { createSettingsStore } from '../../src/adapters/settings-store.ts'
import { defaultDeskSettings } from '../../src/handoff/desk-settings.ts'
import { stoppedClock } from '../../src/shared/clock.ts'
import { silentLog } from '../../src/shared/log.ts'
import { openTestDatabases } from '../support/test-databases.ts'

const { databases, close } = await openTestDatabases()
afterAll(close)

describe.each(databases)('on $name', ({ open, kind, isMissing }) => {
  it.skipIf(isMissing)('better-auth finds every table and column it wants', async () => {
    const database = await open()
    const secret = 'a secret of a test, long enough'
    const options = authOptions({ database, kind, secret, publicUrl: undefined, log: silentLog })

    const { toBeCreated, toBeAdded } = await getMigrations(options)

    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  })

  it.skipIf(isMissing)('passwords are kept salted and hashed slowly', async () => {
    const secret = 'a secret of a test, long enough'
    const settings = { database: await open(), kind, secret, publicUrl: undefined, log: silentLog }
    const { password } = await createAuth(settings).$context

    const [one, other] = [await password.hash('một mật khẩu'), await password.hash('một mật khẩu')]

    // The salt, and 64 bytes of scrypt.
    expect(one).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
    expect(other).not.toBe(one)
    expect(await password.verify({ hash: one, password: 'một mật khẩu' })).toBe(true)
    expect(await password.verify({ hash: one, password: 'một mật khâu' })).toBe(false)
  })

  describe('the audit log', () => {
    const at = new Date('2026-11-24T03:00:00Z')
    const written = { who: 'lan', action: 'view-conversation', subject: 'P-0001', detail: { n: 1 } }

    const copied = sql`select sequence, at, 'nobody', action, subject, detail from audit where true`
    const columns = sql`(sequence, at, who, action, subject, detail)`
    const attacks: [what: string, statement: RawBuilder<unknown>][] = [
      ['an update', sql`update audit set who = 'nobody'`],
      ['a deletion', sql`delete from audit`],
      [
        'an upsert',
        sql`insert into audit ${columns} ${copied} on conflict (sequence) do update set who = excluded.who`,
      ],
      kind === 'postgres'
        ? ['being emptied', sql`truncate audit`]
        : ['a replacement', sql`insert or replace into audit ${columns} ${copied}`],
    ]

    it.skipIf(isMissing).each(attacks)('refuses %s by SQL', async (_what, statement) => {
      const database = await open()
      const audit = createAuditLog(database, stoppedClock(at))
      await audit.write(written)

      await expect(statement.execute(database)).rejects.toThrow(/append-only/)

      const [entry] = await audit.page({ limit: 10 })
      expect(entry).toEqual({ ...written, at, sequence: expect.any(Number) })
    })

    it.skipIf(isMissing)('is read by person, action and day in Vietnam, newest first', async () => {
      const database = await open()
      const write = (moment: string, who: string, action: string) =>
        createAuditLog(database, stoppedClock(new Date(moment))).write({
          ...written,
          who,
          action,
        })
      await write('2026-11-23T16:59:59Z', 'lan', 'search')
      await write('2026-11-23T17:00:00Z', 'lan', 'sign-in')
      await write('2026-11-24T03:00:00Z', 'minh', 'sign-in')
      const audit = createAuditLog(database, stoppedClock(at))
      const found = async (wanted: Partial<Parameters<typeof audit.page>[0]>) =>
        (await audit.page({ limit: 10, ...wanted })).map(({ who, action }) => `${who} ${action}`)

      expect(await found({})).toEqual(['minh sign-in', 'lan sign-in', 'lan search'])
      expect(await found({ who: 'lan' })).toEqual(['lan sign-in', 'lan search'])
      expect(await found({ action: 'sign-in' })).toEqual(['minh sign-in', 'lan sign-in'])
      expect(await found({ from: '2026-11-24' })).toEqual(['minh sign-in', 'lan sign-in'])
      expect(await found({ to: '2026-11-23' })).toEqual(['lan search'])
    })
  })

  it.skipIf(isMissing)(
    'settings are the defaults until they are set, then what was set',
    async () => {
      const settings = createSettingsStore(await open())
      const serviceLevel = { ...defaultDeskSettings['service-level'], firstAnswerMinutes: 15 }
      const at = new Date('2026-11-24T03:00:00Z')

      expect(await settings.read()).toEqual(defaultDeskSettings)

      await settings.write('service-level', defaultDeskSettings['service-level'], at)
      await settings.write('service-level', serviceLevel, at)

      expect(await settings.read()).toEqual({
        ...defaultDeskSettings,
        'service-level': serviceLevel,
      })
    },
  )
})

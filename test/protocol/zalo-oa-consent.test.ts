import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import { morning, openChatDesk, publicUrl } from '../support/chat-desk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { startPostgres } from '../support/postgres.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'
import { oaApp, startZaloOaDouble } from './zalo-oa-double.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const minuteMs = 60_000

const postgres = await startPostgres()
const folder = openTemporaryFolder()
afterAll(async () => {
  folder.remove()
  if (!('missing' in postgres)) await postgres.stop()
})
let files = 0
const kinds = [
  { name: 'SQLite', newDatabase: async () => join(folder.path, `${files++}.sqlite`) },
  {
    name: 'missing' in postgres ? `PostgreSQL, skipped: ${postgres.missing}` : 'PostgreSQL',
    newDatabase: 'missing' in postgres ? undefined : () => postgres.createDatabase(),
  },
]

describe.each(kinds)('consent of an official account on $name', ({ newDatabase }) => {
  describe.skipIf(!newDatabase)('by its admin', () => consentTests(newDatabase))
})

function consentTests(newDatabase: (() => Promise<string>) | undefined) {
  /** An account of which only the app is set: no token of any kind. */
  async function openDesk() {
    const fast = createFastClock(20, morning)
    const zalo = await startZaloOaDouble(fast.clock)
    const databaseUrl = (await newDatabase?.()) ?? ''
    const desk = await openChatDesk(
      {
        DATABASE_URL: databaseUrl,
        ZALO_OA_APP_ID: oaApp.appId,
        ZALO_OA_APP_SECRET: oaApp.appSecret,
        ZALO_OA_SECRET_KEY: oaApp.oaSecretKey,
        ZALO_OA_API_URL: zalo.url,
        ZALO_OA_OAUTH_URL: zalo.url,
      },
      { fast },
    )
    onTestFinished(async () => {
      await desk.stop()
      await zalo.stop()
    })
    /** The address of Zalo's page, as the button on the page “Kênh” gets it. */
    const begin = async () => {
      const answer = await desk.chi.call('POST', '/channels/zalo-oa/consent')
      return ((await answer.json()) as { url: string }).url
    }
    /** Says yes there, as the account's admin; gives where Zalo sends the browser back to. */
    const agree = async (url: string) => {
      const { headers } = await fetch(url, { redirect: 'manual' })
      return new URL(headers.get('Location') ?? '')
    }
    const comeBack = (back: URL) => desk.request(back.pathname + back.search)
    const health = async () =>
      (await (await desk.chi.call('GET', '/channels/zalo-oa/health')).json()) as object
    return { desk, zalo, fast, databaseUrl, begin, agree, comeBack, health }
  }

  it('connects the account, and keeps its tokens where nobody can read them', async () => {
    const { desk, zalo, databaseUrl, begin, agree, comeBack, health } = await openDesk()
    expect(await health()).toMatchObject({ name: null })

    const back = await agree(await begin())
    const page = await comeBack(back)

    expect(back.origin + back.pathname).toBe(`${publicUrl}/webhooks/zalo-oa/consent`)
    expect(page.status).toBe(200)
    expect(await page.text()).toMatch(/Đã nối OA/)
    expect(await health()).toMatchObject({ name: 'OA Phường', error: null })
    const an = zalo.citizen('u1', desk.hook('zalo-oa'))
    await an.follows()
    expect(await an.reads(/trợ lý tự động/)).toBeDefined()
    const { database } = openDatabase(databaseUrl)
    const secrets = await database.selectFrom('channel_secrets').selectAll().execute()
    await database.destroy()
    expect(secrets.length).toBeGreaterThan(0)
    expect(JSON.stringify(secrets)).not.toMatch(/access-|refresh-/)
    expect(zalo.faults).toEqual([])
  })

  it('takes no state but the one it gave, once, and for a quarter of an hour', async () => {
    const { fast, begin, agree, comeBack } = await openDesk()
    const back = await agree(await begin())

    for (const state of ['', 'another', back.searchParams.get('state')?.toUpperCase() ?? '']) {
      const forged = new URL(back)
      forged.searchParams.set('state', state)
      expect((await comeBack(forged)).status).toBe(400)
    }
    expect((await comeBack(back)).status).toBe(200)
    expect((await comeBack(back)).status).toBe(400)
    const late = await agree(await begin())
    fast.skip(16 * minuteMs)
    expect((await comeBack(late)).status).toBe(400)
  })

  it('says so when the admin refused, and when Zalo takes no such code', async () => {
    const { begin, agree, comeBack, health } = await openDesk()
    const refused = await agree(await begin())
    refused.searchParams.delete('code')
    const wrong = await comeBack(refused)
    const used = await agree(await begin())
    used.searchParams.set('code', 'code-0')
    const unknown = await comeBack(used)

    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toMatch(/chưa cấp quyền/)
    expect(unknown.status).toBe(400)
    expect(await unknown.text()).toMatch(/-14003/)
    expect(await health()).toMatchObject({ name: null })
  })

  it('is for admins alone, and for this channel alone', async () => {
    const { desk } = await openDesk()

    expect((await desk.lan.call('POST', '/channels/zalo-oa/consent')).status).toBe(403)
    expect((await desk.chi.call('POST', '/channels/telegram/consent')).status).toBe(404)
  })
}

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createChannelSettingsStore } from '../../src/adapters/channel-settings-store.ts'
import { createCipher } from '../../src/adapters/cipher.ts'
import { createOaTokens, tokensSecret } from '../../src/channels/zalo-oa/tokens.ts'
import { openTestDatabases } from '../support/test-databases.ts'
import { oaApp, startZaloOaDouble } from './zalo-oa-double.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const hourMs = 60 * 60_000
const { databases, close } = await openTestDatabases()
afterAll(close)

describe.each(databases)('tokens of an official account on $name', ({ isMissing, open }) => {
  describe.skipIf(isMissing)('renewed', () => {
    let cipherKey = ''
    beforeAll(() => {
      cipherKey = randomBytes(32).toString('base64url')
    })

    async function openTokens() {
      let now = new Date('2026-11-24T03:00:00Z').getTime()
      const clock = () => new Date(now)
      const zalo = await startZaloOaDouble(clock)
      onTestFinished(() => zalo.stop())
      const database = await open()
      const settings = createChannelSettingsStore(database, createCipher(cipherKey))
      /** As after a start: nothing is remembered but what is in the database. */
      const start = (holder: string, kept = settings) =>
        createOaTokens({
          settings: kept,
          app: { ...oaApp, oauthUrl: zalo.url, firstRefreshToken: 'refresh-0' },
          holder,
          clock,
          setTimer: () => () => undefined,
          onError: () => undefined,
        })
      const pass = (ms: number) => {
        now += ms
      }
      return { zalo, database, settings, start, pass }
    }

    it('keeps both tokens, encrypted, and uses each refresh token once', async () => {
      const { zalo, database, start, pass } = await openTokens()

      expect(await start('a').accessToken()).toBe('access-1')
      expect(await start('a').accessToken()).toBe('access-1')
      pass(20 * hourMs)
      expect(await start('a').accessToken()).toBe('access-2')

      expect(zalo.renewals.map((each) => each.refreshToken)).toEqual(['refresh-0', 'refresh-1'])
      const rows = await database.selectFrom('channel_secrets').select('value').execute()
      expect(JSON.stringify(rows)).not.toMatch(/refresh-|access-/)
    })

    it('renews once for many who ask at once, in two processes', async () => {
      const { zalo, start } = await openTokens()
      const [one, other] = [start('a'), start('b')]

      const asked = await Promise.allSettled([
        ...Array.from({ length: 5 }, () => one.accessToken()),
        ...Array.from({ length: 5 }, () => other.accessToken()),
      ])

      expect(zalo.renewals).toHaveLength(1)
      expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(5)
    })

    it('asks again with the same token when the process died before it asked', async () => {
      const { zalo, settings, start, pass } = await openTokens()
      await start('a').accessToken()
      pass(20 * hourMs)
      // It had the lease and had said that it would, and then the power went.
      const kept = JSON.parse((await settings.secret('zalo-oa', tokensSecret)) ?? '')
      const at = new Date('2026-11-24T23:00:00Z')
      await settings.takeLease('zalo-oa', 'a', at, new Date(at.getTime() + 60_000))
      const since = { ...kept, renewingSince: at.toISOString() }
      await settings.setSecret('zalo-oa', tokensSecret, JSON.stringify(since), at)

      // While the lease of the dead one runs, the old token is good enough.
      expect(await start('b').accessToken()).toBe('access-1')
      pass(61_000)
      expect(await start('b').accessToken()).toBe('access-2')
      expect(zalo.renewals.every(({ isGood }) => isGood)).toBe(true)
    })

    it('sends on with the old token, and says what to do, when it died before the answer came', async () => {
      const { zalo, start, pass } = await openTokens()
      await start('a').accessToken()
      pass(20 * hourMs)
      zalo.whenGranted(() => 'drops')
      await expect(start('a').replace('access-1')).rejects.toThrow(/không trả lời/)

      pass(61_000)
      // The double, as Zalo may, takes the old access token back together with the refresh token.
      expect(await start('b').accessToken()).toBe('access-1')
      await expect(start('b').replace('access-1')).rejects.toThrow(
        /Cần nối lại OA ở trang Kênh: máy chủ dừng giữa lúc làm mới/,
      )
    })

    it('keeps the old ones whole when it died while it kept the new ones', async () => {
      const { zalo, settings, start, pass } = await openTokens()
      await start('a').accessToken()
      pass(20 * hourMs)
      let writes = 0
      const dies = {
        ...settings,
        async setSecret(...given: Parameters<typeof settings.setSecret>) {
          writes += 1
          // The first says that it is about to renew; the second has the new tokens in it.
          if (writes === 2) throw new Error('power cut')
          await settings.setSecret(...given)
        },
      }

      await expect(start('a', dies).replace('access-1')).rejects.toThrow('power cut')
      pass(61_000)

      expect(zalo.renewals).toHaveLength(2)
      expect(await start('b').accessToken()).toBe('access-1')
      await expect(start('b').replace('access-1')).rejects.toThrow(/Cần nối lại OA/)
    })

    it('has the new ones when it died after it kept them', async () => {
      const { zalo, settings, start, pass } = await openTokens()
      await start('a').accessToken()
      pass(20 * hourMs)
      const dies = {
        ...settings,
        endLease: async () => {
          throw new Error('power cut')
        },
      }
      await expect(start('a', dies).replace('access-1')).rejects.toThrow('power cut')

      expect(await start('b').accessToken()).toBe('access-2')
      expect(zalo.renewals).toHaveLength(2)
    })
  })
})

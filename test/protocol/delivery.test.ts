import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import { createInboundStore } from '../../src/adapters/inbound-store.ts'
import { migrate } from '../../src/adapters/migrations.ts'
import { morning, openChatDesk } from '../support/chat-desk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { startPostgres } from '../support/postgres.ts'
import { runSoak } from '../support/soak.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'
import { startTelegramDouble, telegramToken } from './telegram-double.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'
const marriageQuestion = 'Đăng ký kết hôn cần giấy tờ gì?'

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

describe.each(kinds)('delivery on $name', ({ newDatabase }) => {
  describe.skipIf(!newDatabase)('by a real server', () => deliveryTests(newDatabase))
})

function deliveryTests(newDatabase: (() => Promise<string>) | undefined) {
  let databaseUrl = ''
  let fast = createFastClock(20, morning)
  let telegram: Awaited<ReturnType<typeof startTelegramDouble>>
  beforeAll(async () => {
    databaseUrl = (await newDatabase?.()) ?? ''
    fast = createFastClock(20, morning)
    telegram = await startTelegramDouble(fast.clock)
    return () => telegram.stop()
  })
  const open = () =>
    openChatDesk(
      {
        DATABASE_URL: databaseUrl,
        TELEGRAM_BOT_TOKEN: telegramToken,
        TELEGRAM_MODE: 'webhook',
        TELEGRAM_API_ROOT: telegram.url,
      },
      { fast },
    )
  const untilHooked = (count: number) =>
    telegram.untilCalled(
      (calls) => calls.filter(({ method }) => method === 'setWebhook').length >= count || undefined,
    )

  it('sends after a restart what the provider would not take before it, once and in order', async () => {
    const first = await open()
    await untilHooked(1)
    telegram.sendTo(first.hook('telegram'))
    const an = telegram.citizen(1)
    telegram.failures.push({
      times: 1_000_000,
      chat: an.chat,
      method: 'sendMessage',
      how: { kind: 'refuses', status: 503, body: { ok: false, error_code: 503, description: 'x' } },
    })
    await an.says(birthQuestion)
    await an.says(marriageQuestion)
    await telegram.untilCalled((calls) =>
      calls.find(({ method, body }) => method === 'sendMessage' && body.chat_id === an.chat),
    )
    await first.stop()
    telegram.failures.length = 0

    const second = await open()
    onTestFinished(() => second.stop())
    await an.reads(/Nguồn:[\s\S]*kết hôn/i)
    await second.service.chats.idle()

    expect(an.has()).toHaveLength(3)
    expect(an.has()[1]).toMatch(/Nguồn:[\s\S]*khai sinh/i)
    expect(an.has()[2]).toMatch(/Nguồn:[\s\S]*kết hôn/i)
  })

  it('answers an update once that comes again after a restart', async () => {
    const an = telegram.citizen(4)
    const first = await open()
    telegram.sendTo(first.hook('telegram'))
    const update = an.messageOf({ text: birthQuestion })
    await telegram.deliver(update)
    await an.reads(/Nguồn:/)
    await first.stop()

    const second = await open()
    onTestFinished(() => second.stop())
    telegram.sendTo(second.hook('telegram'))
    expect(await telegram.deliver(update)).toBe(200)
    await an.says('/help')
    await an.reads(/Tôi giúp được gì/)

    expect(an.has().filter((text) => /Nguồn:/.test(text))).toHaveLength(1)
  })

  it('answers what was kept by a process that died before it did anything else', async () => {
    const an = telegram.citizen(2)
    const { database, kind } = openDatabase(databaseUrl)
    await migrate(database, kind)
    const inbound = createInboundStore(database, kind)
    const act = { type: 'text', text: birthQuestion } as const
    const update = { channel: 'telegram', address: an.chat, key: '123456:1', act } as const
    expect(await inbound.keep(update, fast.clock())).toBe(true)
    expect(await inbound.keep(update, fast.clock())).toBe(false)
    // It had taken the update, too.
    const soon = new Date(fast.clock().getTime() + 2000)
    await inbound.claimNext(update, 'the dead one', fast.clock(), soon)
    await database.destroy()

    const desk = await open()
    onTestFinished(() => desk.stop())
    await an.reads(/Nguồn:/)
    await desk.service.chats.idle()

    expect(an.has()).toHaveLength(2)
  })

  it('sends what a process left in mid-air once its claim is over', async () => {
    const an = telegram.citizen(3)
    const first = await open()
    telegram.sendTo(first.hook('telegram'))
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    await first.stop()
    const { database } = openDatabase(databaseUrl)
    const at = fast.clock().toISOString()
    await database
      .insertInto('outbox')
      .values({
        channel: 'telegram',
        address: an.chat,
        conversation_id: null,
        source: 'test:mid-air',
        body: JSON.stringify({ type: 'text', text: 'Tin dang dở', buttons: [] }),
        state: 'sending',
        next_at: at,
        claimed_by: 'the dead one',
        claimed_until: new Date(fast.clock().getTime() + 3000).toISOString(),
        created_at: at,
      })
      .execute()
    await database.destroy()

    const second = await open()
    onTestFinished(() => second.stop())

    expect(await an.reads(/Tin dang dở/)).toBeDefined()
    await second.service.chats.idle()
    const channels = await second.chi.call('GET', '/channels')
    expect(JSON.stringify(await channels.json())).toMatch(/"telegram".*"maybeTwice":1.*"zalo-bot"/)
  })

  it('answers each message once though two processes run, and both are brought everything', async () => {
    const [one, other] = [await open(), await open()]
    onTestFinished(async () => {
      await one.stop()
      await other.stop()
    })
    const citizens = Array.from({ length: 6 }, (_, index) => telegram.citizen(100 + index))
    const hooks = [one.hook('telegram'), other.hook('telegram')]
    telegram.sendTo(async (body, headers) => {
      const [answer, again] = await Promise.all(hooks.map((hook) => hook(body, headers)))
      if (!answer || !again) throw new Error('no answer')
      return answer.ok ? again : answer
    })

    await Promise.all(
      citizens.map(async (citizen) => {
        await citizen.says('/start')
        await citizen.says(birthQuestion)
        await citizen.says(marriageQuestion)
        await citizen.says('/help')
      }),
    )
    for (const citizen of citizens) await citizen.reads(/Tôi giúp được gì/)
    for (const desk of [one, other]) await desk.service.chats.idle()

    for (const citizen of citizens) {
      const texts = citizen.has()
      expect(texts).toHaveLength(4)
      expect(texts[1]).toMatch(/Nguồn:[\s\S]*khai sinh/i)
      expect(texts[2]).toMatch(/Nguồn:[\s\S]*kết hôn/i)
    }
  })

  it('loses nothing, repeats nothing and keeps the order in a small soak', async () => {
    const report = await runSoak({
      databaseUrl: (await newDatabase?.()) ?? '',
      chats: 12,
      messages: 8,
      speed: 60,
    })

    expect(report).toMatchObject({ messages: 96, restarts: 1, missing: 0, twice: 0, outOfOrder: 0 })
    expect(report.faults).toEqual([])
    expect(report.repeated).toBeGreaterThan(0)
    expect(report.refusedByDouble).toBeGreaterThan(0)
  })
}

import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { morning, openChatDesk } from '../support/chat-desk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { startPostgres } from '../support/postgres.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'
import { startTelegramDouble, telegramToken } from './telegram-double.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'

const postgres = await startPostgres()
const folder = openTemporaryFolder()
afterAll(async () => {
  folder.remove()
  if (!('missing' in postgres)) await postgres.stop()
})
const kinds = [
  { name: 'SQLite', newDatabase: async () => join(folder.path, 'language.sqlite') },
  {
    name: 'missing' in postgres ? `PostgreSQL, skipped: ${postgres.missing}` : 'PostgreSQL',
    newDatabase: 'missing' in postgres ? undefined : () => postgres.createDatabase(),
  },
]

describe.each(kinds)('the language of a chat on $name', ({ newDatabase }) => {
  it.skipIf(!newDatabase)('is chosen by /ngonngu and kept over a restart', async () => {
    const fast = createFastClock(20, morning)
    const telegram = await startTelegramDouble(fast.clock)
    onTestFinished(() => telegram.stop())
    const settings = {
      DATABASE_URL: (await newDatabase?.()) ?? '',
      TELEGRAM_BOT_TOKEN: telegramToken,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_API_ROOT: telegram.url,
    }
    const open = async (count: number) => {
      const desk = await openChatDesk(settings, { fast })
      await telegram.untilCalled(
        (calls) =>
          calls.filter(({ method }) => method === 'setWebhook').length >= count || undefined,
      )
      telegram.sendTo(desk.hook('telegram'))
      return desk
    }
    const first = await open(1)
    const [an, binh] = [telegram.citizen(1), telegram.citizen(2)]
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    await an.says('/ngonngu')
    await an.reads(/tiếng nào[\s\S]*Which language/)
    await an.presses('English')
    expect(await an.reads(/notices are in English now/)).toMatch(/answers are in Vietnamese/)
    await first.stop()

    const second = await open(2)
    onTestFinished(() => second.stop())
    await an.says('/help')
    await an.reads(/What can I help with\?/)
    await an.says(birthQuestion)
    const answer = await an.reads(/Sources:/)
    expect(answer).toMatch(/Automatic answer from the guide/)
    expect(answer).toMatch(/Tờ khai/)
    await an.presses('👍 Helpful')
    await an.says('/nguoi')
    expect(await an.reads(/Ticket number/)).toMatch(/Waiting for an official/)
    await second.lan.act(/P-\d+/.exec(an.has().at(-1) ?? '')?.[0] ?? '', 'claim')
    expect(await an.reads(/is on ticket/)).toMatch(/^Official Trần Thị Lan/)

    await binh.says(birthQuestion)
    expect(await binh.reads(/Nguồn:/)).toMatch(/Trợ lý tự động trả lời/)
    await an.says('/ngonngu vi')
    await an.reads(/lời nhắn bằng tiếng Việt/)
    await an.says('/help')
    expect(await an.reads(/Tôi giúp được gì/)).toBeDefined()
    expect(telegram.faults).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type ChatDesk, morning, openChatDesk } from '../support/chat-desk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { oaApp, startZaloOaDouble, type ZaloOaDouble } from './zalo-oa-double.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'
const dayMs = 24 * 60 * 60_000

async function openOaDesk(settings: Record<string, string> = {}) {
  const fast = createFastClock(20, morning)
  const zalo = await startZaloOaDouble(fast.clock)
  const desk = await openChatDesk(
    {
      ZALO_OA_APP_ID: oaApp.appId,
      ZALO_OA_APP_SECRET: oaApp.appSecret,
      ZALO_OA_SECRET_KEY: oaApp.oaSecretKey,
      ZALO_OA_REFRESH_TOKEN: 'refresh-0',
      ZALO_OA_API_URL: zalo.url,
      ZALO_OA_OAUTH_URL: zalo.url,
      ...settings,
    },
    { fast },
  )
  return {
    zalo,
    desk,
    fast,
    citizen: (user: string) => zalo.citizen(user, desk.hook('zalo-oa')),
    async stop() {
      await desk.stop()
      await zalo.stop()
    },
  }
}

describe('a Zalo official account', () => {
  let zalo: ZaloOaDouble
  let desk: ChatDesk
  let opened: Awaited<ReturnType<typeof openOaDesk>>
  beforeAll(async () => {
    opened = await openOaDesk()
    zalo = opened.zalo
    desk = opened.desk
  })
  afterAll(() => opened.stop())

  it('greets a follower, answers with choices as buttons, and takes a mark', async () => {
    const an = opened.citizen('u1')

    await an.follows()
    await an.reads(/máy trả lời/)
    await an.says(birthQuestion)
    await an.reads(/Nguồn:/)
    await an.says('👍')
    await an.reads(/Cảm ơn bạn đã đánh giá/)
    await an.presses('Gặp cán bộ')

    expect(await an.reads(/Số phiếu/)).toBeDefined()
    expect(an.has().filter((text) => /máy trả lời/.test(text))).toHaveLength(1)
    expect(zalo.faults).toEqual([])
  })

  it('answers 200 to the empty probe of the console and to events of nobody', async () => {
    const hook = desk.hook('zalo-oa')
    const echo = zalo.signed({ event_name: 'oa_send_text', sender: { id: 'oa' } })

    expect((await hook('', {})).status).toBe(200)
    expect((await hook(echo.body, echo.headers)).status).toBe(200)
  })

  it('refuses what is not signed, signed otherwise, or changed afterwards', async () => {
    const an = opened.citizen('u2')
    const { body, headers } = zalo.signed(an.eventOf('user_send_text', { text: birthQuestion }))
    const hook = desk.hook('zalo-oa')

    expect((await hook(body, {})).status).toBe(401)
    expect((await hook(body, { 'X-ZEvent-Signature': `mac=${'0'.repeat(64)}` })).status).toBe(401)
    expect((await hook(body.replace('cần', 'can'), headers)).status).toBe(401)
    await desk.service.chats.idle()
    expect(an.has()).toEqual([])
  })

  it('answers a replayed event once', async () => {
    const an = opened.citizen('u3')
    await an.follows()
    const { body, headers } = zalo.signed(an.eventOf('user_send_text', { text: birthQuestion }))
    const hook = desk.hook('zalo-oa')

    await hook(body, headers)
    await an.reads(/Nguồn:/)
    expect((await hook(body, headers)).status).toBe(200)
    await desk.service.chats.idle()

    expect(an.has().filter((text) => /Nguồn:/.test(text))).toHaveLength(1)
  })

  it('takes a number for a choice when the account may send no buttons', async () => {
    zalo.refusedTemplates.set('buttons', -224)
    onTestFinished(() => zalo.refusedTemplates.clear())
    const an = opened.citizen('u5')
    await an.follows()
    await an.says('thủ tục')
    const asked = await an.reads(/Trả lời bằng số/)
    const [, number = ''] = /^(\d)\. Gặp cán bộ$/m.exec(asked) ?? []

    await an.says(number)

    expect(await an.reads(/Số phiếu/)).toBeDefined()
    expect(an.has().filter((text) => /chưa có hướng dẫn/.test(text))).toHaveLength(1)
    expect(zalo.faults).toEqual([])
  })

  it('renews a token that Zalo refuses, and sends what was refused', async () => {
    const an = opened.citizen('u4')
    await an.follows()
    await an.reads(/máy trả lời/)
    const before = zalo.renewals.length
    zalo.revoke()

    await an.says(birthQuestion)

    expect(await an.reads(/Nguồn:/)).toBeDefined()
    expect(zalo.renewals.length).toBe(before + 1)
  })
})

describe('windows of a Zalo official account', () => {
  /** A citizen with a ticket that Lan has. */
  const openHeldTicket = async () => {
    const opened = await openOaDesk()
    onTestFinished(opened.stop)
    const an = opened.citizen('u1')
    await an.follows()
    await an.says('Tôi muốn gặp cán bộ')
    const number = /P-\d+/.exec(await an.reads(/Số phiếu/))?.[0] ?? ''
    await opened.desk.lan.act(number, 'claim')
    await an.reads(/đã nhận phiếu/)
    await opened.desk.service.chats.idle()
    return { ...opened, an, number }
  }
  const untilMarked = (desk: ChatDesk, number: string) =>
    vi.waitUntil(
      async () => (await desk.lan.open(number)).events.some(({ type }) => type === 'undelivered'),
      { timeout: 30_000 },
    )

  it('sends nothing when the time to answer is over, and tells the ticket what to do', async () => {
    const { desk, zalo, fast, an, number } = await openHeldTicket()
    fast.skip(8 * dayMs)

    await desk.lan.say(number, 'Hồ sơ xong rồi ạ')
    await untilMarked(desk, number)

    const { events } = await desk.lan.open(number)
    expect(events.at(-1)?.text).toMatch(/gọi điện.*mã nhận câu trả lời/)
    expect(an.has().some((text) => /Hồ sơ xong rồi/.test(text))).toBe(false)
    expect(zalo.faults).toEqual([])
  })

  it('sends eight messages after the citizen’s last, and no ninth until they write again', async () => {
    const { desk, an, number } = await openHeldTicket()
    const before = an.has().length
    await an.says('Dạ')
    await desk.service.chats.idle()

    for (let count = 1; count <= 9; count += 1) await desk.lan.say(number, `Tin số ${count}`)
    await untilMarked(desk, number)

    expect(an.has().length - before).toBe(8)
    await an.says('Cháu nghe')
    await desk.service.chats.idle()
    await desk.lan.say(number, 'Tin mới')
    expect(await an.reads(/Tin mới/)).toBeDefined()
  })

  it('tells staff when Zalo itself refuses for want of quota', async () => {
    const { desk, zalo, an, number } = await openHeldTicket()
    zalo.failures.push({
      times: 1,
      method: 'cs',
      how: { kind: 'refuses', status: 200, body: { error: -211, message: 'Out of quota' } },
    })

    await desk.lan.say(number, 'Hồ sơ xong rồi ạ')
    await untilMarked(desk, number)

    expect((await desk.lan.open(number)).events.at(-1)?.text).toMatch(/hết hạn mức/)
    expect(an.has().some((text) => /Hồ sơ xong rồi/.test(text))).toBe(false)
  })
})

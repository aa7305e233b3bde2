import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type ChatDesk, openChatDesk } from '../support/chat-desk.ts'
import { startZaloBotDouble, type ZaloBotDouble, zaloBotToken } from './zalo-bot-double.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'

async function openZaloDesk(mode: 'webhook' | 'polling', about: { wrapped?: boolean } = {}) {
  const zalo = await startZaloBotDouble(about)
  const desk = await openChatDesk({
    ZALO_BOT_TOKEN: zaloBotToken,
    ZALO_BOT_MODE: mode,
    ZALO_BOT_API_URL: zalo.url,
  })
  if (mode === 'webhook') {
    zalo.sendTo(desk.hook('zalo-bot'))
    await zalo.untilCalled((calls) => calls.find(({ method }) => method === 'setWebhook'))
  }
  return {
    zalo,
    desk,
    async stop() {
      await desk.stop()
      await zalo.stop()
    },
  }
}

describe('a Zalo bot by webhook', () => {
  let zalo: ZaloBotDouble
  let desk: ChatDesk
  let stop: () => Promise<void>
  beforeAll(async () => {
    const opened = await openZaloDesk('webhook')
    zalo = opened.zalo
    desk = opened.desk
    stop = opened.stop
  })
  afterAll(() => stop())

  it('tells who answers before the first answer, and answers in plain text', async () => {
    const an = zalo.citizen('an1')

    await an.says(birthQuestion)
    const answer = await an.reads(/Nguồn:/)

    expect(an.has()[0]).toMatch(/máy trả lời/)
    expect(answer).toContain('https://phuong.example/thu-tuc/dang-ky-khai-sinh#')
    expect(answer).not.toMatch(/\*\*|<b>/)
    expect(zalo.faults).toEqual([])
  })

  it('offers choices by number and takes the number', async () => {
    const an = zalo.citizen('an2')
    await an.says('Làm thủ tục đăng ký')
    const asked = await an.reads(/Trả lời bằng số/)
    const [, label = ''] = /^1\. (.+)$/m.exec(asked) ?? []

    await an.says('1')
    await zalo.untilSent((all) => all.filter(({ chat }) => chat === 'an2').length > 2 || undefined)
    await desk.service.chats.idle()

    expect(an.has().at(-1)).not.toBe(asked)
    expect(label).not.toBe('')
  })

  it('takes a typed mark', async () => {
    const an = zalo.citizen('an3')
    await an.says(birthQuestion)
    await an.reads(/Gửi 👍 hoặc 👎/)

    await an.says('👍')

    expect(await an.reads(/Cảm ơn bạn đã đánh giá/)).toBeDefined()
  })

  it('always answers whom Zalo keeps from us, with another way', async () => {
    const an = zalo.citizen('an4')

    await an.sends('message.unsupported.received')

    expect(await an.reads(/không cho tôi đọc nội dung/)).toMatch(/Đến .*cán bộ/s)
  })

  it('answers an event that comes twice once', async () => {
    const an = zalo.citizen('an5')
    const event = an.eventOf('message.text.received', { text: birthQuestion })

    await zalo.deliver(event)
    await an.reads(/Nguồn:/)
    await zalo.deliver(event)
    await desk.service.chats.idle()

    expect(an.has().filter((text) => /Nguồn:/.test(text))).toHaveLength(1)
  })

  it.each(['wrong-secret', ''])('refuses the secret "%s"', async (secret) => {
    const an = zalo.citizen('an6')
    const event = an.eventOf('message.text.received', { text: birthQuestion })

    const { status } = await desk.hook('zalo-bot')(JSON.stringify({ ok: true, result: event }), {
      'X-Bot-Api-Secret-Token': secret,
    })

    expect(status).toBe(401)
    await desk.service.chats.idle()
    expect(an.has()).toEqual([])
  })

  it.each([403, 408, 429, 500])('tries again after error %i', async (error_code) => {
    const an = zalo.citizen(`an-${error_code}`)
    await an.says('/help')
    await an.reads(/Tôi giúp được gì/)
    zalo.failures.push({
      times: 1,
      chat: an.chat,
      method: 'sendMessage',
      how: { kind: 'refuses', status: 200, body: { ok: false, error_code, description: 'later' } },
    })

    await an.says(birthQuestion)

    expect(await an.reads(/Nguồn:/)).toBeDefined()
  })

  it('does not guess whether a message arrived: staff see it and may send it again', async () => {
    const an = zalo.citizen('an7')
    await an.says('Tôi muốn gặp cán bộ')
    const number = /P-\d+/.exec(await an.reads(/Số phiếu/))?.[0] ?? ''
    await desk.lan.act(number, 'claim')
    await an.reads(/đã nhận phiếu/)
    zalo.failures.push({
      times: 1,
      chat: an.chat,
      method: 'sendMessage',
      how: { kind: 'drops', isDone: true },
    })

    await desk.lan.say(number, 'Hồ sơ xong rồi ạ')
    await vi.waitUntil(
      async () => (await desk.lan.open(number)).events.some(({ type }) => type === 'undelivered'),
      { timeout: 30_000 },
    )

    const { events } = await desk.lan.open(number)
    expect(events.at(-1)?.text).toMatch(/Không rõ tin đã đến/)
    const answer = await desk.lan.call('GET', `/undelivered?number=${number}`)
    const { messages } = (await answer.json()) as { messages: { id: number }[] }
    expect(messages).toHaveLength(1)
    expect(an.has().filter((text) => /Hồ sơ xong rồi/.test(text))).toHaveLength(1)
    await desk.lan.call('POST', `/undelivered/${messages[0]?.id}/send-again`)
    await zalo.untilSent(
      (all) => all.filter(({ text }) => /Hồ sơ xong rồi/.test(text)).length === 2 || undefined,
    )
  })

  it('splits at 2,000 characters', async () => {
    const an = zalo.citizen('an8')
    await an.says('Tôi muốn gặp cán bộ')
    const number = /P-\d+/.exec(await an.reads(/Số phiếu/))?.[0] ?? ''
    await desk.lan.act(number, 'claim')

    await desk.lan.say(number, `${'Bác đến bàn số 2 gặp cô Lan nhé. '.repeat(100)}Hết.`)
    await an.reads(/Hết\.$/)

    const pages = an.has().filter((text) => text.includes('bàn số 2'))
    expect(pages.length).toBe(2)
    expect(pages.join(' ').match(/bàn số 2/g)).toHaveLength(100)
    expect(zalo.faults).toEqual([])
  })
})

describe('a Zalo bot by polling', () => {
  it('takes one update at a time, idle polls and unwrapped updates', async () => {
    const { zalo, stop } = await openZaloDesk('polling', { wrapped: false })
    onTestFinished(stop)
    onTestFinished(() => zalo.endPoll())
    const an = zalo.citizen('an')
    await zalo.untilCalled((calls) => calls.find(({ method }) => method === 'getUpdates'))

    zalo.endPoll()
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    await an.says(birthQuestion)

    expect(await an.reads(/Nguồn:/)).toBeDefined()
    expect(zalo.faults).toEqual([])
  })
})

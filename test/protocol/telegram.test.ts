import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type ChatDesk, morning, openChatDesk, publicUrl } from '../support/chat-desk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { startTelegramDouble, type TelegramDouble, telegramToken } from './telegram-double.ts'

// Each test starts a whole service.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'
const marriageQuestion = 'Đăng ký kết hôn cần giấy tờ gì?'

/** The service with its webhook registered at a double. */
async function openTelegramDesk(settings: Record<string, string> = {}) {
  const fast = createFastClock(20, morning)
  const telegram = await startTelegramDouble(fast.clock)
  const desk = await openChatDesk(
    {
      TELEGRAM_BOT_TOKEN: telegramToken,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_API_ROOT: telegram.url,
      ...settings,
    },
    { fast },
  )
  if (settings.TELEGRAM_MODE !== 'polling') {
    telegram.sendTo(desk.hook('telegram'))
    await telegram.untilCalled((calls) => calls.find(({ method }) => method === 'setWebhook'))
  }
  const stop = async () => {
    await desk.stop()
    await telegram.stop()
  }
  return { desk, telegram, stop }
}

let shared: ReturnType<typeof openTelegramDesk> | undefined
/** One service for the tests that only need citizens of their own. */
const sharedDesk = () => {
  shared ??= openTelegramDesk()
  return shared
}
afterAll(async () => (await shared)?.stop())

let citizens = 100
const newCitizen = (telegram: TelegramDouble) => telegram.citizen(citizens++)

describe('Telegram', () => {
  it('greets, answers with a source and buttons, and takes a mark', async () => {
    const { telegram, desk } = await sharedDesk()
    const an = newCitizen(telegram)

    expect(await an.says('/start')).toBe(200)
    expect(await an.reads(/trợ lý tự động/)).toMatch(/máy trả lời/)
    await an.says(birthQuestion)
    const answer = await an.reads(/Nguồn:/)
    await an.presses('👍 Có ích')

    expect(answer).toMatch(/khai sinh/i)
    expect(telegram.sent.find(({ text }) => text === answer)?.html).toContain(
      `<a href="${publicUrl}/thu-tuc/dang-ky-khai-sinh#`,
    )
    const press = await telegram.untilCalled((calls) =>
      calls.find(({ method }) => method === 'answerCallbackQuery'),
    )
    expect(press.body.text).toMatch(/Cảm ơn/)
    await desk.service.chats.idle()
    expect(telegram.faults).toEqual([])
  })

  it('registers its webhook with a secret and the commands of the menu', async () => {
    const { telegram } = await sharedDesk()

    const menu = await telegram.untilCalled((calls) =>
      calls.find(({ method }) => method === 'setMyCommands'),
    )

    expect(telegram.webhook()?.url).toBe(`${publicUrl}/webhooks/telegram`)
    expect(telegram.webhook()?.secret).toMatch(/^[\w-]{32,}$/)
    expect(JSON.stringify(menu.body)).toMatch(/start.*help.*nguoi.*ngonngu.*xoa/)
  })

  it.each(['wrong', ''])(
    'refuses an update with the secret "%s", and does nothing',
    async (secret) => {
      const { telegram, desk } = await sharedDesk()
      const an = newCitizen(telegram)
      const body = JSON.stringify(an.messageOf({ text: birthQuestion }))

      const { status } = await desk.hook('telegram')(body, {
        'X-Telegram-Bot-Api-Secret-Token': secret,
      })

      expect(status).toBe(401)
      await desk.service.chats.idle()
      expect(an.has()).toEqual([])
    },
  )

  it('refuses a body that is no JSON, or too large', async () => {
    const { telegram, desk } = await sharedDesk()
    const headers = { 'X-Telegram-Bot-Api-Secret-Token': telegram.webhook()?.secret ?? '' }

    expect((await desk.hook('telegram')('{', headers)).status).toBe(400)
    expect((await desk.hook('telegram')('x'.repeat(300_000), headers)).status).toBe(413)
  })

  it('answers an update that comes three times once', async () => {
    const { telegram, desk } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('/start')
    const update = an.messageOf({ text: birthQuestion })

    await Promise.all([telegram.deliver(update), telegram.deliver(update)])
    await an.reads(/Nguồn:/)
    await telegram.deliver(update)
    await desk.service.chats.idle()

    expect(an.has().filter((text) => /Nguồn:/.test(text))).toHaveLength(1)
  })

  it('answers the messages of a chat in order, while another chat is not waited for', async () => {
    const { telegram, desk } = await sharedDesk()
    const [an, binh] = [newCitizen(telegram), newCitizen(telegram)]
    await an.says('/start')
    await binh.says('/start')
    // The first chat's answer is put off by the provider.
    telegram.failures.push({
      times: 3,
      chat: an.chat,
      method: 'sendMessage',
      how: { kind: 'refuses', status: 500, body: { ok: false, error_code: 500, description: 'x' } },
    })

    await an.says(birthQuestion)
    await an.says('/help')
    await an.says(marriageQuestion)
    await binh.says(marriageQuestion)
    await binh.reads(/Nguồn:/)
    await an.reads(/Nguồn:[\s\S]*kết hôn/i)
    await desk.service.chats.idle()

    const [, birth, help, marriage] = an.has()
    expect(birth).toMatch(/khai sinh/i)
    expect(help).toMatch(/Tôi giúp được gì/)
    expect(marriage).toMatch(/kết hôn/i)
    expect(an.has()).toHaveLength(4)
  })

  it('waits as long as it is told to, and then sends once', async () => {
    const { telegram, desk } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    telegram.failures.push({
      times: 1,
      chat: an.chat,
      method: 'sendMessage',
      how: {
        kind: 'refuses',
        status: 429,
        body: {
          ok: false,
          error_code: 429,
          description: 'Too Many Requests: retry after 7',
          parameters: { retry_after: 7 },
        },
      },
    })

    await an.says(birthQuestion)
    await an.reads(/Nguồn:/)
    await desk.service.chats.idle()

    expect(telegram.faults).toEqual([])
    expect(an.has()).toHaveLength(2)
  })

  it('sends again what a dropped connection left open', async () => {
    const { telegram } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    telegram.failures.push({
      times: 2,
      chat: an.chat,
      method: 'sendMessage',
      how: { kind: 'drops', isDone: false },
    })

    await an.says(birthQuestion)

    expect(await an.reads(/Nguồn:/)).toMatch(/khai sinh/i)
  })

  it('splits what is too long at the ends of sentences', async () => {
    const { telegram, desk } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('Tôi muốn gặp cán bộ')
    await an.reads(/Số phiếu/)
    const number = /P-\d+/.exec(an.has().at(-1) ?? '')?.[0] ?? ''
    const sentence =
      'Bác mang giấy chứng sinh <bản chính> & căn cước của hai vợ chồng đến bàn số 2. '

    await desk.lan.act(number, 'claim')
    await desk.lan.say(number, `${sentence.repeat(49)}Hết.`)
    await an.reads(/Hết\./)

    const pages = an.has().filter((text) => text.includes('giấy chứng sinh'))
    expect(pages).toHaveLength(2)
    for (const page of pages.slice(0, -1)) expect(page).toMatch(/bàn số 2\.$/)
    expect(pages.join(' ').match(/<bản chính> & căn cước/g)).toHaveLength(49)
    expect(telegram.faults).toEqual([])
  })

  it('falls back to plain text when the formatting is refused', async () => {
    const { telegram } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    telegram.failures.push({
      times: 1,
      chat: an.chat,
      method: 'sendMessage',
      how: {
        kind: 'refuses',
        status: 400,
        body: {
          ok: false,
          error_code: 400,
          description: "Bad Request: can't parse entities: Unsupported start tag",
        },
      },
    })

    await an.says(birthQuestion)
    const text = await an.reads(/Nguồn:/)

    const message = telegram.sent.find((each) => each.text === text)
    expect(message?.html).toBeNull()
    expect(text).not.toMatch(/<\/?[ab]/)
    expect(message?.buttons.length).toBeGreaterThan(0)
  })

  it('offers what it is unsure of as buttons that answer', async () => {
    const { telegram } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('Làm thủ tục đăng ký')
    const message = await telegram.untilSent((all) =>
      all.find(({ chat, buttons }) => chat === an.chat && buttons.length > 1),
    )
    const label = message.buttons[0]?.text ?? ''

    await an.presses(label)

    await telegram.untilSent((all) => {
      const own = all.filter(({ chat }) => chat === an.chat)
      return own.indexOf(message) < own.length - 1 || undefined
    })
    const query = await telegram.untilCalled((calls) =>
      calls.find(({ method }) => method === 'answerCallbackQuery'),
    )
    expect(query).toBeDefined()
    expect(telegram.faults).toEqual([])
  })

  it.each([
    [
      'voice',
      { voice: { file_id: 'v', file_unique_id: 'v', duration: 3 } },
      /gõ giúp tôi bằng chữ/,
    ],
    ['sticker', { sticker: { file_id: 's' } }, /chỉ đọc được tin nhắn chữ/],
    ['location', { location: { latitude: 1, longitude: 2 } }, /chỉ đọc được tin nhắn chữ/],
    [
      'photo without a ticket',
      { photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1, file_size: 10 }] },
      /gõ \/nguoi trước/,
    ],
  ])('answers a %s kindly', async (_, rest, wanted) => {
    const { telegram } = await sharedDesk()
    const an = newCitizen(telegram)

    await an.sends(rest)

    expect(await an.reads(wanted)).toBeDefined()
  })

  it('forgets a chat when that is asked for twice', async () => {
    const { telegram, desk } = await sharedDesk()
    const an = newCitizen(telegram)
    await an.says('Hồ sơ của tôi tên Nguyễn Văn An nộp tháng trước sao chưa có')
    const number = /P-\d+/.exec(await an.reads(/Số phiếu/))?.[0] ?? ''

    await an.says('/xoa')
    await an.reads(/không hoàn lại được/)
    await an.presses('Xoá hết')
    await an.reads(/Đã xoá/)
    await desk.service.chats.idle()

    const view = await desk.lan.open(number)
    expect(view.state).toBe('closed')
    expect(JSON.stringify(view)).not.toMatch(/Nguyễn Văn An/)
    await an.says(birthQuestion)
    expect(await an.reads(/Nguồn:/)).toBeDefined()
  })
})

describe('Telegram by long polling', () => {
  it('fetches updates, answers them, and goes on after a failure', async () => {
    const { telegram, stop } = await openTelegramDesk({ TELEGRAM_MODE: 'polling' })
    onTestFinished(stop)
    const an = newCitizen(telegram)
    telegram.failures.push({
      times: 1,
      method: 'getUpdates',
      how: { kind: 'refuses', status: 502, body: { ok: false, error_code: 502, description: 'x' } },
    })

    await an.says('/start')
    await an.reads(/trợ lý tự động/)
    await an.says(birthQuestion)

    expect(await an.reads(/Nguồn:/)).toMatch(/khai sinh/i)
    expect(telegram.webhook()).toBeUndefined()
  })
})

describe('a person in a Telegram chat', () => {
  let desk: ChatDesk
  let telegram: TelegramDouble
  beforeAll(async () => {
    const opened = await sharedDesk()
    desk = opened.desk
    telegram = opened.telegram
  })

  const openTicket = async () => {
    const citizen = newCitizen(telegram)
    await citizen.says('/nguoi')
    const number = /P-\d+/.exec(await citizen.reads(/Số phiếu/))?.[0] ?? ''
    return { citizen, number }
  }

  it('is answered from the console, hears the citizen, and gives the chat back', async () => {
    const { citizen, number } = await openTicket()

    await desk.lan.act(number, 'claim')
    await citizen.reads(/Trần Thị Lan .*đã nhận phiếu/)
    await desk.lan.say(number, 'Chào bác,\nhồ sơ của bác xong rồi.')
    expect(await citizen.reads(/hồ sơ của bác xong rồi/)).toMatch(/^Cán bộ Trần Thị Lan/)
    await citizen.says('Cảm ơn cô, mấy giờ tôi đến được?')
    await desk.service.chats.idle()
    const held = citizen.has().length
    const view = await desk.lan.open(number)
    await desk.lan.act(number, 'resolve')
    await citizen.reads(/đã giải quyết xong/)
    await citizen.presses('5★')
    await citizen.says(birthQuestion)
    await citizen.reads(/Nguồn:[\s\S]*khai sinh/i)

    expect(view.conversation.map(({ text }) => text)).toContain('Cảm ơn cô, mấy giờ tôi đến được?')
    expect(view.conversation.find(({ by }) => by === 'staff')?.deliveredAt).not.toBeNull()
    // Nobody talks into the official's words.
    expect(held).toBe(4)
    expect((await desk.lan.open(number)).rating?.value).toBe(5)
  })

  it('gets photos and documents, and only those it can open', async () => {
    const { citizen, number } = await openTicket()
    const pdf = new TextEncoder().encode('%PDF-1.4 test')
    telegram.addFile('doc', 'documents/a.pdf', pdf)
    telegram.addFile('exe', 'documents/a.exe', new TextEncoder().encode('MZ'))

    await citizen.sends({
      document: { file_id: 'doc', file_unique_id: 'd', file_name: 'Giấy hẹn.pdf', file_size: 13 },
      caption: 'Đây là giấy hẹn',
    })
    await citizen.reads(/Đã chuyển tệp/)
    await citizen.sends({
      document: { file_id: 'exe', file_unique_id: 'e', file_name: 'a.exe', file_size: 2 },
    })
    await citizen.reads(/chỉ nhận ảnh/)
    await desk.service.chats.idle()

    const { conversation } = await desk.lan.open(number)
    expect(conversation.flatMap(({ attachments }) => attachments)).toMatchObject([
      { name: 'Giấy hẹn.pdf', type: 'application/pdf', size: 13 },
    ])
    expect(conversation.map(({ text }) => text)).toContain('Đây là giấy hẹn')
  })

  it('takes over after two marks of no help', async () => {
    const citizen = newCitizen(telegram)
    await citizen.says(birthQuestion)
    await citizen.reads(/Nguồn:/)
    await citizen.presses('👎 Chưa được')
    await citizen.says(marriageQuestion)
    await citizen.reads(/Nguồn:[\s\S]*kết hôn/i)
    await citizen.presses('👎 Chưa được')

    expect(await citizen.reads(/Số phiếu/)).toMatch(/chưa giúp được bạn/)
  })

  it('learns on the ticket that the citizen has blocked the bot', async () => {
    const { citizen, number } = await openTicket()
    await desk.lan.act(number, 'claim')
    await citizen.reads(/đã nhận phiếu/)
    citizen.blocksSilently()

    await desk.lan.say(number, 'Bác còn đó không ạ?')
    await vi.waitUntil(
      async () => (await desk.lan.open(number)).events.some(({ type }) => type === 'undelivered'),
      { timeout: 30_000 },
    )

    const { events } = await desk.lan.open(number)
    expect(events.at(-1)?.text).toMatch(/đã chặn.*gọi điện.*mã nhận câu trả lời/)
  })
})

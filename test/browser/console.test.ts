import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumMissing } from '../support/chromium.ts'
import { type Citizen, startConversation } from '../support/citizen.ts'
import { type ConsoleDesk, openConsoleDesk, openPanel } from '../support/console-desk.ts'
import { signIn } from '../support/desk.ts'
import { totpCode } from '../support/totp.ts'

const widths = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** A PNG of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Each would run, or break the page, where text is taken for markup. */
const payloads = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=2">',
  '"><svg onload="window.hacked=3">',
  '[nhấn vào đây](javascript:window.hacked=4)',
  '<a href="javascript:window.hacked=5">xem</a>',
  '<iframe srcdoc="<script>parent.hacked=6</script>"></iframe>',
  '{{constructor.constructor("window.hacked=7")()}}',
  '</textarea><script>window.hacked=8</script>',
  '<math><mtext></p><img src=x onerror=window.hacked=9></mtext></math>',
  '&lt;img src=x onerror=window.hacked=10&gt;',
  '<style>body{display:none}</style>',
  '<form action="https://evil.example"><button>Gửi</button></form>',
]

/** What a browser shows in the end, on however busy a machine. */
const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 20_000 })

describe.skipIf(chromiumMissing !== '')(`the console, in Chromium${chromiumMissing}`, () => {
  let desk: ConsoleDesk
  const send = (path: string, init?: RequestInit) =>
    fetch(desk.origin + path, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), Origin: desk.origin },
    })
  /** A citizen whose ticket waits, and its number. */
  const waitingCitizen = async (...texts: string[]): Promise<Citizen & { number: string }> => {
    const citizen = await startConversation(send)
    await citizen.ask('Cho tôi gặp cán bộ')
    for (const text of texts) await citizen.ask(text)
    const { ticket } = await citizen.read()
    return { ...citizen, number: ticket?.number ?? '' }
  }

  beforeAll(async () => {
    desk = await openConsoleDesk()
  }, 120_000)
  afterAll(() => desk.stop())

  it('lets a citizen and an official talk, part, meet again, and end', async () => {
    const official = await desk.openConsole('lan')
    const page = await desk.openWidget()
    const widget = page.locator('mot-cua-widget')
    const say = async (text: string) => {
      await widget.getByRole('textbox', { name: 'Câu hỏi của bạn' }).fill(text)
      await widget.getByRole('textbox', { name: 'Câu hỏi của bạn' }).press('Enter')
    }

    await say('Tôi muốn gặp cán bộ')
    await widget
      .getByRole('region', { name: 'Số phiếu hỗ trợ' })
      .getByText(/Đang chờ/)
      .waitFor()
    await official.locator('.inbox-row', { hasText: 'Tôi muốn gặp cán bộ' }).first().click()
    await official.getByRole('button', { name: 'Nhận phiếu này' }).click()
    await widget.getByText(/Trần Thị Lan, Công chức tư pháp – hộ tịch đang giúp bạn/).waitFor()

    const answer = official.getByRole('textbox', { name: 'Câu trả lời cho người dân' })
    await answer.pressSequentially('Chào bác')
    await widget.getByText('Cán bộ đang viết…').waitFor()
    await widget
      .getByRole('textbox', { name: 'Câu hỏi của bạn' })
      .pressSequentially('Hồ sơ của tôi')
    await official.getByText('Người dân đang viết…').waitFor()

    await answer.press('Control+Enter')
    await widget.locator('.entry.staff', { hasText: 'Chào bác' }).waitFor()
    await widget.getByText('Trần Thị Lan · Công chức tư pháp – hộ tịch · người thật').waitFor()
    await widget.getByRole('textbox', { name: 'Câu hỏi của bạn' }).press('Enter')
    await official.locator('.entry.citizen', { hasText: 'Hồ sơ của tôi' }).waitFor()

    const address = page.url()
    const context = page.context()
    await page.close()
    await answer.fill('Hồ sơ của bác xong rồi, mời bác đến lấy.')
    await answer.press('Control+Enter')
    await official.locator('.entry.staff', { hasText: 'mời bác đến lấy' }).waitFor()

    const back = await context.newPage()
    await back.goto(address)
    const widgetAgain = back.locator('mot-cua-widget')
    await widgetAgain.locator('.launcher b', { hasText: '1' }).waitFor()
    await openPanel(back)
    await widgetAgain.locator('.entry.staff', { hasText: 'mời bác đến lấy' }).waitFor()
    expect(await widgetAgain.locator('.entry.staff').count()).toBe(2)

    await official.getByRole('button', { name: 'Đã xong' }).click()
    await official.getByRole('dialog').getByRole('button', { name: 'Đã xong' }).click()
    await widgetAgain.getByRole('button', { name: '5 trên 5 điểm' }).click()
    await widgetAgain.getByText('Cảm ơn bạn!').waitFor()
    await official.getByText('Người dân chấm 5/5 điểm').waitFor()

    await official.context().close()
    await context.close()
  }, 90_000)

  it('gives a ticket to one of two officials who claim it at once', async () => {
    const { number } = await waitingCitizen()
    const pages = await Promise.all([
      desk.openConsole('lan', `/tickets/${number}`),
      desk.openConsole('minh', `/tickets/${number}`),
    ])
    const buttons = pages.map((page) => page.getByRole('button', { name: 'Nhận phiếu này' }))
    await Promise.all(buttons.map((button) => button.waitFor()))

    // Whoever comes too late finds no button any more.
    await Promise.allSettled(buttons.map((button) => button.click({ timeout: 5_000 })))

    const mine = pages.map((page) => page.getByText('Bạn đang giữ', { exact: true }))
    const theirs = pages.map((page) =>
      page.locator('.reply-area', { hasText: 'đang giữ phiếu này' }),
    )
    await eventually(async () => await Promise.all(mine.map((text) => text.count()))).toSatisfy(
      (counts: number[]) => counts.toSorted().join() === '0,1',
    )
    await eventually(async () => await Promise.all(theirs.map((text) => text.count()))).toSatisfy(
      (counts: number[]) => counts.toSorted().join() === '0,1',
    )
    await Promise.all(pages.map((page) => page.context().close()))
  }, 60_000)

  it('shows what citizens and officials type as text, whatever it is', async () => {
    const citizen = await waitingCitizen(...payloads)
    await citizen.post('/contact', { name: payloads[1], phone: '0912345678', consent: true })
    const complaint = `Cán bộ quầy 2 thái độ hách dịch ${payloads[1]}`
    expect((await (await startConversation(send)).ask(complaint)).ticket).not.toBeNull()
    const lan = signIn(send, 'lan')
    await lan.act(citizen.number, 'claim')
    for (const payload of payloads) await lan.say(citizen.number, payload)
    await lan.note(citizen.number, payloads[0] ?? '')

    const page = await desk.openConsole('lan', `/tickets/${citizen.number}`)
    for (const payload of payloads) {
      await eventually(() => page.locator('.as-typed').allTextContents()).toEqual(
        expect.arrayContaining([payload]),
      )
    }
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(payloads[1])
    await page.goto(`${desk.origin}/console/report`)
    const report = page.frameLocator('iframe')
    await report.getByText('BÁO CÁO KHÓ KHĂN, VƯỚNG MẮC').waitFor()
    expect(await report.locator('body').textContent()).toContain(complaint)
    expect(await report.locator('img, svg, script, iframe, form').count()).toBe(0)
    await page.goto(`${desk.origin}/console/tickets/${citizen.number}`)
    await page.locator('.entry.citizen').first().waitFor()
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('.ticket-panel a[href^="javascript" i], iframe').count()).toBe(0)
    await page.context().close()

    const window = await desk.openWidget()
    const session = { id: citizen.id, token: citizen.token }
    await window.evaluate(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      [`mot-cua:${desk.origin}`, JSON.stringify({ session, hasTicket: true })],
    )
    await window.reload()
    const widget = await openPanel(window)
    await eventually(() => widget.locator('.entry.staff .bubble').allTextContents()).toEqual(
      payloads,
    )
    expect(await window.evaluate('window.hacked')).toBeUndefined()
    expect(await widget.locator('a[href^="javascript" i], iframe, img').count()).toBe(0)
    await window.context().close()
  }, 90_000)

  it('answers with a canned reply, a section of a guide and its citation; notes stay inside', async () => {
    const citizen = await waitingCitizen('làm giấy khai sinh cho con cần giấy tờ gì')
    const chi = signIn(send, 'chi')
    await chi.call('POST', '/canned-replies', {
      title: 'Chào hỏi',
      text: 'Chào {{ten}}, tôi là {{canbo}}. {{con thiếu}}',
      shared: true,
    })
    const page = await desk.openConsole('lan', `/tickets/${citizen.number}`)
    await page.getByRole('button', { name: 'Nhận phiếu này' }).click()

    const box = page.getByRole('textbox', { name: 'Câu trả lời cho người dân' })
    await box.pressSequentially('/chao')
    await page.getByRole('option', { name: /Chào hỏi/ }).waitFor()
    await box.press('Enter')
    await eventually(() => box.inputValue()).toContain('Trần Thị Lan')
    expect(await page.getByRole('button', { name: 'Gửi trả lời' }).isDisabled()).toBe(true)
    await box.fill('Bác cần những giấy tờ sau.')

    await page.getByRole('searchbox', { name: /hướng dẫn/ }).fill('dang ky khai sinh')
    const guide = page.locator('details.guide', { hasText: 'Đăng ký khai sinh' }).first()
    await guide.locator('> summary').click()
    await guide.locator('details.section > summary').first().click()
    await guide
      .getByRole('button', { name: /Chèn mục này/ })
      .first()
      .click()
    await page.getByRole('list', { name: 'Căn cứ gửi kèm' }).waitFor()
    await page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await page.locator('.entry.staff .cited a').first().waitFor()

    await page.getByRole('button', { name: 'Ghi chú nội bộ' }).click()
    await page.getByRole('textbox', { name: 'Ghi chú nội bộ' }).fill('Chỉ cán bộ đọc.')
    await page.getByRole('button', { name: 'Lưu ghi chú' }).click()
    await page.locator('.entry.note', { hasText: 'Chỉ cán bộ đọc.' }).waitFor()
    const { staffMessages } = await citizen.read()
    expect(staffMessages.map(({ text }) => text).join()).not.toContain('Chỉ cán bộ đọc.')
    expect(staffMessages.at(-1)?.citations.length).toBeGreaterThan(0)
    await page.context().close()
  }, 60_000)

  it('takes a file and a phone number, passes the ticket on, and gives the answer for the code', async () => {
    const page = await desk.openWidget()
    const widget = page.locator('mot-cua-widget')
    const box = widget.getByRole('textbox', { name: 'Câu hỏi của bạn' })
    await box.fill('Cho tôi gặp cán bộ')
    await box.press('Enter')
    const strip = widget.getByRole('region', { name: 'Số phiếu hỗ trợ' })
    await strip.getByText('Để lại tên, số điện thoại').click()
    await strip.getByLabel('Số điện thoại').fill('0912 345 678')
    await strip.getByRole('checkbox').check()
    await strip.getByRole('button', { name: 'Gửi cho cán bộ' }).click()
    await strip.getByText('Cán bộ đã nhận được.').waitFor()
    await widget.getByLabel('Gửi ảnh hoặc tệp PDF').setInputFiles({
      name: 'giấy chứng sinh.png',
      mimeType: 'image/png',
      buffer: Buffer.from(pixel, 'base64'),
    })
    await widget.locator('.entry.citizen', { hasText: 'giấy chứng sinh.png' }).waitFor()
    const number = (await strip.locator('b').textContent()) ?? ''
    const told = await widget.locator('.entry.handoff .bubble').first().textContent()
    const code = /Mã nhận câu trả lời: ([A-Z0-9 ]{6,7})/.exec(told ?? '')?.[1] ?? ''

    const lan = await desk.openConsole('lan', `/tickets/${number}`)
    await lan.getByRole('link', { name: /giấy chứng sinh\.png/ }).waitFor()
    await lan.getByRole('link', { name: '0912 345 678' }).waitFor()
    await lan.getByRole('button', { name: 'Nhận phiếu này' }).click()
    await lan.getByRole('button', { name: 'Chuyển hoặc trả phiếu này' }).click()
    await lan.getByRole('button', { name: 'Chuyển cho đồng nghiệp…' }).click()
    await lan.getByLabel('Chuyển cho', { exact: true }).selectOption('minh')
    await lan.getByLabel('Lời nhắn cho người nhận').fill('Anh xem giúp giấy này.')
    await lan.getByRole('button', { name: 'Chuyển phiếu' }).click()
    await lan.locator('.reply-area', { hasText: 'Lê Văn Minh đang giữ phiếu này' }).waitFor()
    await signIn(send, 'minh').say(number, 'Giấy của bác đủ rồi.')

    const elsewhere = await desk.openWidget()
    const other = elsewhere.locator('mot-cua-widget')
    await other.getByText('Tôi có mã nhận câu trả lời').click()
    await other.getByLabel('Mã 6 ký tự').fill(code)
    await other.getByRole('button', { name: 'Xem câu trả lời' }).click()
    await other.getByText(/bốn số cuối của số điện thoại/).waitFor()
    await other.getByLabel(/4 số cuối/).fill('5678')
    await other.getByRole('button', { name: 'Xem câu trả lời' }).click()
    await other.getByText('Giấy của bác đủ rồi.').waitFor()
    for (const each of [page, lan, elsewhere]) await each.context().close()
  }, 60_000)

  it('shows after an interruption what came meanwhile', async () => {
    const earlier = await waitingCitizen()
    const page = await desk.openConsole('minh')
    await page.locator(`.inbox-row[href$="${earlier.number}"]`).waitFor()
    await page.context().setOffline(true)
    const { number } = await waitingCitizen()

    await page.context().setOffline(false)

    await page.locator(`.inbox-row[href$="${number}"]`).waitFor()
    await page.context().close()
  }, 60_000)

  it('works by keyboard and lists its shortcuts', async () => {
    const { number } = await waitingCitizen()
    const page = await desk.openConsole('minh')
    await page.locator(`.inbox-row[href$="${number}"]`).waitFor()

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.className')).toContain('inbox-row')
    await page.keyboard.press('/')
    await page.keyboard.type(number)
    await eventually(() => page.locator('.inbox-row').count()).toBe(1)
    await page.locator('.inbox-row').press('Enter')
    await page.getByRole('button', { name: 'Nhận phiếu này' }).waitFor()
    await page.keyboard.press('n')
    await page.getByText('Bạn đang giữ', { exact: true }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('Chào bác')
    await page.keyboard.press('Control+Enter')
    await page.locator('.entry.staff', { hasText: 'Chào bác' }).waitFor()
    await page.context().close()
  }, 60_000)

  for (const viewport of widths) {
    it(`has no serious accessibility fault at ${viewport.width} px`, async () => {
      const { number } = await waitingCitizen('làm giấy khai sinh cho con cần giấy tờ gì')
      const lan = signIn(send, 'lan')
      await lan.act(number, 'claim')
      await lan.say(number, 'Chào bác')
      const page = await desk.openConsole('lan', '/', viewport)

      await page.locator('.inbox-row').first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await page.goto(`${desk.origin}/console/tickets/${number}`)
      await page.locator('.entry.staff').first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await page.goto(`${desk.origin}/console/dashboard`)
      await page.getByRole('button', { name: '7 ngày' }).click()
      await page.getByRole('img', { name: /Câu hỏi mỗi ngày/ }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      await page.context().close()
    }, 60_000)
  }

  it('keeps the widget under 25 KB on the wire', async () => {
    expect(gzipSync(await readFile('dist/ui/widget.js')).length).toBeLessThan(25_000)
  })
})

describe.skipIf(chromiumMissing !== '')(`signing in, in Chromium${chromiumMissing}`, () => {
  let desk: ConsoleDesk

  beforeAll(async () => {
    desk = await openConsoleDesk({ doors: 'real' })
  }, 120_000)
  afterAll(() => desk.stop())

  it('makes the first admin by the printed link, then a colleague, then asks for a code', async () => {
    const link = await desk.service.links.makeFirstAdminLink()
    const admin = await openPage(desk, link ?? '')
    await admin.getByLabel('Họ và tên').fill('Phạm Kim Chi')
    await admin.getByLabel('Thư điện tử').fill('chi@phuong.test')
    await admin.getByLabel('Mật khẩu').fill('mật khẩu của chị Chi')
    await admin.getByRole('button', { name: 'Tạo tài khoản quản trị' }).click()
    await admin.getByRole('heading', { name: 'Hộp thư' }).waitFor()

    await admin.getByRole('link', { name: 'Quản trị' }).first().click()
    await admin.getByRole('button', { name: 'Thêm cán bộ' }).click()
    await admin.getByLabel('Họ và tên').fill('Trần Thị Lan')
    await admin.getByLabel('Thư điện tử').fill('lan@phuong.test')
    await admin.getByRole('button', { name: 'Lưu' }).click()
    const invitation = await admin.locator('.link-box').textContent()

    const lan = await openPage(
      desk,
      new URL(invitation ?? '').pathname + new URL(invitation ?? '').search,
    )
    await lan.getByLabel('Mật khẩu mới').fill('mật khẩu của Lan')
    await lan.getByRole('button', { name: 'Đặt mật khẩu' }).click()
    await lan.getByRole('link', { name: 'Đăng nhập' }).click()
    await signInAt(lan, 'lan@phuong.test', 'sai mật khẩu rồi')
    await lan.getByText('Email hoặc mật khẩu không đúng.').waitFor()
    await signInAt(lan, 'lan@phuong.test', 'mật khẩu của Lan')
    await lan.getByRole('heading', { name: 'Hộp thư' }).waitFor()
    expect(await lan.getByRole('link', { name: 'Quản trị' }).count()).toBe(0)

    await lan.goto(`${desk.origin}/console/account`)
    await lan.getByLabel('Mật khẩu của bạn').fill('mật khẩu của Lan')
    await lan.getByRole('button', { name: 'Bắt đầu bật' }).click()
    const secret = await lan.locator('.link-box').textContent()
    const address = `otpauth://totp/x?secret=${secret}`
    await lan.getByLabel('3. Nhập sáu chữ số').fill(totpCode(address, new Date()))
    await lan.getByRole('button', { name: 'Bật xác nhận hai bước' }).click()
    await lan.getByText('Đã bật xác nhận hai bước.').waitFor()

    await lan.getByRole('button', { name: /Trần Thị Lan/ }).click()
    await lan.getByRole('button', { name: 'Đăng xuất' }).click()
    await signInAt(lan, 'lan@phuong.test', 'mật khẩu của Lan')
    await lan.getByLabel('Mã xác nhận').fill(totpCode(address, new Date()))
    await lan.getByRole('button', { name: 'Xác nhận' }).click()
    await lan.getByRole('heading', { name: 'Hộp thư' }).waitFor()

    await admin.goto(`${desk.origin}/console/admin/audit`)
    await admin.getByRole('cell', { name: 'turn-on-second-factor' }).first().waitFor()
  }, 90_000)
})

async function openPage(desk: ConsoleDesk, path: string): Promise<Page> {
  const context = await desk.browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
  })
  const page = await context.newPage()
  await page.goto(desk.origin + path)
  return page
}

async function signInAt(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** Faults that axe calls serious or critical: rule and place of each. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found: { id: string; impact: string; nodes: { target: string[] }[] }[] =
    await page.evaluate('axe.run().then(({ violations }) => violations)')
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

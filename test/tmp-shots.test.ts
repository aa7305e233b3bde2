import { it } from 'vitest'
import { openConsoleDesk } from './support/console-desk.ts'
import { startConversation } from './support/citizen.ts'
import { signIn, people } from './support/desk.ts'

it('shots', async () => {
  const desk = await openConsoleDesk()
  const send = (p: string, i?: RequestInit) => fetch(desk.origin + p, { ...i, headers: { ...(i?.headers as object), cookie: 'official=' + ((i?.headers as Record<string,string>)?.['X-Test-Official'] ?? '') } })
  const asks = [
    ['làm giấy khai sinh cho con cần gì', 'Hồ sơ khai sinh của con tôi nộp từ tuần trước sao chưa có? Cho tôi gặp cán bộ.'],
    ['đăng ký tạm trú cần giấy tờ gì', 'Tôi muốn gặp cán bộ'],
    ['Nhà tôi đang bị người ta đập phá, đánh người, cứu tôi với'],
    ['chứng thực bản sao hết bao nhiêu tiền', 'cán bộ quầy 3 hách dịch với tôi, tôi muốn phản ánh'],
    ['Cho tôi gặp cán bộ về đất đai, tôi hỏi chuyện tách thửa cho con trai ở thôn bên, hồ sơ đang thiếu gì không'],
  ]
  const people2 = []
  for (const list of asks) {
    const c = await startConversation(send)
    for (const t of list) await c.ask(t)
    people2.push(c)
  }
  const lan = signIn(send, 'lan')
  const inbox = await lan.inbox()
  const first = inbox.tickets.find((t) => t.lastText.includes('khai sinh') || t.summary.includes('khai sinh'))!
  await lan.act(first.number, 'claim')
  await lan.say(first.number, 'Chào bác, cháu là Lan ở bộ phận một cửa. Bác cho cháu xin ngày nộp và tên cháu bé để cháu tra giúp bác ạ.')
  await people2[0]!.ask('Tôi nộp ngày 17/11, cháu tên Nguyễn Gia Bảo')
  await lan.note(first.number, 'Đã hỏi bên công an, chờ số định danh.')
  await people2[0]!.post('/contact', { name: 'Bà Nguyễn Thị Hoa', phone: '0912 345 678', consent: true })
  for (const [w, h] of [[1280, 800], [390, 844]] as const) {
    const page = await desk.openConsole('lan', '/', { width: w, height: h })
    page.on('console', (m) => console.log('CONSOLE', m.type(), m.text()))
    page.on('pageerror', (e) => console.log('PAGEERROR', e.message))
    await page.locator('.inbox-row').first().waitFor()
    await page.screenshot({ path: `/tmp/shots/inbox-${w}.png` })
    await page.goto(`${desk.origin}/console/tickets/${first.number}`)
    await page.locator('.entry').first().waitFor()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots/conversation-${w}.png` })
    await page.getByLabel('Câu trả lời cho người dân').fill('/')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/canned-${w}.png` })
    await page.getByLabel('Câu trả lời cho người dân').fill('')
    if (w === 390) { await page.getByRole('button', { name: 'Căn cứ và gợi ý' }).click(); await page.screenshot({ path: `/tmp/shots/evidence-${w}.png` }) }
    for (const [n, p] of [['dashboard', '/dashboard'], ['drafts', '/drafts'], ['report', '/report'], ['canned-page', '/canned-replies'], ['account', '/account']]) {
      await page.goto(`${desk.origin}/console${p}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForTimeout(500)
      if (n === 'dashboard') { await page.getByRole('button', { name: '7 ngày' }).click(); await page.waitForTimeout(400) }
      await page.screenshot({ path: `/tmp/shots/${n}-${w}.png`, fullPage: n === 'dashboard' })
    }
    await page.keyboard.press('?')
    await page.waitForTimeout(200)
    await page.screenshot({ path: `/tmp/shots/help-${w}.png` })
    await page.context().clearCookies()
    await page.goto(`${desk.origin}/console/`)
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await page.screenshot({ path: `/tmp/shots/sign-in-${w}.png` })
    await page.context().close()
  }
  await desk.stop()
}, 180_000)

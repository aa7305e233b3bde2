import { existsSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/shared/log.ts'
import { wire } from '../../src/wire.ts'
import { buildUi } from '../support/build-ui.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path))
const title = executablePath
  ? 'the widget on the demo page, in Chromium'
  : 'the widget on the demo page (skipped: no Chromium found; `apt-get install chromium`)'

// Chromium looks for its maker's hosts at every start; there is no network in a test.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(!executablePath)(title, () => {
  const folder = openTemporaryFolder()
  let stop: () => Promise<void>
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    await buildUi('widget')
    const service = await wire(readConfig({ DATA_DIR: folder.path }), silentLog)
    const server = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('the server has no port')
    origin = `http://127.0.0.1:${address.port}`
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: quiet })
    stop = async () => {
      await browser.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await service.close(closed)
    }
  }, 120_000)

  afterAll(async () => {
    await stop()
    folder.remove()
  })

  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    it(`answers, follows up, cites and remembers at ${viewport.width} px`, async () => {
      const { page, widget, ask } = await openDemo(viewport)

      await ask('lam giay khai sinh cho con can giay to gi')
      await widget.getByText('Giấy chứng sinh').first().waitFor()
      await ask('sao y bản chính hết bao nhiêu tiền một trang')
      await widget.getByText('2.000 đồng/trang').first().waitFor()
      await ask('làm hộ chiếu ở đâu')
      await widget.getByText('Quản lý xuất nhập cảnh').first().waitFor()
      await ask('đăng ký tạm trú cần giấy tờ gì')
      await widget.getByText('Hồ sơ: Đăng ký tạm trú').first().waitFor()
      await ask('thế còn lệ phí?')
      await widget.getByText('Lệ phí: Đăng ký tạm trú').first().waitFor()

      const sources = widget.getByText(/Xem căn cứ/).last()
      await sources.click()
      const link = widget.locator('a[href*="/thu-tuc/dang-ky-tam-tru#le_phi"]').last()
      await link.waitFor()

      await page.reload()
      await openPanel(page)
      await widget.getByText('lam giay khai sinh cho con can giay to gi').first().waitFor()
      await widget.getByText('Lệ phí: Đăng ký tạm trú').first().waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

      await page.goto(new URL((await link.getAttribute('href')) ?? '', origin).href)
      expect(page.url()).toContain('/thu-tuc/dang-ky-tam-tru#le_phi')
      await page.locator('#le_phi').waitFor()
      await page.context().close()
    }, 90_000)
  }

  it('hands over to a person and says the ticket number', async () => {
    const { page, widget, ask } = await openDemo({ width: 390, height: 844 })

    await ask('cho tôi gặp cán bộ')

    await widget
      .getByText(/P-\d{4}/)
      .first()
      .waitFor()
    await page.context().close()
  }, 60_000)

  async function openDemo(viewport: { width: number; height: number }) {
    const context = await browser.newContext({ viewport, locale: 'vi-VN' })
    const page = await context.newPage()
    await page.goto(`${origin}/`)
    const widget = page.locator('mot-cua-widget')
    await openPanel(page)
    return { page, widget, ask: (text: string) => send(widget, text) }
  }
})

async function openPanel(page: Page): Promise<void> {
  const widget = page.locator('mot-cua-widget')
  const box = widget.getByRole('textbox')
  const launcher = widget.getByRole('button', { name: /Hỏi trợ lý/ })
  await box.or(launcher).first().waitFor()
  if (!(await box.isVisible())) await launcher.click()
  await box.waitFor()
}

/** Waits until the send button would take the text, as a citizen does. */
async function send(widget: Locator, text: string): Promise<void> {
  const box = widget.getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

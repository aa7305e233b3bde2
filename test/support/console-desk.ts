import { serve } from '@hono/node-server'
import type { Browser, Locator, Page } from 'playwright-core'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/shared/log.ts'
import { type Service, type WireOptions, wire } from '../../src/wire.ts'
import { buildUi } from './build-ui.ts'
import { launchChromium } from './chromium.ts'
import { people, staff } from './desk.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export type ConsoleDesk = Awaited<ReturnType<typeof openConsoleDesk>>

let building: Promise<void> | undefined

const openDoors: NonNullable<WireOptions['staff']> = {
  directory: staff.directory,
  sessions: {
    async staffOf(headers) {
      const id = /official=(\w+)/.exec(headers.get('Cookie') ?? '')?.[1]
      const person = Object.values(people).find((each) => each.id === id)
      return person ?? (await staff.sessions.staffOf(headers))
    },
  },
}

/**
 * The real service with widget and console built, and a browser. With open doors officials are signed
 * in by a cookie with their id.
 */
export async function openConsoleDesk({
  doors = 'open',
  settings = {},
}: {
  doors?: 'open' | 'real'
  settings?: Record<string, string>
} = {}) {
  const data = openTemporaryFolder()
  building ??= buildUi('widget', 'console')
  await building
  const service: Service = await wire(
    readConfig({ DATA_DIR: data.path, EMBEDDING_MODEL: 'none', ...settings }),
    silentLog,
    doors === 'real' ? {} : { staff: openDoors },
  )
  const server = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server has no port')
  const origin = `http://127.0.0.1:${address.port}`
  const browser: Browser = await launchChromium()

  return {
    origin,
    service,
    browser,

    /** A window of that official with the console open. */
    async openConsole(
      id: keyof typeof people,
      path = '/',
      viewport = { width: 1280, height: 800 },
    ) {
      const context = await browser.newContext({
        viewport,
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
      })
      await context.addCookies([{ name: 'official', value: id, url: origin }])
      const page = await context.newPage()
      await page.goto(`${origin}/console${path}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return page
    },

    /** A window of a citizen with the widget open. */
    async openWidget(viewport = { width: 390, height: 844 }) {
      const context = await browser.newContext({ viewport, locale: 'vi-VN' })
      const page = await context.newPage()
      await page.goto(`${origin}/`)
      await openPanel(page)
      return page
    },

    async stop() {
      await browser.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await service.close(closed)
      data.remove()
    },
  }
}

/** Opens the widget's panel on a page where it is closed, and waits for its text box. */
export async function openPanel(page: Page): Promise<Locator> {
  const widget = page.locator('mot-cua-widget')
  const box = widget.getByRole('textbox', { name: 'Câu hỏi của bạn' })
  const launcher = widget.getByRole('button', { name: /Hỏi trợ lý/ })
  await box.or(launcher).first().waitFor()
  if (!(await box.isVisible())) await launcher.click()
  await box.waitFor()
  return widget
}

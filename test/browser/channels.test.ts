import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumMissing } from '../support/chromium.ts'
import { type ConsoleDesk, openConsoleDesk } from '../support/console-desk.ts'

describe.skipIf(chromiumMissing !== '')(`the page “Kênh”, in Chromium${chromiumMissing}`, () => {
  let desk: ConsoleDesk
  beforeAll(async () => {
    desk = await openConsoleDesk()
  }, 120_000)
  afterAll(() => desk.stop())

  it('switches a channel on, says what is missing, and keeps a key out of sight', async () => {
    const page = await desk.openConsole('chi', '/admin/channels')
    const card = page.getByRole('article', { name: 'Kênh Zalo OA' })

    await card.getByRole('button', { name: 'Bật Zalo OA' }).click()
    await card.getByText(/Còn thiếu: ID ứng dụng, Khoá bí mật của ứng dụng/).waitFor()
    await card.getByLabel('ID ứng dụng').fill('36')
    await card.getByLabel('Khoá bí mật của ứng dụng').fill('rat-bi-mat')
    await card.getByRole('button', { name: 'Lưu Zalo OA' }).click()
    await card.getByText(/Còn thiếu: Khoá bí mật của OA/).waitFor()

    expect(await card.getByLabel('ID ứng dụng').inputValue()).toBe('36')
    expect(await card.getByLabel('Khoá bí mật của ứng dụng').inputValue()).toBe('')
    expect(await page.content()).not.toContain('rat-bi-mat')
    await page.context().close()
  }, 60_000)

  it.each([1280, 390])(
    'can be used by everybody, %i pixels wide',
    async (width) => {
      const page = await desk.openConsole('chi', '/admin/channels', { width, height: 800 })
      await page.getByRole('article', { name: 'Kênh Telegram' }).waitFor()

      await page.evaluate(axe.source)
      const faults: unknown[] = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      )

      expect(faults).toEqual([])
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect(isWide).toBe(false)
      await page.context().close()
    },
    60_000,
  )
})

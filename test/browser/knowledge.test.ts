import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { chromiumMissing } from '../support/chromium.ts'
import { type ConsoleDesk, openConsoleDesk } from '../support/console-desk.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

const widths = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
]
const guide = '/knowledge/guides/dang-ky-khai-sinh'
const question = 'Đăng ký khai sinh cho con hết bao nhiêu tiền?'

describe.skipIf(chromiumMissing !== '')(
  `the knowledge desk, in Chromium${chromiumMissing}`,
  { timeout: 180_000 },
  () => {
    const knowledge = openTemporaryFolder()
    let desk: ConsoleDesk
    let admin: Page

    beforeAll(async () => {
      copyKnowledge(knowledge.path, [
        'dang-ky-khai-sinh',
        'dang-ky-lai-khai-sinh',
        'cap-ban-sao-trich-luc-ho-tich',
      ])
      desk = await openConsoleDesk({ doors: 'real', settings: { KNOWLEDGE_DIR: knowledge.path } })
      const context = await desk.browser.newContext({
        viewport: widths[0] ?? null,
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
      })
      admin = await context.newPage()
      admin.setDefaultTimeout(60_000)
      const link = await desk.service.links.makeFirstAdminLink()
      await admin.goto(`${desk.origin}${link}`)
      await admin.getByLabel('Họ và tên').fill('Phạm Kim Chi')
      await admin.getByLabel('Thư điện tử').fill('chi@phuong.test')
      await admin.getByLabel('Mật khẩu').fill('mật khẩu của chị Chi')
      await admin.getByRole('button', { name: 'Tạo tài khoản quản trị' }).click()
      await admin.getByRole('heading', { name: 'Hộp thư' }).waitFor()
    }, 180_000)
    afterAll(async () => {
      await desk.stop()
      knowledge.remove()
    })

    it('changes a fee, shows the words, asks the draft, publishes to an open widget, and takes it back', async () => {
      const citizen = await desk.openWidget()
      citizen.setDefaultTimeout(60_000)
      const widget = citizen.locator('mot-cua-widget')
      const replies = widget.locator('.entry.answer')
      const ask = async () => {
        const before = await replies.count()
        await widget.getByRole('textbox', { name: 'Câu hỏi của bạn' }).fill(question)
        await widget.getByRole('textbox', { name: 'Câu hỏi của bạn' }).press('Enter')
        const reply = replies.nth(before)
        await reply.getByText('đồng/bản').first().waitFor()
        return await reply.innerText()
      }
      expect(await ask()).toContain('8.000 đồng/bản')

      await admin.getByRole('link', { name: 'Hướng dẫn' }).first().click()
      await admin.getByLabel('Tìm theo tên').fill('dang ky khai sinh')
      await admin.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click()
      const fee = admin.getByLabel('Mức 3: Số tiền (đồng)')
      await expectValue(fee, '8.000')
      await fee.fill('9.000')
      await admin.getByText('Đã lưu bản nháp').waitFor()

      await admin.getByRole('tab', { name: /Chỗ khác bản đang dùng/ }).click()
      const change = admin.getByRole('region', { name: 'Các mức lệ phí' })
      expect(await change.locator('del').allTextContents()).toEqual(['8.000'])
      expect(await change.locator('ins').allTextContents()).toEqual(['9.000'])

      await admin.getByRole('tab', { name: 'Hỏi thử' }).click()
      await admin.getByLabel('Câu hỏi, như người dân hỏi').fill(question)
      await admin.getByRole('button', { name: 'Hỏi thử' }).click()
      await admin
        .getByRole('region', { name: 'Đang trả lời người dân' })
        .getByText('8.000 đồng/bản')
        .waitFor()
      await admin
        .getByRole('region', { name: 'Nếu công bố bản nháp' })
        .getByText('9.000 đồng/bản')
        .waitFor()
      expect(await ask()).toContain('8.000 đồng/bản')

      await admin.getByRole('button', { name: 'Công bố…' }).click()
      const dialog = admin.getByRole('dialog')
      await dialog.getByLabel('Lý do').fill('Nghị quyết mới')
      await dialog.getByRole('button', { name: 'Công bố', exact: true }).click()
      await admin.getByText('Ấn bản 2 đang trả lời người dân').waitFor()

      const told = await ask()
      expect(told).toContain('9.000 đồng/bản')
      expect(told).not.toContain('8.000')
      expect((await lastReplyOf(citizen)).edition).toBe(2)

      await admin.getByRole('tab', { name: 'Lịch sử' }).click()
      await admin.getByRole('button', { name: 'Dùng lại ấn bản 1' }).click()
      await dialog.getByLabel('Lý do').fill('Công bố nhầm')
      await dialog.getByRole('button', { name: 'Dùng lại', exact: true }).click()
      await admin.getByText('Ấn bản 3 đang trả lời người dân').waitFor()

      expect(await ask()).toContain('8.000 đồng/bản')
      expect((await lastReplyOf(citizen)).edition).toBe(3)
    })

    it('tells of a fault while it is typed, at its field', async () => {
      await admin.goto(`${desk.origin}/console${guide}`)
      const fee = admin.getByLabel('Mức 3: Số tiền (đồng)')
      await fee.fill('tám nghìn')

      await admin.getByText(/số tiền ghi bằng số/).waitFor()

      expect(await fee.getAttribute('aria-invalid')).toBe('true')
      await fee.fill('8.000')
      await admin.getByText(/số tiền ghi bằng số/).waitFor({ state: 'detached' })
    })

    it('puts papers in order and keeps the order', async () => {
      await admin.goto(`${desk.origin}/console${guide}`)
      const second = await admin.getByLabel('Dòng 2: nội dung').inputValue()
      await admin.getByRole('button', { name: 'Dòng 3: đưa lên' }).click()
      await expectValue(admin.getByLabel('Dòng 3: nội dung'), second)
      await admin.getByText('Đã lưu bản nháp').waitFor()

      await admin.reload()

      await expectValue(admin.getByLabel('Dòng 3: nội dung'), second)
      await admin.getByRole('button', { name: 'Dòng 2: đưa xuống' }).click()
      await admin.getByText('Đã lưu bản nháp').waitFor()
    })

    it('warns of somebody else who saved, and merges', async () => {
      const other = await admin.context().newPage()
      other.setDefaultTimeout(60_000)
      for (const page of [admin, other]) {
        await page.goto(`${desk.origin}/console${guide}`)
        await page.getByLabel('Ai được làm').waitFor()
      }
      await other.getByLabel('Ai được làm').fill('Cha, mẹ, ông bà')
      await other.getByText('Đã lưu bản nháp').waitFor()

      await admin.getByLabel('Mở đầu').fill('Khai sinh cho trẻ mới sinh.')
      const dialog = admin.getByRole('dialog', { name: 'Có người khác cũng đang sửa' })
      await dialog
        .getByRole('group', { name: 'Ai được làm' })
        .getByRole('radio', { name: /Bản kia/ })
        .check()
      await dialog.getByRole('button', { name: 'Gộp và lưu' }).click()
      await admin.getByText('Đã lưu bản nháp').waitFor()

      await admin.reload()
      await expectValue(admin.getByLabel('Ai được làm'), 'Cha, mẹ, ông bà')
      await expectValue(admin.getByLabel('Mở đầu'), 'Khai sinh cho trẻ mới sinh.')
      await other.close()
    })

    it.each(widths)('is free of serious faults for axe at $width px', async (viewport) => {
      await admin.setViewportSize(viewport)
      const faults: string[] = []
      const look = async (name: string) => {
        for (const fault of await seriousFaults(admin)) faults.push(`${name}: ${fault}`)
        const folder = process.env.SCREENSHOTS
        if (!folder) return
        const path = join(folder, `${name}-${viewport.width}.png`)
        writeFileSync(path, await admin.screenshot({ fullPage: true }))
      }
      const screens = [
        ['list', '/knowledge', 'Hướng dẫn thủ tục'],
        ['gaps', '/knowledge/gaps', 'Còn thiếu'],
        ['ward', '/knowledge/ward', 'Hồ sơ đơn vị'],
        ['folder', '/knowledge/folder', 'Thư mục, quy tắc'],
        ['guide', guide, 'Đăng ký khai sinh'],
      ] as const
      for (const [name, path, heading] of screens) {
        await admin.goto(`${desk.origin}/console${path}`)
        await admin.getByRole('heading', { level: 1, name: heading }).waitFor()
        await admin.getByText('Đang tải…').waitFor({ state: 'detached' })
        await look(name)
      }
      await admin.getByLabel('Mở đầu').fill(`Khai sinh cho trẻ, xem ở ${viewport.width} điểm ảnh.`)
      await admin.getByText('Đã lưu bản nháp').waitFor()
      for (const [name, tab] of [
        ['preview', 'Xem trước'],
        ['changes', /Chỗ khác/],
        ['try', 'Hỏi thử'],
        ['history', 'Lịch sử'],
      ] as const) {
        await admin.getByRole('tab', { name: tab }).click()
        await admin
          .getByRole('tabpanel')
          .getByRole('heading', { level: 2 })
          .or(admin.getByRole('tabpanel').getByRole('heading', { level: 3 }))
          .first()
          .waitFor()
        await look(name)
      }
      await admin.getByRole('button', { name: 'Công bố…' }).click()
      await admin.getByRole('dialog').waitFor()
      await look('publish')

      expect(faults).toEqual([])
    })
  },
)

async function expectValue(field: ReturnType<Page['getByLabel']>, value: string): Promise<void> {
  await field.waitFor()
  await expect.poll(() => field.inputValue(), { timeout: 30_000 }).toBe(value)
}

/** The last reply that the citizen's own conversation holds, as the API tells it. */
async function lastReplyOf(page: Page): Promise<{ edition: number }> {
  return await page.evaluate(async () => {
    const { session } = JSON.parse(localStorage.getItem(`mot-cua:${location.origin}`) ?? '')
    const response = await fetch(`/api/v1/conversations/${session.id}`, {
      headers: { Authorization: `Bearer ${session.token}` },
    })
    const { messages } = await response.json()
    return messages.at(-1).reply
  })
}

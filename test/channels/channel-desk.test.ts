import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/adapters/database.ts'
import type { ChannelView } from '../../src/staff/channel-desk.ts'
import { startTelegramDouble, telegramToken } from '../protocol/telegram-double.ts'
import { type ChatDesk, openChatDesk } from '../support/chat-desk.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe('the page “Kênh”', () => {
  let desk: ChatDesk
  let telegram: Awaited<ReturnType<typeof startTelegramDouble>>
  beforeAll(async () => {
    telegram = await startTelegramDouble()
    desk = await openChatDesk({ TELEGRAM_API_ROOT: telegram.url })
    telegram.sendTo(desk.hook('telegram'))
  })
  afterAll(async () => {
    await desk.stop()
    await telegram.stop()
  })

  const put = async (body: unknown) => {
    const answer = await desk.chi.call('PUT', '/channels/telegram', body)
    const text = await answer.text()
    return { status: answer.status, text, views: answer.ok ? JSON.parse(text).channels : [] }
  }
  const viewOf = (views: ChannelView[]) => views.find(({ channel }) => channel === 'telegram')

  it('is for admins alone', async () => {
    expect((await desk.lan.call('GET', '/channels')).status).toBe(403)
    expect((await desk.lan.call('PUT', '/channels/telegram', { isEnabled: true })).status).toBe(403)
    expect((await desk.chi.call('PUT', '/channels/fax', { isEnabled: true })).status).toBe(404)
  })

  it('says what is missing, and opens the channel when it is there', async () => {
    const before = await put({ isEnabled: true, fields: { mode: 'webhook' } })
    expect(viewOf(before.views)).toMatchObject({ isOpen: false, missing: ['botToken'] })

    const after = await put({ secrets: { botToken: telegramToken } })
    await telegram.untilCalled((calls) => calls.find(({ method }) => method === 'setWebhook'))
    const health = await desk.chi.call('GET', '/channels/telegram/health')

    expect(viewOf(after.views)).toMatchObject({
      isOpen: true,
      missing: [],
      secrets: { botToken: true, webhookSecret: false },
    })
    expect(await health.json()).toMatchObject({
      name: '@mot_cua_bot',
      webhook: { isOurs: true },
      error: null,
    })
  })

  it('never shows a secret again, and keeps none as it is', async () => {
    const { text } = await put({ isEnabled: true })
    const { database } = openDatabase(desk.service.databaseUrl)
    const secrets = await database.selectFrom('channel_secrets').selectAll().execute()
    const audit = await database.selectFrom('audit').selectAll().execute()
    await database.destroy()
    const [, secret = ''] = telegramToken.split(':')

    expect(text).not.toContain(secret)
    expect(secrets).toHaveLength(1)
    expect(JSON.stringify(secrets)).not.toContain(secret)
    expect(JSON.stringify(audit)).toContain('change-channel')
    expect(JSON.stringify(audit)).not.toContain(secret)
  })

  it('lets nobody send the secrets elsewhere by another address', async () => {
    const { views } = await put({ fields: { apiRoot: 'https://evil.example' } })
    const health = await desk.chi.call('GET', '/channels/telegram/health')

    expect(viewOf(views)?.fields).toEqual({ mode: 'webhook' })
    expect(await health.json()).toMatchObject({ name: '@mot_cua_bot' })
  })

  it('answers the admin who tries the channel, and shows that something came and went', async () => {
    const { views } = await put({ isEnabled: true })
    await telegram.citizen(9).says(viewOf(views)?.testCode ?? '')

    expect(await telegram.citizen(9).reads(/Kênh này đang hoạt động/)).toBeDefined()
    await desk.service.chats.idle()
    const after = viewOf((await put({ isEnabled: true })).views)
    expect(after?.lastInAt).not.toBeNull()
    expect(after?.lastOutAt).not.toBeNull()
  })

  it('tells of a token that is wrong', async () => {
    await put({ secrets: { botToken: '123456:wrong' } })
    const health = await desk.chi.call('GET', '/channels/telegram/health')

    expect(await health.json()).toMatchObject({ name: null, error: '401: Unauthorized' })
    await put({ secrets: { botToken: telegramToken } })
  })

  it('takes no updates while the channel is off', async () => {
    await put({ isEnabled: false })

    expect((await desk.hook('telegram')('{}', {})).status).toBe(404)
  })
})

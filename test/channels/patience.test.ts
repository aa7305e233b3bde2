import { Api } from 'grammy'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { requestJson } from '../../src/channels/provider-request.ts'
import { createTelegramSender } from '../../src/channels/telegram/sender.ts'
import { serveDouble } from '../protocol/double-server.ts'

const patienceMs = 2000

let stop: () => Promise<void> = async () => undefined
afterEach(() => stop())

/** A provider that takes a request just before the process stands still for longer than we have patience. */
async function standsStill() {
  let taken = 0
  const app = new Hono().post('*', (c) => {
    taken += 1
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patienceMs * 1.25)
    return c.json({ ok: true, result: { message_id: 7 } })
  })
  const server = await serveDouble(app)
  stop = server.stop
  return { url: server.url, taken: () => taken }
}

/** A provider that takes a request and never says so. */
async function staysSilent() {
  const server = await serveDouble(new Hono().post('*', () => new Promise<Response>(() => {})))
  stop = server.stop
  return server.url
}

const send = async (url: string) => {
  const sender = createTelegramSender(new Api('1:a', { apiRoot: url }), undefined, patienceMs)
  const text = 'Chào bạn'
  const [piece] = sender.pieces({ language: 'vi', text, citations: [], buttons: [], marks: [] })
  return await piece?.('7')
}

describe('a request whose answer comes while the process stands still', () => {
  it('is known to have arrived, on Telegram', async () => {
    const provider = await standsStill()

    expect(await send(provider.url)).toEqual({ kind: 'sent', providerId: '7' })
    expect(provider.taken()).toBe(1)
  })

  it('is known to have arrived, on Zalo', async () => {
    const provider = await standsStill()

    const answer = await requestJson('Zalo', provider.url, { method: 'POST' }, patienceMs)

    expect(answer.status).toBe(200)
  })
})

describe('a request without an answer', () => {
  it('ends, and nobody knows whether it arrived, on Telegram', async () => {
    expect(await send(await staysSilent())).toMatchObject({ kind: 'unsure' })
  })

  it('ends, and nobody knows whether it arrived, on Zalo', async () => {
    const request = requestJson('Zalo', await staysSilent(), { method: 'POST' }, patienceMs)

    await expect(request).rejects.toMatchObject({ kind: 'no-answer' })
  })
})

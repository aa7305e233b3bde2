import { describe, expect, it } from 'vitest'
import type { Progress } from '../../src/ui/widget/client.ts'
import type { LiveEvent } from '../../src/ui/widget/live-events.ts'
import { aReply, events, opened, openFakeService, problem } from './fake-service.ts'

const message = { text: 'Khai sinh mất bao nhiêu tiền?', clientMessageId: 'wm_1' }
const offline = () => new TypeError('Failed to fetch')

describe('send', () => {
  it('opens a conversation, streams, and gives the reply', async () => {
    const { client, calls } = openFakeService(
      opened(),
      events(
        ['status', { state: 'searching' }],
        ['delta', { text: 'Miễn ' }],
        ['delta', { text: 'phí.' }],
        ['reply', aReply()],
      ),
    )

    const progress: Progress[] = []
    const reply = await client.send(message, (step) => progress.push(step))

    expect(reply).toMatchObject({ id: 'rpl_1', text: 'Miễn phí.', edition: '3' })
    expect(progress).toEqual([
      { type: 'status', state: 'searching' },
      { type: 'delta', text: 'Miễn ' },
      { type: 'delta', text: 'phí.' },
    ])
    expect(calls.map(({ path }) => path)).toEqual([
      '/api/v1/conversations',
      '/api/v1/conversations/cnv_1/messages',
    ])
    expect(calls[1]).toMatchObject({ body: message, headers: { authorization: 'Bearer secret' } })
  })

  it('stays in the conversation, after a reload too', async () => {
    const service = openFakeService(
      opened(),
      events(['reply', aReply()]),
      events(['reply', aReply()]),
    )

    await service.client.send(message, () => undefined)
    await service.client.send({ ...message, clientMessageId: 'wm_2' }, () => undefined)

    expect(service.calls).toHaveLength(3)
    expect(service.openStore().read().session).toEqual({ id: 'cnv_1', token: 'secret' })
  })

  it('takes a plain JSON reply as well', async () => {
    const { client } = openFakeService(opened(), Response.json(aReply({ kind: 'clarify' })))

    expect(await client.send(message, () => undefined)).toMatchObject({ kind: 'clarify' })
  })

  it('sends the same message again after the network failed, and says so', async () => {
    const { client, calls, waitsMs } = openFakeService(
      offline(),
      opened(),
      offline(),
      events(['reply', aReply()]),
    )

    const progress: Progress[] = []
    await client.send(message, (step) => progress.push(step))

    expect(progress).toEqual([{ type: 'retry' }, { type: 'retry' }])
    expect(waitsMs).toEqual([1000, 3000])
    expect(calls.slice(2).map(({ body }) => body)).toEqual([message, message])
  })

  it('sends again when the stream breaks off before the reply', async () => {
    const { client } = openFakeService(
      opened(),
      events(['delta', { text: 'Miễn' }]),
      events(['error', { status: 500, detail: 'Failed.' }]),
      events(['reply', aReply()]),
    )

    expect(await client.send(message, () => undefined)).toMatchObject({ id: 'rpl_1' })
  })

  it('waits as long as the service asks', async () => {
    const busy = new Response('', { status: 429, headers: { 'Retry-After': '20' } })
    const { client, waitsMs } = openFakeService(opened(), busy, events(['reply', aReply()]))

    await client.send(message, () => undefined)

    expect(waitsMs).toEqual([20_000])
  })

  it('gives up at once on a message the service will never take', async () => {
    const { client, calls } = openFakeService(opened(), problem(422))

    await expect(client.send(message, () => undefined)).rejects.toMatchObject({ status: 422 })
    expect(calls).toHaveLength(2)
  })

  it('gives up after the last retry', async () => {
    const { client, waitsMs } = openFakeService(...Array.from({ length: 5 }, offline))

    await expect(client.send(message, () => undefined)).rejects.toThrow('Failed to fetch')
    expect(waitsMs).toHaveLength(4)
  })

  it('starts a new conversation, once, when the old one is gone', async () => {
    const { client, store, calls } = openFakeService(problem(404), opened(), problem(404))
    store.change({ session: { id: 'cnv_0', token: 'old' } })

    await expect(client.send(message, () => undefined)).rejects.toMatchObject({ status: 404 })
    expect(calls.map(({ path }) => path)).toEqual([
      '/api/v1/conversations/cnv_0/messages',
      '/api/v1/conversations',
      '/api/v1/conversations/cnv_1/messages',
    ])
  })
})

describe('restore', () => {
  it('brings back the turns of the kept conversation', async () => {
    const turn = {
      id: 'msg_1',
      text: 'Chào',
      at: '2026-11-24T02:00:00Z',
      reply: aReply(),
      feedback: 'up',
    }
    const { client, store } = openFakeService(Response.json({ id: 'cnv_1', messages: [turn] }))
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    expect(await client.restore()).toMatchObject({
      turns: [{ text: 'Chào', feedback: 'up' }],
    })
  })

  it('asks nobody when there is none', async () => {
    const { client, calls } = openFakeService()

    expect(await client.restore()).toBeNull()
    expect(calls).toEqual([])
  })

  it.each([401, 404])('forgets the conversation on %i', async (status) => {
    const { client, store } = openFakeService(problem(status))
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    expect(await client.restore()).toBeNull()
    expect(store.read().session).toBeNull()
  })

  it('keeps the conversation when only the network failed', async () => {
    const { client, store } = openFakeService(offline())
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    await expect(client.restore()).rejects.toThrow()
    expect(store.read().session).not.toBeNull()
  })
})

describe('rate', () => {
  it('sends the value, and the words when there are any', async () => {
    const done = () => new Response(null, { status: 204 })
    const { client, store, calls } = openFakeService(done(), done())
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    await client.rate('rpl_1', 'up')
    await client.rate('rpl_1', 'down', 'thiếu lệ phí')

    expect(calls.map(({ body }) => body)).toEqual([
      { value: 'up' },
      { value: 'down', comment: 'thiếu lệ phí' },
    ])
    expect(calls[0]?.path).toBe('/api/v1/conversations/cnv_1/replies/rpl_1/feedback')
  })
})

describe('follow', () => {
  it('hears staff and ticket, resumes after the last event, and ends with the conversation', async () => {
    const staff = { name: 'Nguyễn Thị Lan', title: 'Cán bộ hộ tịch' }
    const queue = { place: 2, minutes: [5, 10], nextOpening: null }
    const { client, store, calls } = openFakeService(
      events(
        ['ticket', { number: 'A1', state: 'new', queue, staff: null }, '1'],
        ['typing', {}, '2'],
      ),
      events(['message', { id: 'stf_1', text: 'Chào bạn', staff }, '3']),
      problem(404),
    )
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    const heard: LiveEvent[] = []
    client.follow((event) => heard.push(event))
    await expect.poll(() => calls.length).toBe(3)

    expect(heard).toEqual([
      {
        type: 'ticket',
        ticket: {
          number: 'A1',
          state: 'new',
          queue: { place: '2', minutes: ['5', '10'], nextOpening: '' },
          official: null,
        },
      },
      { type: 'typing' },
      { type: 'message', message: { id: 'stf_1', text: 'Chào bạn', from: staff, at: null } },
    ])
    expect(calls.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', '3'])
    expect(calls[0]?.headers.authorization).toBe('Bearer secret')
  })
})

import { describe, expect, it } from 'vitest'
import { createChat } from '../../src/ui/widget/chat.ts'
import { aReply, events, opened, openFakeService, problem } from './fake-service.ts'

function openChat(...answers: Parameters<typeof openFakeService>) {
  const service = openFakeService(...answers)
  let count = 0
  const newMessageId = () => {
    count += 1
    return `wm_${count}`
  }
  const chat = createChat({ ...service, newMessageId, onChange: () => undefined })
  const shown = () =>
    chat.state().entries.map((entry) => (entry.kind === 'reply' ? entry.reply.text : entry.text))
  return { ...service, chat, shown }
}

describe('createChat', () => {
  it('shows what was asked at once and the reply when it comes', async () => {
    const { chat, shown } = openChat(opened(), events(['reply', aReply()]), problem(404))

    chat.send(' Lệ phí? ')
    expect(shown()).toEqual(['Lệ phí?'])

    await expect.poll(shown).toEqual(['Lệ phí?', 'Miễn phí.'])
    expect(chat.state()).toMatchObject({ phase: 'idle', draft: '' })
  })

  it('keeps a message that could not be sent and sends it again when asked', async () => {
    const { chat, store } = openChat(
      opened(),
      problem(422),
      events(['reply', aReply()]),
      problem(404),
    )

    chat.send('Lệ phí?')
    await expect.poll(() => chat.state().entries).toMatchObject([{ hasFailed: true }])
    expect(store.read().pending).toEqual([{ text: 'Lệ phí?', clientMessageId: 'wm_1' }])

    chat.resend('wm_1')
    await expect.poll(() => chat.state().entries.length).toBe(2)
    expect(store.read().pending).toEqual([])
  })

  it('after a reload brings back the turns and sends what was still waiting', async () => {
    const turn = {
      id: 'msg_1',
      text: 'Chào',
      at: '2026-11-24T02:00:00Z',
      reply: null,
      feedback: null,
    }
    const { chat, store, shown, calls } = openChat(
      Response.json({ id: 'cnv_1', messages: [turn, { ...turn, id: 'msg_2', text: 'Lệ phí?' }] }),
      problem(404),
      events(['reply', aReply()]),
    )
    store.change({
      session: { id: 'cnv_1', token: 'secret' },
      pending: [{ text: 'Lệ phí?', clientMessageId: 'wm_old' }],
    })

    await chat.start()

    await expect.poll(shown).toEqual(['Chào', 'Lệ phí?', 'Miễn phí.'])
    expect(calls.at(-1)?.body).toEqual({ text: 'Lệ phí?', clientMessageId: 'wm_old' })
  })

  it('counts staff messages as unread and shows each once', async () => {
    const staff = { id: 'stf_1', text: 'Chào bạn', staff: { name: 'Lan', title: '' } }
    const { chat, store, shown } = openChat(
      Response.json({ id: 'cnv_1', messages: [] }),
      events(['message', staff, '1'], ['message', staff, '2']),
      problem(404),
    )
    store.change({ session: { id: 'cnv_1', token: 'secret' } })

    await chat.start()

    await expect.poll(shown).toEqual(['Chào bạn'])
    expect(chat.state().unreadCount).toBe(1)
  })

  it('does not count a staff message again that was read before the reload', async () => {
    const staff = { id: 'stf_1', text: 'Chào bạn', staff: { name: 'Lan', title: '' } }
    const { chat, store, shown } = openChat(
      Response.json({ id: 'cnv_1', messages: [] }),
      events(['message', staff, '1']),
      problem(404),
    )
    store.change({ session: { id: 'cnv_1', token: 'secret' }, readIds: ['stf_1'] })

    await chat.start()

    await expect.poll(shown).toEqual(['Chào bạn'])
    expect(chat.state().unreadCount).toBe(0)
  })

  it('does not ask again what was answered while the page was gone', async () => {
    const turn = { id: 'msg_1', text: 'Lệ phí?', at: '2026-11-24T02:00:00Z', feedback: null }
    const { chat, store, shown } = openChat(
      Response.json({ id: 'cnv_1', messages: [{ ...turn, reply: aReply() }] }),
      problem(404),
    )
    store.change({
      session: { id: 'cnv_1', token: 'secret' },
      pending: [{ text: 'Lệ phí?', clientMessageId: 'wm_old' }],
    })

    await chat.start()

    expect(shown()).toEqual(['Lệ phí?', 'Miễn phí.'])
    expect(store.read().pending).toEqual([])
  })

  it('listens to the new conversation when the old one is gone', async () => {
    const staff = { id: 'stf_1', text: 'Chào bạn', staff: { name: 'Lan', title: '' } }
    const { chat, store, shown } = openChat(
      Response.json({ id: 'cnv_0', messages: [] }),
      problem(404), // events of the old one
      problem(404), // the message to the old one
      opened(),
      events(['reply', aReply()]),
      events(['message', staff, '1']),
      problem(404),
    )
    store.change({ session: { id: 'cnv_0', token: 'old' } })

    await chat.start()
    chat.send('Lệ phí?')

    await expect.poll(shown).toEqual(['Lệ phí?', 'Miễn phí.', 'Chào bạn'])
  })

  it('after erasing forgets the conversation and lets nothing of it come back', async () => {
    const { chat, store, calls } = openChat(opened(), events(['reply', aReply()]))

    chat.send('Lệ phí?')
    chat.erase()
    await new Promise((resolve) => setTimeout(resolve))

    expect(calls).toEqual([])
    expect(chat.state().entries).toEqual([])
    expect(store.read().pending).toEqual([])
  })
})

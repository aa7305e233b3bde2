import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import * as schema from '../../src/channels/web-api-schema.ts'
import { defaultDeskSettings } from '../../src/handoff/desk-settings.ts'
import { ticketSequence } from '../../src/handoff/ticket.ts'
import { isProblem, type TicketAction, type Who } from '../../src/handoff/ticket-life.ts'
import type { WireOptions } from '../../src/wire.ts'
import { handTimer } from '../fakes/timer.ts'
import { type Citizen, type CitizenReply, startConversation } from '../support/citizen.ts'
import { copyKnowledge } from '../support/knowledge-folder.ts'
import { firstEvents } from '../support/read-events.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

// Each test starts a whole service.
vi.setConfig({ testTimeout: 60_000 })

const birthQuestion = 'Đăng ký khai sinh cho con cần giấy tờ gì?'
const marriageQuestion = 'Đăng ký kết hôn cần giấy tờ gì?'
const askPerson = 'Tôi muốn gặp cán bộ'
const an: Who = { kind: 'staff', id: 'an' }
const noon = new Date('2026-11-24T03:00:00Z').getTime()

const knowledge = openTemporaryFolder()
beforeAll(() => copyKnowledge(knowledge.path, ['dang-ky-khai-sinh', 'dang-ky-ket-hon']))
afterAll(knowledge.remove)

/** A desk whose clock the test sets. */
async function openDesk(settings: Record<string, string> = {}, options: WireOptions = {}) {
  let minutes = 0
  const clock = () => new Date(noon + minutes * 60_000)
  const service = await startService(
    { KNOWLEDGE_DIR: knowledge.path, ...settings },
    { clock, ...options },
  )
  onTestFinished(() => service.stop())
  return {
    service,
    newCitizen: () => startConversation((path, init) => service.app.request(path, init)),
    passMinutes: (count: number) => {
      minutes += count
    },
  }
}

const sequenceOf = (reply: CitizenReply) => ticketSequence(reply.ticket?.number ?? '') ?? 0

/** As an official would, at the desk. */
async function act(service: StartedService, reply: CitizenReply, action: TicketAction, who = an) {
  const outcome = await service.tickets.act(sequenceOf(reply), action, who, new Date(noon))
  if (isProblem(outcome)) throw new Error(outcome.problem)
  return outcome.ticket
}

const answer = (service: StartedService, reply: CitizenReply, text: string) =>
  service.relayStaffReply({
    sequence: sequenceOf(reply),
    staffId: 'an',
    text,
    citations: [],
    clientMessageId: text,
  })

const codeIn = (reply: CitizenReply) =>
  /Mã nhận câu trả lời: \*\*(\S+ \S+)\*\*/.exec(reply.text)?.[1]

describe('what goes to a person', () => {
  it('carries what an official needs, and tells the citizen what comes next', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    await citizen.ask(birthQuestion)

    const reply = await citizen.ask('Hồ sơ của tôi nộp tháng trước sao chưa có')

    const ticket = await service.tickets.find(sequenceOf(reply))
    expect(ticket).toMatchObject({
      reason: 'own-case',
      state: 'new',
      priority: 0,
      field: 'Hộ tịch',
    })
    expect(ticket?.summary.split('\n')).toHaveLength(2)
    expect(ticket?.summary).toContain('nộp tháng trước sao chưa có')
    expect(ticket?.evidence.guides.length).toBeGreaterThan(0)
    expect(ticket?.dueFirstAt).toBeInstanceOf(Date)
    expect(reply.text).toContain(ticket?.number)
    expect(codeIn(reply)).toMatch(/^[A-Z0-9]{3} [A-Z0-9]{3}$/)
    expect(reply.text).toContain('không bắt buộc')
  })

  it('is about what its own words name, whatever was asked before', async () => {
    const { service, newCitizen } = await openDesk({ KNOWLEDGE_DIR: 'knowledge' })
    const handed = async (cry: string) => {
      const citizen = await newCitizen()
      await citizen.ask(birthQuestion)
      return await service.tickets.find(sequenceOf(await citizen.ask(cry)))
    }

    expect(await handed('Sổ đỏ nhà tôi bị sai tên, xin gặp cán bộ')).toMatchObject({
      reason: 'asks-person',
      field: 'Đất đai',
    })
    expect(await handed('Cho tôi gặp cán bộ')).toMatchObject({ field: 'Hộ tịch' })
  })

  it('an emergency: first, with whom to call', async () => {
    const { service, newCitizen } = await openDesk()

    const reply = await (await newCitizen()).ask('nhà hàng xóm đang cháy, cứu với, gọi cấp cứu gấp')

    for (const number of ['113', '114', '115']) expect(reply.text).toContain(number)
    expect(await service.tickets.find(sequenceOf(reply))).toMatchObject({ priority: 2 })
  })

  it('a citizen the bot has asked back twice without understanding', async () => {
    const { newCitizen } = await openDesk()
    const citizen = await newCitizen()

    const kinds: string[] = []
    for (const text of ['làm giấy tờ', 'giấy tờ ấy', 'giấy đó đó']) {
      kinds.push((await citizen.ask(text)).kind)
    }

    expect(kinds.slice(0, 2)).not.toContain('handoff')
    expect(kinds[2]).toBe('handoff')
  })

  it('a citizen who says twice that a reply was no help, and says so at once', async () => {
    const { newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const replies = [await citizen.ask(birthQuestion), await citizen.ask('thế còn lệ phí?')]

    for (const { id } of replies) await citizen.post(`/replies/${id}/feedback`, { value: 'down' })

    const { ticket, staffMessages } = await citizen.read()
    expect(ticket).toMatchObject({ state: 'new', queue: { place: 1 } })
    expect(staffMessages[0]).toMatchObject({ staff: null })
    expect(staffMessages[0]?.text).toContain(ticket?.number)
  })

  it('not twice for the same words', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()

    const replies = await Promise.all(Array.from({ length: 4 }, () => citizen.ask(askPerson)))

    expect(new Set(replies.map(({ ticket }) => ticket?.number)).size).toBe(1)
    expect(await service.tickets.queue()).toHaveLength(1)
  })

  it('not again for old words once an official has given it back', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })
    await act(service, handed, { type: 'return-to-bot' })

    expect(await citizen.ask(birthQuestion)).toMatchObject({ kind: 'answer', ticket: null })
  })
})

describe('while an official has the conversation', () => {
  it('the bot leaves the answer to the official, whatever is asked', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })

    for (const text of [birthQuestion, 'thế còn lệ phí?', 'xin chào', askPerson]) {
      const reply = await citizen.ask(text)
      expect(reply, text).toMatchObject({ kind: 'handoff', citations: [], procedure: null })
      expect(reply.text, text).toContain('đang trả lời bạn')
      expect(reply.ticket?.number).toBe(handed.ticket?.number)
    }
  })

  it('but still says whom to call in an emergency', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    await act(service, await citizen.ask(askPerson), { type: 'claim' })

    expect((await citizen.ask('em muốn tự tử')).text).toContain('115')
  })

  it('the bot never speaks over one who claims while it is answering', async () => {
    let claimNow = async () => undefined as unknown
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    const { finish } = service.store
    claimNow = async () => await act(service, handed, { type: 'claim' })
    // The official is quicker than the turn that has just been made for the queue.
    service.store.finish = async (turn) => {
      service.store.finish = finish
      await claimNow()
      return await finish(turn)
    }

    const reply = await citizen.ask(birthQuestion)

    expect(reply).toMatchObject({ kind: 'handoff', procedure: null })
  })
})

describe('an official’s reply', () => {
  it('reaches a citizen who listens and one who comes back, once each', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })
    const listening = firstEvents(await citizen.get('/events'), 3)
    await answer(service, handed, 'Mời bạn đến quầy 2.')
    await answer(service, handed, 'Mời bạn đến quầy 2.')

    const events = await listening
    const message = events.find(({ event }) => event === 'message')
    expect(schema.staffMessage.parse(message?.data).text).toBe('Mời bạn đến quầy 2.')
    expect((await citizen.read()).staffMessages.map(({ text }) => text)).toEqual([
      'Mời bạn đến quầy 2.',
    ])
  })

  it('waits for whoever has the code, with the phone’s last digits when one was left', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })
    await answer(service, handed, 'Hồ sơ đã xong.')
    const pickUp = async (body: object) =>
      await service.app.request('/api/v1/pick-up', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const code = codeIn(handed)?.toLowerCase()

    const open = schema.pickedUp.parse(await (await pickUp({ code })).json())
    expect(open.answers.map(({ text }) => text)).toEqual(['Hồ sơ đã xong.'])

    const left = await citizen.post('/contact', { phone: '0912 345 678', consent: true })
    expect(left.status).toBe(204)
    expect((await pickUp({ code })).status).toBe(403)
    expect((await pickUp({ code, secondFactor: '1234' })).status).toBe(403)
    expect((await pickUp({ code, secondFactor: '5678' })).status).toBe(200)
    const guesses = await Promise.all(Array.from({ length: 12 }, () => pickUp({ code: 'AAAAAA' })))
    expect(guesses.map(({ status }) => status)).toContain(429)
  })

  it('asks nobody for a number without consent', async () => {
    const { newCitizen } = await openDesk()
    const citizen = await newCitizen()
    await citizen.ask(askPerson)

    expect((await citizen.post('/contact', { phone: '0912345678' })).status).toBe(400)
  })
})

describe('after the resolution', () => {
  it('thanks and new matters are the bot’s, what is still open is the official’s', async () => {
    const { service, newCitizen } = await openDesk()
    const citizen = await newCitizen()
    await citizen.ask(birthQuestion)
    const handed = await citizen.ask('Hồ sơ của tôi nộp tháng trước sao chưa có')
    await act(service, handed, { type: 'claim' })
    await act(service, handed, { type: 'resolve', closingNote: '' })
    expect((await citizen.post('/rating', { value: 5 })).status).toBe(204)

    expect((await citizen.ask('cảm ơn nhé')).kind).toBe('smalltalk')
    expect((await citizen.ask(marriageQuestion)).kind).toBe('answer')
    const reopened = await citizen.ask('Hồ sơ của tôi vẫn chưa thấy đâu')

    expect(reopened).toMatchObject({ kind: 'handoff', ticket: { number: handed.ticket?.number } })
    expect(await service.tickets.find(sequenceOf(handed))).toMatchObject({
      state: 'claimed',
      reopened: 1,
      rating: { value: 5 },
    })
  })

  it('a ticket closes by itself, and then a new one is opened', async () => {
    const { service, newCitizen, passMinutes } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })
    await act(service, handed, { type: 'resolve', closingNote: '' })
    passMinutes(8 * 24 * 60)

    await service.tendDesk()

    expect((await service.tickets.find(sequenceOf(handed)))?.state).toBe('closed')
    expect((await citizen.ask(askPerson)).ticket?.number).not.toBe(handed.ticket?.number)
  })
})

describe('an official who goes', () => {
  it('strands nobody: the ticket is back in the queue, and another can take it', async () => {
    const { service, newCitizen, passMinutes } = await openDesk()
    const citizen = await newCitizen()
    const handed = await citizen.ask(askPerson)
    await act(service, handed, { type: 'claim' })
    await service.tendDesk()
    expect((await citizen.read()).ticket?.state).toBe('claimed')
    passMinutes(11)

    await service.tendDesk()

    expect((await citizen.read()).ticket).toMatchObject({ state: 'new', queue: { place: 1 } })
    await act(service, handed, { type: 'claim' }, { kind: 'staff', id: 'binh' })
  })
})

describe('where the ward looks first', () => {
  const rule = (mode: 'reviewed' | 'staff-only') => ({
    ...defaultDeskSettings.approval,
    fields: { 'Hộ tịch': mode },
  })

  it('an answer waits for an official, and goes out by itself in the end', async () => {
    const { service, newCitizen, passMinutes } = await openDesk()
    await service.settings.write('approval', rule('reviewed'), new Date(noon))
    const citizen = await newCitizen()

    const reply = await citizen.ask(birthQuestion)

    expect(reply).toMatchObject({ kind: 'handoff', citations: [], ticket: null })
    const [draft] = await service.drafts.waiting()
    expect(draft?.reply.text).toContain('Giấy chứng sinh')
    await service.tendDesk()
    expect((await citizen.read()).staffMessages).toEqual([])
    passMinutes(15)
    await service.tendDesk()
    await service.tendDesk()
    const { staffMessages } = await citizen.read()
    expect(staffMessages.map(({ staff }) => staff)).toEqual([null])
    expect(staffMessages[0]?.text).toContain('Giấy chứng sinh')
  })

  it('officials alone answer what the ward keeps for them', async () => {
    const { service, newCitizen } = await openDesk()
    await service.settings.write('approval', rule('staff-only'), new Date(noon))

    const reply = await (await newCitizen()).ask(birthQuestion)

    expect(reply).toMatchObject({ kind: 'handoff', procedure: null, citations: [] })
    const ticket = await service.tickets.find(sequenceOf(reply))
    expect(ticket).toMatchObject({ reason: 'staff-only', field: 'Hộ tịch' })
    expect(ticket?.evidence.draft).toContain('Giấy chứng sinh')
  })
})

describe('a burst of short messages', () => {
  it('gets one reply, to all of it', async () => {
    const timer = handTimer()
    const options = { setTimer: timer.setTimer }
    const { newCitizen } = await openDesk({ BURST_MS: '1000' }, options)
    const citizen = await newCitizen()
    const pieces = ['chị ơi', 'cho em hỏi', 'làm khai sinh', 'cần gì ạ']

    const asked: Promise<CitizenReply>[] = []
    for (const [index, text] of pieces.entries()) {
      asked.push(citizen.ask(text))
      await expect.poll(() => messagesOf(citizen)).toBe(index + 1)
    }
    await expect.poll(timer.running).toBeGreaterThan(0)
    timer.pass(1000)
    const replies = await Promise.all(asked)

    expect(new Set(replies.map(({ id }) => id)).size).toBe(1)
    expect(replies[0]?.text).toContain('Giấy chứng sinh')
    expect(replies[0]).toMatchObject({ procedure: { id: 'dang-ky-khai-sinh' }, facet: 'ho_so' })
    const { messages } = await citizen.read()
    expect(messages.map(({ reply }) => reply?.id ?? null)).toEqual([
      null,
      null,
      null,
      replies[0]?.id,
    ])
    expect(messages.map(({ joinedTo }) => joinedTo === messages[3]?.id)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('does not hold up a whole question', async () => {
    const options = { setTimer: handTimer().setTimer }
    const { newCitizen } = await openDesk({ BURST_MS: '1000' }, options)

    expect((await (await newCitizen()).ask(birthQuestion)).kind).toBe('answer')
  })
})

const messagesOf = async (citizen: Citizen) => (await citizen.read()).messages.length

describe('a citizen’s file', () => {
  const upload = async (citizen: Citizen, bytes: Uint8Array<ArrayBuffer>, name: string) => {
    const body = new FormData()
    body.set('file', new File([bytes], name, { type: 'image/png' }))
    return await citizen.get('/attachments', {}, { method: 'POST', body })
  }
  const pdf = new TextEncoder().encode('%PDF-1.7 …')

  it('is kept by what it is, under a name that does no harm', async () => {
    const { newCitizen } = await openDesk()
    const citizen = await newCitizen()

    const response = await upload(citizen, pdf, '../../giấy hẹn.pdf')

    expect(response.status).toBe(201)
    const kept = schema.attachment.parse(await response.json())
    expect(kept).toMatchObject({ name: 'giấy hẹn.pdf', type: 'application/pdf' })
    expect((await citizen.read()).attachments).toEqual([kept])
  })

  it('is refused when it is neither image nor PDF, or too large', async () => {
    const { newCitizen } = await openDesk()
    const citizen = await newCitizen()
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    const large = new Uint8Array(6 * 1024 * 1024)
    large.set(pdf)

    expect((await upload(citizen, page, 'anh.png')).status).toBe(400)
    expect((await upload(citizen, large, 'to.pdf')).status).toBe(413)
    expect((await citizen.read()).attachments).toEqual([])
  })
})

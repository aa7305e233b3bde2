import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reply as replySchema } from '../../src/channels/web-api-schema.ts'
import { claimKey, claimsIn } from '../../src/language/claims.ts'
import { aKnowledgeFolder } from '../builders.ts'
import {
  type Behaviour,
  doubleKey,
  doubleModel,
  type OpenAiDouble,
  startOpenAiDouble,
} from '../protocol/openai-double.ts'
import { type Citizen, startConversation } from '../support/citizen.ts'
import { allEvents } from '../support/read-events.ts'
import { type StartedService, startService } from '../support/start-service.ts'
import { openTemporaryFolder } from '../support/temporary-folder.ts'

/** The button for the fee, which names its guide. */
const feeQuestion = 'Lệ phí: Cấp bản sao'
const truth = 'Nộp trực tiếp là 8.000 đồng/bản, áp dụng đến hết ngày 31/12/2026 [1]. '
const lies = [
  'Lệ phí nộp trực tiếp là 9.000 đồng/bản [1]. ',
  'Nộp trực tiếp thì được miễn 50% lệ phí [1]. ',
  'Bạn nộp lệ phí tại Toà án nhân dân quận [1]. ',
  'Nộp quá hạn thì mang sổ hộ khẩu photo công chứng [1]. ',
  'Hỏi tại quầy hoặc gọi 0909 123 456, trang lua-dao.top [1]. ',
  'Nộp trực tiếp không mất 8.000 đồng/bản [1]. ',
]
const invented = /9\.000|50%|toà án|hộ khẩu|công chứng|0909|lua-dao|không mất|99/iu

/** What the guide says on the fee. */
const feePassage =
  'Nộp trực tiếp: 8.000 đồng/bản (áp dụng đến hết ngày 31/12/2026)\nNộp quá hạn: thành phố quy định, hỏi tại quầy\nXin thêm bản nào trả tiền bản đó.'

describe('a turn with a language model', () => {
  const knowledge = openTemporaryFolder()
  let double: OpenAiDouble
  let patient: StartedService
  let impatient: StartedService

  beforeAll(async () => {
    for (const [name, text] of Object.entries(aKnowledgeFolder())) {
      const file = join(knowledge.path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    double = await startOpenAiDouble()
    const settings = {
      KNOWLEDGE_DIR: knowledge.path,
      LLM_BASE_URL: double.baseUrl,
      LLM_MODEL: doubleModel,
      LLM_API_KEY: doubleKey,
    }
    patient = await startService({ ...settings, LLM_TIMEOUT_MS: '60000' })
    impatient = await startService({ ...settings, LLM_TIMEOUT_MS: '150' })
  }, 60_000)
  afterAll(async () => {
    await patient.stop()
    await impatient.stop()
    await double.stop()
    knowledge.remove()
  })

  const newCitizen = (service: StartedService) =>
    startConversation((path, init) => service.app.request(path, init))

  /** Asks over server-sent events; the reply and all that was shown on the way to it. */
  async function watch(citizen: Citizen, text: string) {
    const response = await citizen.post('/messages', { text }, { Accept: 'text/event-stream' })
    const events = await allEvents(response)
    const deltas = events
      .filter(({ event }) => event === 'delta')
      .map(({ data }) => z.object({ text: z.string() }).parse(data).text)
    return { deltas, reply: replySchema.parse(events.at(-1)?.data) }
  }

  async function ask(behaviour: Behaviour, service = patient) {
    double.willBehave(behaviour)
    const citizen = await newCitizen(service)
    return await watch(citizen, feeQuestion)
  }

  /** Figures that the guide does not have, whoever wrote them. */
  function figuresOutsideTheGuide(text: string): string[] {
    const known = new Set(claimsIn(feePassage).map(claimKey))
    return claimsIn(text)
      .map(claimKey)
      .filter((key) => !known.has(key))
  }

  it('tells the citizen what the model wrote when it is true', async () => {
    const { reply, deltas } = await ask({ kind: 'says', text: truth })

    expect(reply.generatedBy).toBe('llm')
    expect(reply.text).toBe('Nộp trực tiếp là 8.000 đồng/bản, áp dụng đến hết ngày 31/12/2026.')
    expect(reply.citations.map(({ guide, section }) => `${guide}#${section}`)).toEqual([
      'cap-ban-sao#le_phi',
    ])
    expect(deltas.join('').trim()).toBe(reply.text)
  })

  it('keeps to the protocol', async () => {
    await ask({ kind: 'says', text: truth })

    expect(double.bodies.length).toBeGreaterThan(0)
    expect(double.faults).toEqual([])
  })

  it('leaves out what the model thinks aloud', async () => {
    const thoughts = '<think>Người dân hỏi phí. Có lẽ 99.000 đồng?</think>'

    const { reply, deltas } = await ask({ kind: 'says', text: `${thoughts}\n\n${truth}` })

    expect(reply.generatedBy).toBe('llm')
    expect(`${reply.text}${deltas.join('')}`).not.toMatch(/think|99/)
  })

  it('says once what the model repeats without end', async () => {
    const { reply, deltas } = await ask({ kind: 'repeats', text: truth })

    expect(reply.generatedBy).toBe('llm')
    expect(reply.text.match(/8\.000/g)).toHaveLength(1)
    expect(deltas).toHaveLength(1)
  })

  it.each(lies)('shows nothing of a lie between truths: %s', async (lie) => {
    const { reply, deltas } = await ask({
      kind: 'says',
      text: `${truth}${lie}Xin thêm bản nào trả tiền bản đó [1].`,
    })

    expect(reply.generatedBy).toBe('llm')
    expect(reply.text).toContain('8.000 đồng/bản')
    expect(`${reply.text}\n${deltas.join('\n')}`).not.toMatch(invented)
    expect(figuresOutsideTheGuide(`${reply.text}\n${deltas.join('\n')}`)).toEqual([])
  })

  it.each<[string, Behaviour]>([
    ['lies', { kind: 'says', text: lies.join('') }],
    ['says nothing', { kind: 'says', text: '' }],
    ['says white space', { kind: 'says', text: '\n \n' }],
    ['only thinks', { kind: 'says', text: `<think>${truth}</think>` }],
    ['never stops thinking', { kind: 'says', text: `<think>${truth}` }],
    ['lies without end', { kind: 'repeats', text: 'Lệ phí là 9.000 đồng ' }],
    ['sends broken JSON', { kind: 'sends-broken-json', text: truth }],
    ['drops the socket', { kind: 'drops-the-socket', text: `${truth}Lệ phí là 9` }],
    ['ends without a finish reason', { kind: 'ends-without-finish-reason', text: truth }],
    ['is cut off', { kind: 'says', text: `${truth}Nộp quá`, finishReason: 'length' }],
    ['answers 500', { kind: 'refuses', status: 500 }],
    ['answers 429', { kind: 'refuses', status: 429 }],
    ['answers 401', { kind: 'refuses', status: 401 }],
  ])('lets the guide answer when the model %s', async (_what, behaviour) => {
    const { reply, deltas } = await ask(behaviour)

    expect(reply.generatedBy).toBe('guide')
    expect(reply.text).toContain('8.000 đồng/bản')
    expect(`${reply.text}\n${deltas.join('\n')}`).not.toMatch(invented)
    expect(figuresOutsideTheGuide(`${reply.text}\n${deltas.join('\n')}`)).toEqual([])
  })

  it.each<[string, Behaviour]>([
    ['before its first byte', { kind: 'hangs-before-first-byte' }],
    ['in mid-sentence', { kind: 'hangs-in-mid-stream', text: `${truth}Lệ phí là 9` }],
  ])('lets the guide answer when the model hangs %s', async (_where, behaviour) => {
    const { reply, deltas } = await ask(behaviour, impatient)

    expect(reply.generatedBy).toBe('guide')
    expect(reply.text).toContain('8.000 đồng/bản')
    expect(`${reply.text}\n${deltas.join('\n')}`).not.toMatch(invented)
  })

  it('does not ask the model about small talk', async () => {
    const before = double.bodies.length
    const citizen = await newCitizen(patient)

    const { reply } = await watch(citizen, 'xin chào')

    expect(reply.generatedBy).toBe('guide')
    expect(double.bodies).toHaveLength(before)
  })

  it('sends the model no personal data, of this message or of earlier ones', async () => {
    double.willBehave({ kind: 'says', text: truth })
    const before = double.bodies.length
    const citizen = await newCitizen(patient)

    await citizen.ask(`${feeQuestion}`)
    await citizen.ask('lệ phí bao nhiêu, cccd 001099012345, cmnd cũ 123456789')
    await citizen.ask('lệ phí 500.000 đồng từ 01/7/2025 theo 123/2015/NĐ-CP, sđt 0912 345 678')
    await citizen.ask('lệ phí trả qua stk 19034567890123 hay thư a.nguyen@gmail.com được')
    await citizen.ask('lệ phí thế nào')

    const sent = double.bodies.slice(before)
    expect(sent).toHaveLength(5)
    for (const secret of ['001099012345', '123456789', '345 678', '1903456', 'gmail']) {
      expect(sent.join('\n')).not.toContain(secret)
    }
    const last = sent.at(-1)
    expect(last).toContain('500.000 đồng từ 01/7/2025 theo 123/2015/NĐ-CP, sđt [số điện thoại]')
    expect(last).toContain('cccd [số căn cước], cmnd cũ [số chứng minh]')
    expect(last).toContain('stk [số tài khoản] hay thư [thư điện tử]')
  })
})

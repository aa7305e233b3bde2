import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createOpenAiChatModel } from '../../src/adapters/openai-chat-model.ts'
import { UpstreamError } from '../../src/shared/errors.ts'
import {
  type Behaviour,
  doubleKey,
  doubleModel,
  type OpenAiDouble,
  startOpenAiDouble,
} from '../protocol/openai-double.ts'

const prompt = { system: 'Bạn là trợ lý.', user: 'Lệ phí bao nhiêu?' }
const never = new AbortController().signal
const sentence = 'Lệ phí là 50.000 đồng [1]. '

describe('createOpenAiChatModel', () => {
  let double: OpenAiDouble
  beforeAll(async () => {
    double = await startOpenAiDouble()
  })
  afterAll(() => double.stop())

  function aModel(settings = {}, limits = { silenceMs: 10_000 }) {
    const own = { baseUrl: double.baseUrl, model: doubleModel, apiKey: doubleKey }
    return createOpenAiChatModel({ ...own, ...settings }, limits)
  }

  /** What comes of one request, and how it ends. */
  async function write(behaviour: Behaviour, model = aModel(), signal: AbortSignal = never) {
    double.willBehave(behaviour)
    let text = ''
    try {
      for await (const chunk of model.write(prompt, signal)) text += chunk
      return { text, error: undefined }
    } catch (error) {
      return { text, error }
    }
  }

  it('streams the text as it was written', async () => {
    expect(await write({ kind: 'says', text: sentence })).toEqual({
      text: sentence,
      error: undefined,
    })
  })

  it('sends the system text, the question, the model and the key', async () => {
    await write({ kind: 'says', text: sentence })

    const sent = z
      .object({ model: z.string(), messages: z.array(z.unknown()) })
      .parse(JSON.parse(double.bodies.at(-1) ?? ''))
    expect(double.faults).toEqual([])
    expect(sent.model).toBe(doubleModel)
    expect(sent.messages).toEqual([
      { role: 'system', content: prompt.system },
      { role: 'user', content: prompt.user },
    ])
  })

  it('leaves out what the model thinks aloud, tags torn or not', async () => {
    const text = `<think>Lệ phí là 99.000 đồng? Không chắc.</think>\n${sentence}`

    expect((await write({ kind: 'says', text })).text.trim()).toBe(sentence.trim())
    expect((await write({ kind: 'says-in-chunks', chunks: [text] })).text.trim()).toBe(
      sentence.trim(),
    )
    expect((await write({ kind: 'says-in-chunks', chunks: [...text] })).text.trim()).toBe(
      sentence.trim(),
    )
  })

  it('leaves out thoughts that never end, and a closing tag that stands alone', async () => {
    expect((await write({ kind: 'says', text: `${sentence}<think>Còn gì nữa` })).text).toBe(
      sentence,
    )
    expect((await write({ kind: 'says', text: `</think>${sentence}` })).text).toBe(sentence)
  })

  it('keeps a smaller-than sign that opens no thought', async () => {
    const text = 'Trẻ <6 tuổi; a < b <th'

    expect((await write({ kind: 'says', text })).text).toBe(text)
  })

  it.each<Behaviour>([
    { kind: 'refuses', status: 500 },
    { kind: 'refuses', status: 429 },
    { kind: 'refuses', status: 401 },
    { kind: 'sends-broken-json', text: sentence },
    { kind: 'drops-the-socket', text: sentence },
    { kind: 'ends-without-finish-reason', text: sentence },
    { kind: 'says', text: sentence, finishReason: 'length' },
    { kind: 'says', text: sentence, finishReason: 'content_filter' },
  ])('fails by name when the server fails: %o', async (behaviour) => {
    const { error } = await write(behaviour)

    expect(error).toBeInstanceOf(UpstreamError)
  })

  it.each<Behaviour>([
    { kind: 'hangs-before-first-byte' },
    { kind: 'hangs-in-mid-stream', text: sentence },
  ])('fails by name when the server falls silent: %o', async (behaviour) => {
    const { error } = await write(behaviour, aModel({}, { silenceMs: 50 }))

    expect(error).toBeInstanceOf(UpstreamError)
  })

  it('asks once only, since the guide can answer meanwhile', async () => {
    const before = double.bodies.length

    await write({ kind: 'refuses', status: 500 })

    expect(double.bodies.length - before).toBe(1)
  })

  it('stops when the caller stops', async () => {
    const caller = new AbortController()
    double.willBehave({ kind: 'hangs-in-mid-stream', text: sentence })

    const reading = (async () => {
      for await (const _chunk of aModel().write(prompt, caller.signal)) caller.abort()
    })()

    await expect(reading).rejects.toBeInstanceOf(UpstreamError)
  })

  it('hangs up when the reader has had enough', async () => {
    const before = double.clientsGone()
    double.willBehave({ kind: 'repeats', text: sentence })

    for await (const _chunk of aModel().write(prompt, never)) break

    await expect.poll(() => double.clientsGone()).toBe(before + 1)
  })

  it('fails by name when nothing listens', async () => {
    const { error } = await write(
      { kind: 'says', text: '' },
      aModel({ baseUrl: 'http://127.0.0.1:1/v1' }),
    )

    expect(error).toBeInstanceOf(UpstreamError)
  })

  it('fails by name on a wrong key', async () => {
    const { error } = await write({ kind: 'says', text: sentence }, aModel({ apiKey: 'khac' }))

    expect(error).toBeInstanceOf(UpstreamError)
  })
})

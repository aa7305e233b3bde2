import { describe, expect, it } from 'vitest'
import type { ChatModel } from '../../src/answering/chat-model.ts'
import { composeWithModel } from '../../src/answering/compose-with-model.ts'
import { UpstreamError } from '../../src/shared/errors.ts'
import { aPassage } from '../builders.ts'
import { endlessModel, failingModel, sayingModel } from '../fakes/chat-model.ts'

const papers = aPassage({
  facet: 'ho_so',
  text: 'Giấy tờ nộp:\n\n- Tờ khai cấp bản sao.\n- Căn cước để xuất trình.\n\nKhông phải nộp sổ hộ khẩu.',
})
const fee = aPassage({ text: '- Lệ phí: 8.000 đồng/bản\n- Miễn lệ phí cho hộ nghèo.' })
const passages = [papers, fee]
const never = new AbortController().signal

/** Lets the model write; what was streamed and what came of it. */
async function compose(model: ChatModel, about: { question?: string; history?: string[] } = {}) {
  const { question = 'bản sao bao nhiêu tiền', history = [] } = about
  const streamed: string[] = []
  const keep = (text: string) => void streamed.push(text)
  const written = await composeWithModel(model, { question, history, passages }, never, keep)
  return { written, streamed }
}

const compositionOf = (...pieces: string[]) => compose(sayingModel(...pieces).model)

describe('composeWithModel', () => {
  it('shows a true sentence without its citation mark and says where it stands', async () => {
    const { written } = await compositionOf('Lệ phí là 8.000 đồng/bản [2].')

    expect(written).toEqual({ text: 'Lệ phí là 8.000 đồng/bản.', used: [fee] })
  })

  it('streams sentence by sentence what it shows in the end', async () => {
    const { written, streamed } = await compositionOf(
      ...'Lệ phí: 8.000 đồng/bản [2]. Miễn lệ phí cho hộ nghèo. [2]\n\nBạn nộp tờ khai cấp bản sao [1].',
    )

    expect(streamed).toHaveLength(3)
    expect(streamed.join('').trim()).toBe(written?.text)
    expect(written?.used).toEqual([fee, papers])
  })

  it('puts the guide’s own line in the place of a wrong one', async () => {
    const { written, streamed } = await compositionOf(
      'Bạn nộp tờ khai cấp bản sao [1]. Lệ phí là 9.000 đồng/bản [2].',
    )

    expect(written?.text).toBe('Bạn nộp tờ khai cấp bản sao. Lệ phí: 8.000 đồng/bản')
    expect(streamed.join('')).not.toContain('9.000')
  })

  it('leaves out a sentence that no line is near to', async () => {
    const { written } = await compositionOf(
      'Lệ phí là 8.000 đồng/bản [2]. Nhớ tới Toà án quận trước 9 giờ. Miễn lệ phí cho hộ nghèo [2].',
    )

    expect(written?.text).toBe('Lệ phí là 8.000 đồng/bản. Miễn lệ phí cho hộ nghèo.')
  })

  it('does not let a sentence lean on a passage that it cites wrongly', async () => {
    const { written } = await compositionOf('Lệ phí là 8.000 đồng/bản [1].')

    expect(written).toBeNull()
  })

  it('keeps a list and the line that opens it', async () => {
    const text = 'Bạn cần chuẩn bị:\n- Tờ khai cấp bản sao. [1]\n- Căn cước để xuất trình. [1]'

    expect((await compositionOf(text)).written?.text).toBe(
      'Bạn cần chuẩn bị:\n- Tờ khai cấp bản sao.\n- Căn cước để xuất trình.',
    )
  })

  it('keeps no opening line that turns its list round', async () => {
    const { written, streamed } = await compositionOf(
      'Bạn không cần nộp:\n- Tờ khai cấp bản sao. [1]\n- Căn cước để xuất trình. [1]',
    )

    expect(streamed.join('')).not.toContain('không cần nộp')
    expect(written?.text).not.toContain('không cần nộp')
  })

  it('gives up when more is wrong than right', async () => {
    const { written } = await compositionOf(
      'Lệ phí là 8.000 đồng/bản. Lệ phí là 9.000 đồng/bản. Hộ nghèo phải nộp lệ phí.',
    )

    expect(written).toBeNull()
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n \n'],
    ['a lone citation mark', '[1]'],
    ['an opening line and no list', 'Bạn cần chuẩn bị:'],
    ['a right line and an opening one', 'Lệ phí là 8.000 đồng/bản [2].\n\nGiấy tờ gồm:'],
  ])('gives up on %s', async (_what, text) => {
    expect((await compositionOf(text)).written).toBeNull()
  })

  it('says once what the model says again and again, and stops listening', async () => {
    const { model, pulled } = sayingModel(
      ...Array<string>(50).fill('Lệ phí là 8.000 đồng/bản [2]. '),
    )

    const { written, streamed } = await compose(model)

    expect(written?.text).toBe('Lệ phí là 8.000 đồng/bản.')
    expect(streamed).toHaveLength(1)
    expect(pulled()).toBeLessThan(10)
  })

  it('gives up on a model that does not come to an end', async () => {
    expect((await compose(endlessModel('lệ phí '))).written).toBeNull()
  })

  it('passes the failure of the model on', async () => {
    const failure = new UpstreamError('language model', new Error('gone'))

    await expect(compose(failingModel(failure, 'Lệ phí là '))).rejects.toBe(failure)
  })

  it('streams no unfinished sentence before the failure', async () => {
    const streamed: string[] = []
    const failure = new UpstreamError('language model', new Error('gone'))
    const model = failingModel(failure, 'Lệ phí là 8.000 đồng/bản. Không phải nộp', ' sổ')
    const asked = { question: 'phí', history: [], passages }

    await composeWithModel(model, asked, never, (text) => void streamed.push(text)).catch(
      () => null,
    )

    expect(streamed).toEqual(['Lệ phí là 8.000 đồng/bản. '])
  })

  it('gives the model the numbered passages, the question and what was asked before', async () => {
    const { model, prompts } = sayingModel('')

    await compose(model, { question: 'thế còn lệ phí?', history: ['xin bản sao'] })

    const [prompt] = prompts
    expect(prompt?.user).toContain(`[1]\n${papers.text}`)
    expect(prompt?.user).toContain(`[2]\n${fee.text}`)
    expect(prompt?.user).toContain('Câu hỏi: thế còn lệ phí?')
    expect(prompt?.user).toContain('- xin bản sao')
  })

  it('gives the model no personal data', async () => {
    const { model, prompts } = sayingModel('')

    await compose(model, {
      question: 'cccd 001099012345, gọi em 0912 345 678',
      history: ['thư của em là a.b@gmail.com'],
    })

    expect(prompts[0]?.user).toContain('cccd [số căn cước], gọi em [số điện thoại]')
    expect(prompts[0]?.user).toContain('thư của em là [thư điện tử]')
  })
})

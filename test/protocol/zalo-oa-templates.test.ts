import { describe, expect, it, onTestFinished } from 'vitest'
import type { Button, ChatMessage } from '../../src/channels/delivery/content.ts'
import { createZaloOaSender } from '../../src/channels/zalo-oa/sender.ts'
import { askForTokens } from '../../src/channels/zalo-oa/tokens.ts'
import { newId } from '../../src/shared/ids.ts'
import { oaApp, startZaloOaDouble } from './zalo-oa-double.ts'

const clock = () => new Date('2026-11-24T03:00:00Z')
const replyId = newId('rpl')

const choice = (label: string, index = 0): Button => ({
  label,
  text: label,
  action: { kind: 'option', replyId, index },
})
const long = (name: string) => `${name} có yếu tố nước ngoài tại khu vực biên giới`
const question: ChatMessage = {
  language: 'vi',
  text: 'Bạn muốn hỏi về thủ tục nào dưới đây?',
  citations: [],
  buttons: [long('Đăng ký khai sinh'), long('Đăng ký kết hôn'), 'Gặp cán bộ'].map(choice),
  marks: [],
}

async function openSender() {
  const zalo = await startZaloOaDouble(clock)
  onTestFinished(() => zalo.stop())
  const first = { refresh_token: 'refresh-0', grant_type: 'refresh_token' }
  const { accessToken } = await askForTokens({ ...oaApp, oauthUrl: zalo.url }, first, clock)
  const citizen = zalo.citizen('u1', async () => new Response())
  const sender = createZaloOaSender({
    apiUrl: zalo.url,
    tokens: { accessToken: async () => accessToken, replace: async () => accessToken },
    publicUrl: undefined,
    hasPackage: true,
  })
  const send = async (message: ChatMessage) => {
    // They have just written: eight messages are free.
    await citizen.follows()
    const outcomes = []
    for (const piece of sender.pieces(message)) outcomes.push(await piece('u1'))
    return outcomes
  }
  return { zalo, send }
}

describe('choices of an official account', () => {
  it.each([
    ['as a list, where their names are long', [], 'list'],
    ['as buttons, where the account takes no lists', ['list'], 'buttons'],
    ['by number, where it takes no templates', ['list', 'buttons'], null],
  ] as const)('are sent %s', async (_, refused, wanted) => {
    const { zalo, send } = await openSender()
    for (const template of refused) zalo.refusedTemplates.set(template, -201)

    expect(await send(question)).toMatchObject([{ kind: 'sent' }])

    const [message] = zalo.sent
    expect(zalo.sent).toHaveLength(1)
    expect(message?.template).toBe(wanted)
    expect(message?.text).toContain(question.text)
    const names = question.buttons.map(({ label }) => label)
    if (wanted) expect(message?.buttons.map(({ title }) => title)).toEqual(names)
    else for (const name of names) expect(message?.text).toContain(name)
    expect(zalo.faults).toEqual([])
  })

  it('are buttons where their names are short', async () => {
    const { zalo, send } = await openSender()
    await send({ ...question, buttons: ['Khai sinh', 'Kết hôn'].map(choice) })

    expect(zalo.sent[0]?.template).toBe('buttons')
  })

  it('keep to the limits of a template, however many and long they are', async () => {
    const { zalo, send } = await openSender()
    const many = Array.from({ length: 12 }, (_, index) => choice(`${index} ${'ế'.repeat(130)}`))
    const texts = [question.text, 'Câu hỏi rất dài. '.repeat(40), 'Rất dài. '.repeat(700)]
    for (const text of texts) {
      for (const count of [1, 2, 4, 5, 6, 12]) {
        const message = { ...question, text, buttons: many.slice(0, count) }
        const kinds = (await send(message)).map(({ kind }) => kind)
        zalo.refusedTemplates.set('list', -201).set('buttons', -201)
        kinds.push(...(await send(message)).map(({ kind }) => kind))
        zalo.refusedTemplates.clear()
        expect(new Set(kinds)).toEqual(new Set(['sent']))
      }
    }

    expect(zalo.faults).toEqual([])
  })

  it('are not sent again when the message is refused for something else', async () => {
    const { zalo, send } = await openSender()
    zalo.failures.push({
      times: 1,
      method: 'cs',
      how: { kind: 'refuses', status: 200, body: { error: -213, message: 'not a follower' } },
    })

    expect(await send(question)).toMatchObject([{ kind: 'never', problem: 'blocked' }])
    expect(zalo.sent).toHaveLength(0)
  })
})

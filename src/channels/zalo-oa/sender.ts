import { numberedLines } from '../chat-text/numbered.ts'
import { linesToPlain } from '../chat-text/render-lines.ts'
import { splitLines } from '../chat-text/split-lines.ts'
import type { Button, ChatMessage } from '../delivery/content.ts'
import type { ChatSender, Piece, SendOutcome } from '../delivery/sender.ts'
import { buttonData } from '../intake/button-data.ts'
import { ProviderError, requestJson } from '../provider-request.ts'
import { isObject, longestZaloText, oaButtons, oaRefusal, oaWindow } from '../zalo-mapping.ts'
import type { OaTokens } from './tokens.ts'

type OaMessage = { text: string; attachment?: object }

/** Sends customer-service messages of an official account, OpenAPI v3. */
export function createZaloOaSender(deps: {
  apiUrl: string
  tokens: Pick<OaTokens, 'accessToken' | 'replace'>
  publicUrl: string | undefined
  /** The account has a package: messages past the free ones are sent, too. */
  hasPackage: boolean
}): ChatSender {
  const { apiUrl, tokens, publicUrl, hasPackage } = deps

  const request = async (accessToken: string, userId: string, message: OaMessage) => {
    const { status, body } = await requestJson(
      'Zalo',
      `${apiUrl}/v3.0/oa/message/cs`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', access_token: accessToken },
        body: JSON.stringify({ recipient: { user_id: userId }, message }),
      },
      20_000,
    )
    return { status, ...readAnswer(body) }
  }

  const send = async (userId: string, message: OaMessage): Promise<SendOutcome> => {
    try {
      const token = await tokens.accessToken()
      let answer = await request(token, userId, message)
      if (isRefusedToken(answer)) {
        answer = await request(await tokens.replace(token), userId, message)
      }
      return outcomeOf(answer)
    } catch (error) {
      if (!(error instanceof ProviderError)) return { kind: 'unsure', error: String(error) }
      const { kind, message: text } = error
      if (kind === 'answer') return { kind: 'locked-out', error: text }
      return { kind: kind === 'no-connection' ? 'later' : 'unsure', error: text }
    }
  }

  return {
    resendsWhenUnsure: false,
    pace: { perSecond: 10, perChat: { burst: 3, everyMs: 1000 } },
    window: hasPackage
      ? { answerMs: oaWindow.answerMs, messages: null }
      : { answerMs: oaWindow.freeMs, messages: oaWindow.freeMessages },

    pieces(message) {
      const buttons = buttonsOf(message)
      // Marks that have no room as buttons are typed.
      const hasMarks = message.marks.some((mark) => buttons.includes(mark))
      const rest = { ...message, buttons: [], marks: hasMarks ? [] : message.marks }
      const pages = splitLines(
        numberedLines(rest, publicUrl),
        longestZaloText,
        (page) => linesToPlain(page, publicUrl).length,
      )
      return pages.map(
        (page, index): Piece =>
          (address) => {
            const text = linesToPlain(page, publicUrl)
            const isLast = index === pages.length - 1
            return send(
              address,
              isLast && buttons.length > 0 ? withButtons(text, buttons) : { text },
            )
          },
      )
    },

    // Official accounts have nothing that shows typing.
    typing: async () => undefined,
  }
}

/** As many as there may be: choices before marks; of many choices the first ones and the last, a person. */
function buttonsOf({ buttons, marks }: ChatMessage): Button[] {
  const { most } = oaButtons
  if (buttons.length + marks.length <= most) return [...buttons, ...marks]
  if (buttons.length === 0) return marks.slice(0, most)
  return buttons.length <= most ? buttons : [...buttons.slice(0, most - 1), ...buttons.slice(-1)]
}

function withButtons(text: string, buttons: Button[]): OaMessage {
  return {
    text,
    attachment: {
      type: 'template',
      payload: {
        buttons: buttons.map(({ label, text: words, action }) => ({
          title: label.normalize('NFC').slice(0, oaButtons.longestTitle),
          // What a choice says is shown as the citizen's own words; a mark is not.
          ...(action.kind === 'option'
            ? { type: 'oa.query.show', payload: words }
            : { type: 'oa.query.hide', payload: `#${buttonData(action)}` }),
        })),
      },
    },
  }
}

type Answer = { status: number; code: number | undefined; text: string; messageId: string }

function readAnswer(body: unknown): Omit<Answer, 'status'> {
  if (!isObject(body)) return { code: undefined, text: 'no JSON', messageId: '' }
  const data = isObject(body.data) ? body.data : {}
  return {
    code: Number(body.error),
    text: String(body.message ?? ''),
    messageId: String(data.message_id ?? ''),
  }
}

const isRefusedToken = ({ status, code }: Answer) =>
  status === 401 || (code !== undefined && code !== 0 && oaRefusal(code) === 'bad-token')

/** Only 200 with `error` 0 is a success. */
function outcomeOf(answer: Answer): SendOutcome {
  const { status, code, text, messageId } = answer
  if (status === 200 && code === 0) return { kind: 'sent', providerId: messageId }
  const error = `${code ?? status}: ${text}`
  if (isRefusedToken(answer)) return { kind: 'locked-out', error }
  if (status === 429 || status >= 500 || code === undefined) return { kind: 'later', error }
  const why = oaRefusal(code)
  if (why === 'too-fast' || why === 'bad-token') return { kind: 'later', error }
  return { kind: 'never', problem: why, error }
}

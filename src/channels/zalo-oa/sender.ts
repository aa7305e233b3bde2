import type { ChatSender, Piece, SendOutcome } from '../delivery/sender.ts'
import { ProviderError, requestJson } from '../provider-request.ts'
import { isObject, isTemplateRefusal, oaRefusal, oaWindow } from '../zalo-mapping.ts'
import { type OaMessage, oaMessages } from './templates.ts'
import type { OaTokens } from './tokens.ts'

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

  /** In the first of these shapes that the account takes. */
  const sendFirst = async (
    userId: string,
    [shape = {}, ...simpler]: OaMessage[],
  ): Promise<SendOutcome> => {
    const { outcome, isTemplateRefused } = await send(userId, shape)
    if (!isTemplateRefused || simpler.length === 0) return outcome
    return await sendFirst(userId, simpler)
  }

  const send = async (userId: string, message: OaMessage) => {
    const isTemplate = message.attachment !== undefined
    try {
      const answer = await requestWithToken(userId, message)
      return {
        outcome: outcomeOf(answer),
        isTemplateRefused: isTemplate && isTemplateRefusal(answer.code),
      }
    } catch (error) {
      return { outcome: failureOf(error), isTemplateRefused: false }
    }
  }

  /** A token that is refused is renewed, once. */
  const requestWithToken = async (userId: string, message: OaMessage) => {
    const token = await tokens.accessToken()
    const answer = await request(token, userId, message)
    if (!isRefusedToken(answer)) return answer
    return await request(await tokens.replace(token), userId, message)
  }

  return {
    resendsWhenUnsure: false,
    pace: { perSecond: 10, perChat: { burst: 3, everyMs: 1000 } },
    window: hasPackage
      ? { answerMs: oaWindow.answerMs, messages: null }
      : { answerMs: oaWindow.freeMs, messages: oaWindow.freeMessages },

    pieces: (message) =>
      oaMessages(message, publicUrl).map(
        (shapes): Piece =>
          (address) =>
            sendFirst(address, shapes),
      ),

    // Official accounts have nothing that shows typing.
    typing: async () => undefined,
  }
}

function failureOf(error: unknown): SendOutcome {
  if (!(error instanceof ProviderError)) return { kind: 'unsure', error: String(error) }
  const { kind, message } = error
  if (kind === 'answer') return { kind: 'locked-out', error: message }
  return { kind: kind === 'no-connection' ? 'later' : 'unsure', error: message }
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

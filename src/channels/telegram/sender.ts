import { type Api, GrammyError, HttpError, InlineKeyboard } from 'grammy'
import { textsIn } from '../chat-text/chat-language.ts'
import { citationLines, linesToHtml, linesToPlain } from '../chat-text/render-lines.ts'
import { type Line, parseRichText } from '../chat-text/rich-text.ts'
import { splitLines } from '../chat-text/split-lines.ts'
import type { ChatMessage } from '../delivery/content.ts'
import type { ChatSender, Piece, SendOutcome } from '../delivery/sender.ts'
import { buttonData } from '../intake/button-data.ts'
import { startPatience } from '../patience.ts'

/** Telegram takes 4,096 characters without counting the markup; with it we stay below that, too. */
const longestText = 4000
/** How long we listen for what became of a message. */
const usualRequestMs = 20_000
/** Longer labels are cut on a phone. */
const longestLabel = 60
/** Short labels share a row of so many letters. */
const rowLetters = 28

/** grammY has a type of its own for signals; Node's are such. */
type GrammySignal = Parameters<Api['sendMessage']>[3]
type Request = (signal: GrammySignal) => Promise<{ message_id: number }>

/** Sends by the Bot API (https://core.telegram.org/bots/api#sendmessage). */
export function createTelegramSender(
  api: Api,
  publicUrl: string | undefined,
  requestMs = usualRequestMs,
): ChatSender {
  const attempt = createAttempt(requestMs)
  const send = async (
    address: string,
    lines: Line[],
    keyboard: InlineKeyboard | undefined,
  ): Promise<SendOutcome> => {
    const html = linesToHtml(lines, publicUrl)
    const other = {
      link_preview_options: { is_disabled: true },
      ...(keyboard ? { reply_markup: keyboard } : {}),
    }
    const first = await attempt((signal) =>
      api.sendMessage(address, html, { ...other, parse_mode: 'HTML' }, signal),
    )
    if (first.kind !== 'never' || !/can't parse entities/i.test(first.error)) return first
    return await attempt((signal) =>
      api.sendMessage(address, linesToPlain(lines, publicUrl), other, signal),
    )
  }

  return {
    resendsWhenUnsure: true,
    // https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    pace: { perSecond: 28, perChat: { burst: 3, everyMs: 1000 } },

    pieces(message) {
      const { sources } = textsIn[message.language]
      const lines = [
        ...parseRichText(message.text),
        ...citationLines(message.citations, publicUrl, sources),
      ]
      const pages = splitLines(lines, longestText, (page) => linesToHtml(page, publicUrl).length)
      return pages.map(
        (page, index): Piece =>
          (address) =>
            send(address, page, index === pages.length - 1 ? keyboardOf(message) : undefined),
      )
    },

    async typing(address) {
      const { signal, end } = startPatience(requestMs)
      await api
        .sendChatAction(address, 'typing', {}, signal as GrammySignal)
        .catch(() => undefined)
        .finally(end)
    },
  }
}

function keyboardOf({ buttons, marks }: ChatMessage): InlineKeyboard | undefined {
  if (buttons.length + marks.length === 0) return undefined
  const keyboard = new InlineKeyboard()
  let room = rowLetters
  for (const { label, action } of buttons) {
    const text = cut(label)
    if (text.length > room && room < rowLetters) {
      keyboard.row()
      room = rowLetters
    }
    keyboard.text(text, buttonData(action))
    room -= text.length
  }
  if (buttons.length > 0) keyboard.row()
  for (const { label, action } of marks) keyboard.text(label, buttonData(action))
  return keyboard
}

function cut(label: string): string {
  const letters = [...label.normalize('NFC')]
  return letters.length <= longestLabel
    ? letters.join('')
    : `${letters.slice(0, longestLabel - 1).join('')}…`
}

/** Makes a request and gives its outcome. Descriptions are Telegram's own; the token is in none of them. */
const createAttempt =
  (requestMs: number) =>
  async (request: Request): Promise<SendOutcome> => {
    const patience = startPatience(requestMs)
    try {
      const { message_id } = await request(patience.signal as GrammySignal)
      return { kind: 'sent', providerId: String(message_id) }
    } catch (error) {
      if (error instanceof GrammyError) return outcomeOf(error)
      const text = telegramErrorText(error)
      return notConnected.test(text)
        ? { kind: 'later', error: text }
        : { kind: 'unsure', error: text }
    } finally {
      patience.end()
    }
  }

const notConnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/

/** What Telegram's refusals mean (https://core.telegram.org/api/errors, https://grammy.dev/guide/errors). */
function outcomeOf({ error_code: code, description, parameters }: GrammyError): SendOutcome {
  const error = `${code}: ${description}`
  if (code === 429) {
    return { kind: 'later', afterMs: (parameters.retry_after ?? 1) * 1000, error }
  }
  if (code === 401 || code === 404) return { kind: 'locked-out', error }
  if (code >= 500) return { kind: 'later', error }
  const isGone = code === 403 || /chat not found|user is deactivated|PEER_ID_INVALID/i.test(error)
  return { kind: 'never', problem: isGone ? 'blocked' : 'refused', error }
}

/** A failure in words without the address that was called, which carries the token. */
export function telegramErrorText(error: unknown): string {
  if (error instanceof GrammyError) return `${error.error_code}: ${error.description}`
  if (!(error instanceof HttpError)) return error instanceof Error ? error.name : 'error'
  const cause: unknown = error.error
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return `Telegram không trả lời${code}`
}

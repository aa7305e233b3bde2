import { numberedLines } from '../chat-text/numbered.ts'
import { linesToPlain } from '../chat-text/render-lines.ts'
import { splitLines } from '../chat-text/split-lines.ts'
import type { ChatSender, Piece, SendOutcome } from '../delivery/sender.ts'
import { ProviderError } from '../provider-request.ts'
import { isObject, longestZaloText, passingBotCodes } from '../zalo-mapping.ts'
import type { ZaloBotClient } from './client.ts'

/** Sends by the Zalo bot platform: plain text, choices by number. */
export function createZaloBotSender(
  client: ZaloBotClient,
  publicUrl: string | undefined,
): ChatSender {
  return {
    // The platform knows no key by which it would see a message twice.
    resendsWhenUnsure: false,
    // It tells no limits; this is slower than anybody has met one.
    pace: { perSecond: 10, perChat: { burst: 3, everyMs: 1000 } },

    pieces(message) {
      const pages = splitLines(
        numberedLines(message, publicUrl),
        longestZaloText,
        (page) => linesToPlain(page, publicUrl).length,
      )
      return pages.map(
        (page): Piece =>
          (address) =>
            send(client, address, linesToPlain(page, publicUrl)),
      )
    },

    async typing(address) {
      await client
        .call('sendChatAction', { chat_id: address, action: 'typing' })
        .catch(() => undefined)
    },
  }
}

async function send(client: ZaloBotClient, address: string, text: string): Promise<SendOutcome> {
  try {
    const result = await client.call('sendMessage', { chat_id: address, text })
    return { kind: 'sent', providerId: isObject(result) ? String(result.message_id ?? '') : '' }
  } catch (error) {
    if (!(error instanceof ProviderError)) return { kind: 'unsure', error: String(error) }
    const { kind, code, message } = error
    if (kind === 'no-connection') return { kind: 'later', error: message }
    if (kind === 'no-answer') return { kind: 'unsure', error: message }
    if (code === 401 || code === 404) return { kind: 'locked-out', error: message }
    if (passingBotCodes.includes(code)) return { kind: 'later', error: message }
    return { kind: 'never', problem: 'refused', error: message }
  }
}

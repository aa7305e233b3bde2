import type { DeliveryProblem } from './delivery/outbox.ts'

/**
 * What we could not verify about Zalo, in one place.
 *
 * The bot platform is documented at https://docs.zaloplatforms.com/docs/BOT and official accounts at
 * https://developers.zalo.me; where the two, their samples and what live bots report disagree, or are
 * silent, what we assume stands here and nowhere else (November 2026). Put it right here when a live
 * account shows otherwise; the doubles in test/protocol read the same facts.
 */

/** Both products say 2,000 characters; whether those are UTF-16 units is not said. NFC text is meant. */
export const longestZaloText = 2000

/** The bot's updates come as `{ok, result}` in the documents and bare in reports from live bots. */
export function unwrapBotUpdate(body: unknown): unknown {
  return isObject(body) && isObject(body.result) ? body.result : body
}

/** `photo` in the documents, `photo_url` in a live client. */
export function photoUrlOf(message: Record<string, unknown>): string | undefined {
  return [message.photo, message.photo_url].find((url) => typeof url === 'string')
}

/** The documents' type is a string, their sample sends a number; a live client sends a string. */
export function pollBody(seconds: number): { timeout: string } {
  return { timeout: String(seconds) }
}

/** An idle poll ends with this error. */
export const idlePollCode = 408

/** Codes of the bot platform after which the same request may succeed. 403 is its "internal error". */
export const passingBotCodes = [403, 408, 429, 500, 502, 503, 504]

/** Which signature an event carries: over the body's time by most reports, over the header's by one. */
export function signedTimes(body: unknown, header: string | undefined): string[] {
  const inBody = isObject(body) ? body.timestamp : undefined
  return [inBody, header].flatMap((time) => (time === undefined ? [] : [String(time)]))
}

/** What refusals of an official account mean. −216, −224 and −14020 are documented, the others from memory. */
export function oaRefusal(
  code: number,
): 'bad-token' | 'too-fast' | Exclude<DeliveryProblem, 'gave-up'> {
  if (code === -216) return 'bad-token'
  if (code === -32) return 'too-fast'
  if (code === -230) return 'window'
  if (code === -213) return 'blocked'
  if (code === -211 || code === -224) return 'quota'
  return 'refused'
}

/** The refresh token was used before: only a new consent by the account's admin helps. */
export const refreshTokenUsedCode = -14020

/** An official account may answer so long after the citizen's last message, and so often for free. */
export const oaWindow = {
  answerMs: 7 * 24 * 60 * 60_000,
  freeMs: 48 * 60 * 60_000,
  freeMessages: 8,
}

/** Buttons below a message of an official account, and the longest title and payload of one. */
export const oaButtons = { most: 5, longestTitle: 100, longestPayload: 1000 }

/** Rows of a list, the first of which needs a subtitle; known from the older API and from others' clients. */
export const oaList = { most: 5, longestTitle: 100, longestSubtitle: 500 }

/** A press: `show` comes back as the citizen's own words, `hide` unseen. */
export type OaPress = { type: 'oa.query.show' | 'oa.query.hide'; payload: string }

/** Buttons below a text. */
export function oaButtonTemplate(buttons: ({ title: string } & OaPress)[]): object {
  return { type: 'template', payload: { buttons } }
}

/** A list has no text beside it: what is to be said stands in its first row. Not tried on a live account. */
export function oaListTemplate(
  head: { title: string; subtitle: string },
  rows: { title: string; press: OaPress }[],
): object {
  const elements = [head, ...rows.map(({ title, press }) => ({ title, default_action: press }))]
  return { type: 'template', payload: { template_type: 'list', elements } }
}

/** Whether a message may have been refused for its template alone: wrong parameters, or a feature the account lacks. */
export function isTemplateRefusal(code: number | undefined): boolean {
  return code === -201 || code === -224
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

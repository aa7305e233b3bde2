import { createHmac } from 'node:crypto'
import { fold } from '../language/fold.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatChannel } from './chat.ts'

const hourMs = 60 * 60_000

/**
 * Codes by which an admin tries a channel from their own phone: both ways are tried, and no citizen is
 * written to. A code holds for the hour it was shown in and the next; nothing is kept.
 */
export function createTestCodes(key: string, clock: Clock) {
  const codeAt = (channel: ChatChannel, hour: number) => {
    const digest = createHmac('sha256', key).update(`${channel} ${hour}`).digest()
    return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
  }
  const hourNow = () => Math.floor(clock().getTime() / hourMs)

  return {
    codeOf: (channel: ChatChannel) => `thử kênh ${codeAt(channel, hourNow())}`,
    isCode(channel: ChatChannel, text: string): boolean {
      const [, digits] = /^thu kenh (\d{6})$/.exec(fold(text)) ?? []
      return [0, 1].some((ago) => digits === codeAt(channel, hourNow() - ago))
    },
  }
}

import { describe, expect, it } from 'vitest'
import * as replies from '../../src/answering/replies.ts'
import type { Reply } from '../../src/answering/reply.ts'
import { englishLabel, englishText } from '../../src/channels/chat-text/english-reply.ts'
import * as handoff from '../../src/handoff/citizen-texts.ts'

const reply = (text: string, rest: Partial<Reply> = {}): Reply => ({
  id: 'rpl_1',
  kind: 'smalltalk',
  text,
  procedure: null,
  facet: null,
  citations: [],
  options: [],
  ticket: null,
  edition: 1,
  confidence: 1,
  generatedBy: 'guide',
  ...rest,
})
const vietnamese = /[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]/i

const office = { isOpen: null, stateText: null, nextOpening: null, promiseText: null }
const queue = { place: 1, minutes: null, nextOpening: null }
const opened = handoff.openedText({ number: 'P-12', code: 'ABC234', office, queue })

describe('a fixed sentence in an English chat', () => {
  it.each([
    replies.thanks,
    replies.goodbye,
    replies.praise,
    replies.abuse,
    replies.fine,
    replies.rephrasing,
    replies.clarifying,
    replies.unknown,
    replies.severalMatters,
    replies.orRather,
    replies.nearby,
    replies.waysOnText,
    replies.emptyMessage,
    replies.followUpUnknown,
    replies.emergency,
    replies.privateData,
    replies.misuse,
    replies.fraud,
    ...Object.values(replies.handoffReasons),
    ...Object.values(handoff.reasonTexts),
    handoff.inReviewText,
    handoff.reopenedText('P-12'),
    handoff.stillWaitingText('P-12', office, queue).split('\n\n')[0] ?? '',
    handoff.withStaffText({ name: 'Lan', title: '' }),
    handoff.withStaffText(undefined),
  ])('has no Vietnamese left: %s', (text) => {
    expect(englishText(reply(text))).not.toMatch(vietnamese)
  })

  it('keeps numbers and codes', () => {
    const text = englishText(
      reply(opened, { kind: 'handoff', ticket: { number: 'P-12', state: 'new' } }),
    )

    expect(text).toMatch(/^Passed on to an official\. Ticket number: \*\*P-12\*\*\. Waiting/)
    expect(text).toMatch(/Pick-up code: \*\*ABC ?234\*\*/)
  })

  it('leaves what a guide says as it is', () => {
    const answer = 'Lệ phí: 8.000 đồng.\n\nThời hạn: trong ngày.'

    expect(englishText(reply(answer, { kind: 'answer' }))).toBe(answer)
    expect(englishLabel('Đăng ký khai sinh')).toBe('Đăng ký khai sinh')
    expect(englishLabel(replies.askPerson.label)).toBe('Talk to a person')
  })
})

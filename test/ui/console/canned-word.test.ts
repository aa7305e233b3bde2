import { describe, expect, it } from 'vitest'
import { cannedWordAt, fittingReplies } from '../../../src/ui/console/conversation/canned-word.ts'
import { gapsIn } from '../../../src/ui/console/conversation/reply-draft.ts'

const reply = (title: string, text = '') => ({
  id: title,
  title,
  text,
  isMine: true,
  updatedAt: '2026-11-24T02:00:00Z',
})

describe('cannedWordAt', () => {
  it('finds the words after a slash at the start of the text or after a space', () => {
    expect(cannedWordAt('/', 1)).toEqual({ text: '', start: 0, end: 1 })
    expect(cannedWordAt('Chào bác /gio lam', 17)).toEqual({ text: 'gio lam', start: 9, end: 17 })
  })

  it('leaves dates, fractions and addresses alone', () => {
    for (const text of ['24/11', 'và/hoặc', 'https://', 'a / b']) {
      expect(cannedWordAt(text, text.length)).toBeNull()
    }
  })
})

describe('fittingReplies', () => {
  it('finds words with and without dấu, those in the title first', () => {
    const replies = [reply('Lệ phí', 'Giờ làm việc là…'), reply('Giờ làm việc')]

    expect(fittingReplies(replies, 'gio lam').map(({ title }) => title)).toEqual([
      'Giờ làm việc',
      'Lệ phí',
    ])
    expect(fittingReplies(replies, 'hộ chiếu')).toEqual([])
  })
})

describe('gapsIn', () => {
  it('names each place that is still to be filled in once', () => {
    expect(gapsIn('Chào {{ten}}, {{ten}} đến {{diachi}} nhé')).toEqual(['{{ten}}', '{{diachi}}'])
  })
})

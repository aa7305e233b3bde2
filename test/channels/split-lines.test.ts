import { describe, expect, it } from 'vitest'
import { linesToHtml, linesToPlain } from '../../src/channels/chat-text/render-lines.ts'
import { parseRichText } from '../../src/channels/chat-text/rich-text.ts'
import { splitLines } from '../../src/channels/chat-text/split-lines.ts'
import { telegramTextFault } from '../protocol/telegram-html.ts'

const html = (text: string) => linesToHtml(parseRichText(text), 'https://phuong.example')
const pagesOf = (text: string, limit: number) =>
  splitLines(parseRichText(text), limit, (page) => linesToPlain(page, undefined).length).map(
    (page) => linesToPlain(page, undefined),
  )

describe('a reply in a chat', () => {
  it.each([
    ['**Tờ khai** và & <b>', '<b>Tờ khai</b> và &amp; &lt;b&gt;'],
    ['- một\n- hai', '• một\n• hai'],
    ['1. một\n2. hai', '1. một\n2. hai'],
    [
      'Xem [bài](/thu-tuc/a#le_phi)',
      'Xem <a href="https://phuong.example/thu-tuc/a#le_phi">bài</a>',
    ],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['đoạn một\n\nđoạn hai', 'đoạn một\n\nđoạn hai'],
  ])('%s', (text, wanted) => {
    expect(html(text)).toBe(wanted)
  })

  it('is never refused for its markup, whatever a text contains', () => {
    const letters = ['**', '[', '](', ')', '<', '>', '&', '&amp;', '\n', '- ', '1. ', 'ư', '_', '"']
    let seed = 7
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    for (let count = 0; count < 500; count += 1) {
      const text = Array.from(
        { length: 12 },
        () => letters[Math.floor(random() * letters.length)],
      ).join('')
      expect(telegramTextFault(`a${html(text)}`, true).fault, text).toBeUndefined()
    }
  })

  it('is split between lines first, then between sentences, then between words', () => {
    expect(pagesOf('Dòng một.\n\nDòng hai.', 12)).toEqual(['Dòng một.', 'Dòng hai.'])
    expect(pagesOf('Câu một dài. Câu hai dài. Câu ba.', 26)).toEqual([
      'Câu một dài. Câu hai dài.',
      'Câu ba.',
    ])
    expect(pagesOf('một hai ba bốn', 8)).toEqual(['một hai', 'ba bốn'])
  })

  it('loses and doubles no word however short the messages', () => {
    const text = `${'Lệ phí là 8.000 đồng tại TP. Hà Nội, nộp khi nhận. '.repeat(20)}Hết.`
    for (const limit of [60, 97, 200]) {
      const pages = pagesOf(text, limit)
      expect(pages.every((page) => page.length <= limit)).toBe(true)
      expect(pages.join(' ').replace(/\s+/g, ' ')).toBe(text)
    }
  })

  it('counts letters as channels do, put together', () => {
    expect(pagesOf('ế'.normalize('NFD').repeat(5), 5)).toEqual(['ế'.repeat(5)])
  })
})

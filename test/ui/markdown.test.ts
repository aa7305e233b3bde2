import { describe, expect, it } from 'vitest'
import { isSafeLink, parseMarkdown, plainText } from '../../src/ui/widget/parse-markdown.ts'

const text = (words: string) => ({ type: 'text', text: words })

describe('parseMarkdown', () => {
  it('reads paragraphs, joining lines that belong together', () => {
    expect(parseMarkdown('Một\nhai\n\nBa')).toEqual([
      { type: 'paragraph', children: [text('Một hai')] },
      { type: 'paragraph', children: [text('Ba')] },
    ])
  })

  it('reads a bulleted list right after a paragraph', () => {
    expect(parseMarkdown('Giấy tờ nộp:\n- Tờ khai\n- Giấy chứng sinh')).toEqual([
      { type: 'paragraph', children: [text('Giấy tờ nộp:')] },
      { type: 'list', start: null, items: [[text('Tờ khai')], [text('Giấy chứng sinh')]] },
    ])
  })

  it('reads a numbered list from its first number, items apart by empty lines too', () => {
    expect(parseMarkdown('3. Nộp\n\n4. Nhận')).toEqual([
      { type: 'list', start: 3, items: [[text('Nộp')], [text('Nhận')]] },
    ])
  })

  it('does not take a date, a fee or a code for a list', () => {
    const blocks = parseMarkdown('01/7/2025 có hiệu lực\n\n8.000 đồng/bản\n\n1.001193')

    expect(blocks.every(({ type }) => type === 'paragraph')).toBe(true)
  })

  it('reads bold text and links, links inside bold too', () => {
    expect(parseMarkdown('**Nộp tại [cổng](https://dichvucong.gov.vn)** nhé')).toEqual([
      {
        type: 'paragraph',
        children: [
          {
            type: 'bold',
            children: [
              text('Nộp tại '),
              { type: 'link', href: 'https://dichvucong.gov.vn', children: [text('cổng')] },
            ],
          },
          text(' nhé'),
        ],
      },
    ])
  })

  it('leaves half-written marks as they are, as a reply is streamed', () => {
    expect(parseMarkdown('Bạn **mang theo [tờ')).toEqual([
      { type: 'paragraph', children: [text('Bạn **mang theo [tờ')] },
    ])
  })

  it('leaves HTML as text and unsafe links without a link', () => {
    expect(parseMarkdown('<img src=x onerror=alert(1)> [bấm](javascript:alert(1))')).toEqual([
      { type: 'paragraph', children: [text('<img src=x onerror=alert(1)> bấm')] },
    ])
  })
})

describe('isSafeLink', () => {
  it.each(['https://a.vn/x', 'mailto:a@b.vn', 'tel:+84243', '/thu-tuc/dang-ky-khai-sinh#le_phi'])(
    'lets %s through',
    (href) => expect(isSafeLink(href)).toBe(true),
  )

  it.each([
    'http://a.vn',
    '//evil.vn',
    '/\\evil.vn',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'https:evil',
    '',
  ])('keeps %j out', (href) => expect(isSafeLink(href)).toBe(false))
})

describe('plainText', () => {
  it('keeps lists and addresses readable without marks', () => {
    const blocks = parseMarkdown('Bạn **nộp**:\n\n1. Tờ khai\n2. [Cổng](https://a.vn)')

    expect(plainText(blocks)).toBe('Bạn nộp:\n\n1. Tờ khai\n2. Cổng (https://a.vn)')
  })
})

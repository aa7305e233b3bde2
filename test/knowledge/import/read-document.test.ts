import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { describe, expect, it } from 'vitest'
import { formOfGuide, writeGuide } from '../../../src/knowledge/guide-form.ts'
import { guideOfDraft } from '../../../src/knowledge/import/draft-to-guide.ts'
import { readDocument } from '../../../src/knowledge/import/read-document.ts'
import { parseGuide } from '../../../src/knowledge/parse-guide.ts'
import { pdfOf } from './pdf-builder.ts'

/** The same guide in every format: heading (true) or line. */
const lines: [string, boolean][] = [
  ['Cấp thẻ mượn sách', true],
  ['Thành phần hồ sơ', true],
  ['- Đơn xin cấp thẻ: 01 bản chính', false],
  ['- Hộ chiếu: 01 bản sao', false],
  ['Trình tự thực hiện', true],
  ['Bước 1: Nộp đơn tại quầy.', false],
  ['Bước 2: Nhận thẻ.', false],
  ['Thời hạn giải quyết: 3 ngày làm việc', false],
  ['Lệ phí: 20.000 đồng/thẻ', false],
  ['Kết quả: Thẻ mượn sách', false],
  ['Căn cứ pháp lý', true],
  ['- Luật Thư viện số 46/2019/QH14', false],
  ['Điều kiện: Không', false],
]

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function docxOf() {
  const children = lines.map(([text, isHeading]) =>
    isHeading ? new Paragraph({ text, heading: HeadingLevel.HEADING_2 }) : new Paragraph(text),
  )
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

function htmlOf(more = ''): Uint8Array {
  const body = lines.map(([text, isHeading]) => (isHeading ? `<h2>${text}</h2>` : `<p>${text}</p>`))
  return bytesOf(
    `<html><head><title>x</title></head><body><nav>Trang chủ</nav>${body.join('\n')}${more}</body></html>`,
  )
}

const files = {
  docx: docxOf,
  html: async () => htmlOf(),
  pdf: async () => pdfOf(lines.map(([text]) => text)),
} as const

describe.each(['docx', 'html', 'pdf'] as const)('a guide as %s', (format) => {
  it('becomes a draft with every field', async () => {
    const { draft } = await readDocument(format, {
      file: `the.${format}`,
      bytes: await files[format](),
    })
    expect(draft).toMatchObject({
      title: 'Cấp thẻ mượn sách',
      papers: {
        state: 'clean',
        value: [
          {
            papers: [
              { name: 'Đơn xin cấp thẻ: 01 bản chính', originals: 1, copies: 0 },
              { name: 'Hộ chiếu: 01 bản sao', originals: 0, copies: 1 },
            ],
          },
        ],
      },
      copies: { state: 'clean' },
      steps: { state: 'clean', value: [{ steps: ['Nộp đơn tại quầy.', 'Nhận thẻ.'] }] },
      duration: { state: 'clean', value: [{ text: '3 ngày làm việc' }] },
      fee: { state: 'clean', value: [{ amount: 20_000, per: 'thẻ' }] },
      legalBasis: { state: 'clean', value: [{ number: '46/2019/QH14', title: 'Luật Thư viện' }] },
      conditions: { state: 'clean' },
      result: { state: 'clean', value: ['Thẻ mượn sách'] },
    })
  })

  it('says what to do with a file that cannot be read', async () => {
    const { draft, problems } = await readDocument(format, {
      file: `hong.${format}`,
      bytes: new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x81, 0xc0]),
    })
    expect(draft).toBeNull()
    expect(problems).toMatchObject([
      {
        kind: 'broken',
        file: `hong.${format}`,
        message: expect.stringMatching(/nhập lại|bản Word|kiểm tra/i),
      },
    ])
  })
})

describe('a document', () => {
  it('becomes a guide file that can be read', async () => {
    const { draft } = await readDocument('html', { file: 'the.html', bytes: htmlOf() })
    if (!draft) throw new Error('no draft')
    const guide = guideOfDraft(draft, '2026-11-24')
    const context = { catalogue: new Set<string>(), isWardFact: () => false }
    expect(
      parseGuide(`guides/${guide.id}.md`, writeGuide(formOfGuide(guide)), context),
    ).toHaveProperty('guide')
  })

  it('tells of text that no field took, with its place', async () => {
    const { problems } = await readDocument('html', {
      file: 'the.html',
      bytes: htmlOf('<h2>Ghi chú thêm</h2>\n<p>Thư viện đóng cửa ngày mưa.</p>'),
    })
    expect(problems).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/dòng \d+.*đóng cửa ngày mưa/) }),
    )
  })

  it('is refused in words when nothing in it is a guide', async () => {
    const { draft, problems } = await readDocument('html', {
      file: 'thu.html',
      bytes: bytesOf('<p>Kính gửi ông bà, tuần này nghỉ.</p>'),
    })
    expect(draft).toBeNull()
    expect(problems[0]?.message).toMatch(/Không tìm thấy mục nào/)
  })

  it('leaves fields open that it says nothing of', async () => {
    const { draft } = await readDocument('html', {
      file: 'the.html',
      bytes: bytesOf('<h1>Cấp thẻ</h1><h2>Hồ sơ</h2><ul><li>Đơn</li></ul>'),
    })
    expect(draft).toMatchObject({ fee: { state: 'absent' }, duration: { state: 'absent' } })
  })
})

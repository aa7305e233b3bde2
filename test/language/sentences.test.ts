import { describe, expect, it } from 'vitest'
import { takeSentences } from '../../src/language/sentences.ts'

/** What a text gives when it comes in pieces. */
function fedBy(pieces: Iterable<string>) {
  const sentences: string[] = []
  let rest = ''
  for (const piece of pieces) {
    const taken = takeSentences(rest + piece)
    sentences.push(...taken.sentences)
    rest = taken.rest
  }
  return { sentences, rest }
}

const texts = [
  'Lệ phí là 50.000 đồng. Nộp tại TP. Hà Nội! Có cần hẹn không? Không…',
  'Từ ngày 01/7/2025. Mất 7 ngày. Hỏi ở P. Bến Nghé, Q. 1. Xong.',
  'Các bước:\n\n1. Nộp hồ sơ.\n2. Nhận kết quả. [1]\n\n- Tờ khai.\n  - Bản chính. [2][3]\nHết.',
  'Nộp tờ khai. [1] Nhận giấy [2]. Xong. [1, 2]\nNhớ nhé.',
  'Trình tự: 1. Nộp. 2. Nhận. Rồi về.',
  'Không có dấu chấm nào cả',
  '\n\n  \n',
  '',
]

describe('takeSentences', () => {
  it.each([
    ['Câu một. Câu hai! Câu ba? Dở', ['Câu một. ', 'Câu hai! ', 'Câu ba? '], 'Dở'],
    ['Phí 50.000 đồng. Hết', ['Phí 50.000 đồng. '], 'Hết'],
    ['Ở TP. Hà Nội. Hết', ['Ở TP. Hà Nội. '], 'Hết'],
    ['Ở P. Bến Nghé. Hết', ['Ở P. Bến Nghé. '], 'Hết'],
    ['Từ 01/7/2025. Hết', ['Từ 01/7/2025. '], 'Hết'],
    ['1. Nộp.\n2. Nhận', ['1. Nộp.\n'], '2. Nhận'],
    ['- Tờ khai\n- Giấy', ['- Tờ khai\n'], '- Giấy'],
    ['Nộp. [1][2] Nhận', ['Nộp. [1][2] '], 'Nhận'],
    ['Nộp [1]. Nhận', ['Nộp [1]. '], 'Nhận'],
    ['Vân vân… Hết', ['Vân vân… '], 'Hết'],
    ['Xem dichvucong.gov.vn nhé. Hết', ['Xem dichvucong.gov.vn nhé. '], 'Hết'],
  ])('cuts %j', (text, sentences, rest) => {
    expect(takeSentences(text)).toEqual({ sentences, rest })
  })

  it('waits for citation marks that may still come', () => {
    expect(takeSentences('Nộp tờ khai. ').sentences).toEqual([])
    expect(takeSentences('Nộp tờ khai. [').sentences).toEqual([])
    expect(takeSentences('Nộp tờ khai. [1').sentences).toEqual([])
    expect(takeSentences('Nộp tờ khai. [1] N').sentences).toEqual(['Nộp tờ khai. [1] '])
  })

  it.each(texts)('gives the text back when joined: %j', (text) => {
    const { sentences, rest } = takeSentences(text)

    expect(sentences.join('') + rest).toBe(text)
  })

  it.each(texts)('gives the same sentences letter by letter: %j', (text) => {
    expect(fedBy(text)).toEqual(takeSentences(text))
  })

  it.each(texts)('gives the same sentences in pieces of four: %j', (text) => {
    expect(fedBy(text.match(/.{1,4}/gsu) ?? [])).toEqual(takeSentences(text))
  })
})

import { describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/knowledge/parse-guide.ts'
import { guideText, guideTextCatalogue } from '../fixtures/guide-text.ts'

const file = 'guides/cap-ban-sao.md'

function parse(text: string, as = file) {
  return parseGuide(as, text, {
    catalogue: new Set(guideTextCatalogue),
    isWardFact: (name) => name === 'ward.phone',
  })
}

function problemsOf(text: string, as = file) {
  const parsed = parse(text, as)
  return 'problems' in parsed ? parsed.problems : []
}

/** The fixture with one stretch of it changed; a stretch it does not have is the test's own fault. */
function guideWith(old: string, changed: string): string {
  if (!guideText.includes(old)) throw new Error(`the fixture has no "${old}"`)
  return guideText.replace(old, changed)
}

function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split('\n').length
}

type BrokenGuide = {
  fault: string
  old: string
  changed: string
  /** Where the problem must point: the line of the broken guide that has this text. */
  at: string
  says: RegExp
}

const brokenGuides: BrokenGuide[] = [
  {
    fault: 'a slug that is in no catalogue',
    old: 'id: cap-ban-sao',
    changed: 'id: cap-giay-la',
    at: 'id: cap-giay-la',
    says: /"cap-giay-la" không có trong catalogue\.yaml; sửa id hoặc thêm/,
  },
  {
    fault: 'an id that is not the file name',
    old: 'id: cap-ban-sao',
    changed: 'id: chung-thuc',
    at: 'id: chung-thuc',
    says: /"chung-thuc" nhưng tệp tên "cap-ban-sao\.md"; đổi cho trùng/,
  },
  {
    fault: 'front matter that is missing',
    old: guideText.slice(0, guideText.indexOf('Xin bản sao từ')),
    changed: '',
    at: 'Xin bản sao từ',
    says: /Thiếu phần đầu tệp.*ba gạch ngang/,
  },
  {
    fault: 'front matter that is not closed',
    old: 'status: published\n---\n',
    changed: 'status: published\n',
    at: '---',
    says: /Thiếu phần đầu tệp.*dòng kết.*ba gạch ngang/,
  },
  {
    fault: 'a quote that is not closed',
    old: 'title: Cấp bản sao\n',
    changed: 'title: "Cấp bản sao\n',
    at: 'title:',
    says: /Sai cú pháp YAML.*dấu nháy/,
  },
  {
    fault: 'a colon inside an unquoted text',
    old: 'agency: Ủy ban',
    changed: 'agency: Nơi giải quyết: Ủy ban',
    at: 'agency:',
    says: /Sai cú pháp YAML.*dấu hai chấm/,
  },
  {
    fault: 'a field given twice',
    old: 'field: Hộ tịch\n',
    changed: 'field: Hộ tịch\nfield: Chứng thực\n',
    at: 'field: Chứng thực',
    says: /Sai cú pháp YAML/,
  },
  {
    fault: 'a text that begins with an asterisk',
    old: 'agency: Ủy ban nhân dân phường',
    changed: 'agency: *phường',
    at: 'agency:',
    says: /dấu sao.*trong dấu nháy/,
  },
  {
    fault: 'a section that is missing',
    old: '## Kết quả\n\nBản sao có dấu đỏ.\n\n',
    changed: '',
    at: '{from=2026-07-01 until=2026-12-31}\n',
    says: /Thiếu mục "## Kết quả"/,
  },
  {
    fault: 'an empty section',
    old: 'Bản sao có dấu đỏ.\n',
    changed: '',
    at: '## Kết quả',
    says: /Mục "Kết quả" đang trống; viết ít nhất một dòng/,
  },
  {
    fault: 'a missing lead',
    old: 'Xin bản sao từ sổ gốc của phường.\nAi có tên trong sổ đều xin được.\n',
    changed: '',
    at: '\n\n## Hồ sơ',
    says: /Thiếu đoạn mở đầu: một đến ba câu/,
  },
  {
    fault: 'an unknown heading',
    old: '## Lưu ý\n',
    changed: '## Lưu ý\n\nNhớ mang căn cước.\n\n## Mẹo vặt\n',
    at: '## Mẹo vặt',
    says: /Không có mục "## Mẹo vặt".*Các mục được dùng.*Hồ sơ.*Lưu ý/,
  },
  {
    fault: 'a heading of the wrong depth',
    old: '## Thời hạn',
    changed: '### Thời hạn',
    at: '### Thời hạn',
    says: /Không có mục "### Thời hạn".*hai dấu thăng/,
  },
  {
    fault: 'a doubled heading',
    old: '## Lưu ý',
    changed: '## Kết quả\n\nBản sao.\n\n## Lưu ý',
    at: '## Kết quả\n\nBản sao.\n',
    says: /Mục "Kết quả" xuất hiện hai lần; gộp lại/,
  },
  {
    fault: 'a day that is in no calendar',
    old: 'from: 2026-01-01',
    changed: 'from: 2026-02-30',
    at: 'from: 2026-02-30',
    says: /fee\.0\.from: không phải ngày có thật; viết năm-tháng-ngày/,
  },
  {
    fault: 'a day written the Vietnamese way',
    old: 'checked_on: 2026-11-24',
    changed: 'checked_on: 24/11/2026',
    at: 'checked_on:',
    says: /checked_on: .*viết năm-tháng-ngày, ví dụ 2026-07-01/,
  },
  {
    fault: 'a fee that ends before it begins',
    old: 'until: 2026-12-31',
    changed: 'until: 2025-12-31',
    at: 'until: 2025-12-31',
    says: /from phải trước hoặc trùng until/,
  },
  {
    fault: 'a line that ends before it begins',
    old: '{from=2026-07-01 until=2026-12-31}',
    changed: '{from=2027-01-01 until=2026-12-31}',
    at: '{from=2027-01-01',
    says: /from phải trước hoặc trùng until/,
  },
  {
    fault: 'a date mark with an unknown word',
    old: '{from=2026-07-01 until=2026-12-31}',
    changed: '{tu=2026-07-01}',
    at: '{tu=',
    says: /\{tu=2026-07-01\} sai; viết \{from=2026-07-01\}/,
  },
  {
    fault: 'a date mark with a day that is in no calendar',
    old: 'until=2026-12-31}',
    changed: 'until=2026-11-31}',
    at: 'until=2026-11-31}',
    says: /sai; viết \{from=2026-07-01\}, \{until=2026-12-31\} hoặc cả hai/,
  },
  {
    fault: 'two date marks on a line',
    old: '{from=2026-07-01 until=2026-12-31}',
    changed: '{from=2026-07-01} {until=2026-12-31}',
    at: '{from=2026-07-01}',
    says: /ngoặc nhọn lẻ.*cuối dòng/,
  },
  {
    fault: 'a date mark before the end of its line',
    old: 'Gọi trước: {{ward.phone}}.',
    changed: 'Gọi trước: {from=2026-07-01} {{ward.phone}}',
    at: 'Gọi trước',
    says: /ngoặc nhọn lẻ.*cuối dòng/,
  },
  {
    fault: 'a ward fact that does not exist',
    old: '{{ward.phone}}',
    changed: '{{ward.dien_thoai}}',
    at: '{{ward.dien_thoai}}',
    says: /\{\{ward\.dien_thoai\}\} không có trong ward\.yaml; sửa tên hoặc thêm/,
  },
  {
    fault: 'a ward fact that is not closed',
    old: '{{ward.phone}}.',
    changed: '{{ward.phone}.',
    at: '{{ward.phone}.',
    says: /ngoặc nhọn lẻ. Dùng \{\{ward/,
  },
  {
    fault: 'a stray brace',
    old: 'Bản sao có dấu đỏ.',
    changed: 'Bản sao } có dấu đỏ.',
    at: 'Bản sao }',
    says: /ngoặc nhọn lẻ/,
  },
  {
    fault: 'a negative fee',
    old: 'amount: 8000',
    changed: 'amount: -8000',
    at: 'amount: -8000',
    says: /fee\.0\.amount: số tiền từ 0 đồng trở lên/,
  },
  {
    fault: 'a fee in words',
    old: 'amount: 8000',
    changed: 'amount: 8.000 đồng',
    at: 'amount: 8.000 đồng',
    says: /fee\.0\.amount: số tiền ghi bằng số.*ví dụ 50000/,
  },
  {
    fault: 'a fee with neither amount nor text',
    old: '    amount: null\n    text: thành phố quy định, hỏi tại quầy\n',
    changed: '    amount: null\n',
    at: 'amount: null',
    says: /fee\.1\.amount: amount để null thì phải có text/,
  },
  {
    fault: 'a code without quotes',
    old: 'code: "1.234567"',
    changed: 'code: 1.234567',
    at: 'code: 1.234567',
    says: /mã thủ tục phải để trong dấu nháy/,
  },
  {
    fault: 'a code of the wrong shape',
    old: 'code: "1.234567"',
    changed: 'code: "1.23456"',
    at: 'code: "1.23456"',
    says: /mã thủ tục phải như "1\.001193"/,
  },
  {
    fault: 'an unknown level',
    old: 'level: xa',
    changed: 'level: huyen',
    at: 'level: huyen',
    says: /level: .*xa.*cong-an-xa.*tiep-nhan/,
  },
  {
    fault: 'an unknown status',
    old: 'status: published',
    changed: 'status: xong',
    at: 'status: xong',
    says: /status: .*published.*draft.*retired/,
  },
  {
    fault: 'too few questions',
    old: '  - trich luc ban sao la gi\n',
    changed: '',
    at: 'questions:',
    says: /questions: cần ít nhất 10 câu hỏi/,
  },
  {
    fault: 'a source that is no address',
    old: '  - https://dichvucong.gov.vn/trang-goc',
    changed: '  - Cổng Dịch vụ công',
    at: '  - Cổng Dịch vụ công',
    says: /sources\.0: địa chỉ trang nguồn phải bắt đầu bằng https/,
  },
  {
    fault: 'a law number without its year and issuer',
    old: 'number: 60/2014/QH13',
    changed: 'number: Luật 60',
    at: 'number: Luật 60',
    says: /số hiệu văn bản phải như 123\/2015\/NĐ-CP/,
  },
  {
    fault: 'a guide it is confused with that does not exist',
    old: 'guide: chung-thuc',
    changed: 'guide: chung-thuk',
    at: 'guide: chung-thuk',
    says: /không có hướng dẫn nào mang id "chung-thuk"/,
  },
  {
    fault: 'an unknown field',
    old: 'agency: Ủy ban',
    changed: 'phone: 0901\nagency: Ủy ban',
    at: 'phone: 0901',
    says: /phone: không có mục tên này; xem lại chính tả/,
  },
  {
    fault: 'an unknown field of an entry',
    old: '    per: bản',
    changed: '    moi: bản',
    at: 'moi: bản',
    says: /fee\.0\.moi: không có mục tên này/,
  },
]

describe('parseGuide', () => {
  it('reads every field of a sound guide', () => {
    const parsed = parse(guideText)

    const always = { from: null, until: null }
    expect(parsed).toEqual({
      guide: {
        id: 'cap-ban-sao',
        title: 'Cấp bản sao',
        code: '1.234567',
        field: 'Hộ tịch',
        level: 'xa',
        agency: 'Ủy ban nhân dân phường',
        audience: 'Người có tên trong sổ',
        duration: [
          { text: 'Trong ngày', condition: null, ...always },
          { text: '3 ngày làm việc', condition: 'Phải tra sổ cũ', ...always },
        ],
        fee: [
          {
            condition: 'Nộp trực tiếp',
            amount: 8000,
            per: 'bản',
            text: null,
            from: '2026-01-01',
            until: '2026-12-31',
          },
          {
            condition: 'Nộp quá hạn',
            amount: null,
            per: null,
            text: 'thành phố quy định, hỏi tại quầy',
            ...always,
          },
        ],
        forms: [
          { code: 'BS01', name: 'Tờ khai' },
          { code: null, name: 'Đơn tự viết' },
        ],
        legalBasis: [
          {
            number: '60/2014/QH13',
            title: 'Luật Hộ tịch',
            effectiveFrom: '2016-01-01',
            effectiveUntil: '2027-02-28',
          },
          {
            number: '03/2026/QH16',
            title: 'Luật Hộ tịch mới',
            effectiveFrom: null,
            effectiveUntil: null,
          },
        ],
        effectiveFrom: '2025-07-01',
        effectiveUntil: '2028-12-31',
        checkedOn: '2026-11-24',
        sources: ['https://dichvucong.gov.vn/trang-goc'],
        aliases: ['sao lục'],
        questions: expect.arrayContaining(['xin bản sao ở đâu', 'trich luc ban sao la gi']),
        confusedWith: [
          { guide: 'chung-thuc', difference: 'Có bản chính trong tay thì đi chứng thực' },
        ],
        status: 'published',
        lead: [
          {
            text: 'Xin bản sao từ sổ gốc của phường.',
            line: lineOf(guideText, 'Xin bản sao từ'),
            opensParagraph: true,
            ...always,
          },
          {
            text: 'Ai có tên trong sổ đều xin được.',
            line: lineOf(guideText, 'Ai có tên'),
            opensParagraph: false,
            ...always,
          },
        ],
        sections: {
          ho_so: [
            expect.objectContaining({ text: '- Tờ khai (bản chính).' }),
            expect.objectContaining({ text: '- Căn cước để xuất trình.' }),
          ],
          thoi_han: [expect.objectContaining({ text: 'Nộp sau 15 giờ thì hôm sau mới có.' })],
          le_phi: [expect.objectContaining({ text: 'Xin thêm bản nào trả tiền bản đó.' })],
          noi_nop: [
            expect.objectContaining({ text: 'Quầy một cửa của phường.' }),
            expect.objectContaining({ text: 'Gọi trước: {{ward.phone}}.' }),
          ],
          trinh_tu: [
            expect.objectContaining({ text: '1. Nộp tờ khai.' }),
            expect.objectContaining({ text: '2. Nhận bản sao.' }),
          ],
          dieu_kien: [
            expect.objectContaining({ text: 'Có tên trong sổ, hoặc được người có tên nhờ.' }),
          ],
          ket_qua: [expect.objectContaining({ text: 'Bản sao có dấu đỏ.' })],
          can_cu: [expect.objectContaining({ text: 'Hỏi quầy để xem toàn văn.' })],
          luu_y: [
            {
              text: 'Bản sao cũ vẫn dùng được.',
              line: lineOf(guideText, 'Bản sao cũ'),
              opensParagraph: true,
              from: '2026-07-01',
              until: '2026-12-31',
            },
          ],
        },
      },
      warnings: [],
    })
  })

  it('reads a file saved on Windows, with a byte order mark and decomposed letters, alike', () => {
    const saved = `\uFEFF${guideText.normalize('NFD').replaceAll('\n', '\r\n')}`

    expect(parse(saved)).toEqual(parse(guideText))
  })

  it('lets the sections that the front matter fills be left out', () => {
    const text = guideWith('## Thời hạn\n\nNộp sau 15 giờ thì hôm sau mới có.\n\n', '').replace(
      '## Căn cứ pháp lý\n\nHỏi quầy để xem toàn văn.\n\n',
      '',
    )

    expect(problemsOf(text)).toEqual([])
  })

  it('keeps a date mark and a ward fact apart on one line', () => {
    const text = guideWith('{{ward.phone}}.', '{{ward.phone}} {until=2026-12-31}')

    expect(parse(text)).toMatchObject({
      guide: {
        sections: {
          noi_nop: [{}, { text: 'Gọi trước: {{ward.phone}}', from: null, until: '2026-12-31' }],
        },
      },
    })
  })

  it.each(brokenGuides)('names the line of $fault and says how to mend it', (broken) => {
    const text = guideWith(broken.old, broken.changed)

    expect(problemsOf(text)).toContainEqual({
      file,
      line: lineOf(text, broken.at),
      message: expect.stringMatching(broken.says),
    })
  })

  it('points at the first line of the front matter when a field is missing', () => {
    const problems = problemsOf(guideWith('title: Cấp bản sao\n', ''))

    expect(problems).toEqual([
      { file, line: 2, message: expect.stringMatching(/^title: .*(không hợp lệ|bắt buộc)/) },
    ])
  })

  it('tells the faults of front matter and body of one file together', () => {
    const text = guideWith('level: xa', 'level: huyen')
      .replace('amount: 8000', 'amount: -8000')
      .replace('## Kết quả', '## Ket qua')
      .replace('{{ward.phone}}', '{{ward.fax}}')

    const lines = problemsOf(text).map(({ line }) => line)

    expect(lines).toEqual(
      expect.arrayContaining(
        ['level: huyen', 'amount: -8000', '## Ket qua', '{{ward.fax}}'].map((mark) =>
          lineOf(text, mark),
        ),
      ),
    )
  })

  it('tells the faults of the body even when the front matter cannot be read', () => {
    const text = guideWith('title: Cấp', 'title: "Cấp').replace('## Kết quả', '## Ket qua')

    expect(problemsOf(text).map(({ line }) => line)).toContain(lineOf(text, '## Ket qua'))
  })
})

import { describe, expect, it } from 'vitest'
import { guideOfDraft } from '../../../src/knowledge/import/draft-to-guide.ts'
import { parsePortalRecord } from '../../../src/knowledge/import/portal-record.ts'
import { aRecord, paper, type SheetParts, way } from './portal-sheet-builder.ts'

const read = (changed: Partial<SheetParts> = {}) => parsePortalRecord(aRecord(changed))

/** Text and condition of each time limit, and how sure it is. */
function durationOf(...ways: string[]) {
  const { value, state, reasons } = read({ ways: ways.join('\n') }).duration
  return { limits: value.map(({ text, condition }) => [condition, text]), state, reasons }
}

function feeOf(fee: string, changed: Partial<SheetParts> = {}) {
  const { value, state, reasons } = read({
    ways: way('DIRECT', '3 WORKING_DAY', fee),
    ...changed,
  }).fee
  const fees = value.map(({ amount, per, condition, text }) => ({ amount, per, condition, text }))
  return { fees, state, reasons }
}

describe('a portal record', () => {
  it('gives title, code, field, level, office and the way to hand in', () => {
    const draft = read()
    expect(draft).toMatchObject({
      id: 'cap-the-muon-sach-cua-phuong-9-000001',
      title: 'Thủ tục cấp thẻ mượn sách của phường',
      code: '9.000001',
      field: 'Thư viện',
      level: { value: 'xa', state: 'clean' },
      agency: { value: 'Ủy ban nhân dân phường', state: 'clean' },
      audience: { value: 'Công dân Việt Nam', state: 'clean' },
    })
    expect(draft.channels.value).toEqual([{ kind: 'direct', notes: [] }])
  })

  it('keeps the source beside every field', () => {
    const draft = read({ result: 'Thẻ có ảnh' })
    expect(draft.result.source).toBe('Thẻ có ảnh')
    expect(draft.papers.source).toContain('Đơn xin cấp thẻ')
  })

  it('leaves a code empty that is none', () => {
    expect(read({ code: '1.0000012' }).code).toBeNull()
  })

  it('does not say that the ward settles what another office does', () => {
    expect(read({ agency: 'Đội biên phòng' }).level.state).toBe('unclear')
  })
})

describe('time limits', () => {
  it.each([
    ['7 WORKING_DAY', '7 ngày làm việc'],
    ['40 ngày', '40 ngày'],
    ['3 HOUR', '3 giờ'],
    ['2 MONTH', '2 tháng'],
    ['1 YEAR', '1 năm'],
    ['2.5 WORKING_DAY', '2,5 ngày làm việc'],
  ])('reads %s', (printed, text) => {
    expect(durationOf(way('DIRECT', printed, ''))).toMatchObject({
      limits: [[null, text]],
      state: 'clean',
    })
  })

  it('does not guess a unit', () => {
    expect(durationOf(way('DIRECT', '1 OTHER', ''))).toMatchObject({ limits: [], state: 'unclear' })
  })

  it('takes the limit from one plain sentence of the notes where the number has no unit', () => {
    const notes = 'Trong thời hạn 30 phút kể từ khi nhận đơn.'
    expect(durationOf(way('DIRECT', '1 OTHER', '', notes))).toMatchObject({
      limits: [[null, 'Trong thời hạn 30 phút kể từ khi nhận đơn']],
      state: 'clean',
    })
  })

  it('names the way where each has its own limit', () => {
    const { limits, state } = durationOf(
      way('DIRECT', '5 WORKING_DAY', ''),
      way('ONLINE', '3 WORKING_DAY', ''),
    )
    expect(state).toBe('clean')
    expect(limits).toEqual([
      ['Nộp trực tiếp', '5 ngày làm việc'],
      ['Nộp trực tuyến', '3 ngày làm việc'],
    ])
  })

  it('takes the cases of one way from its notes', () => {
    const { limits, state } = durationOf(
      way('DIRECT', '5 WORKING_DAY', '', 'Đối với thẻ mới.'),
      way('DIRECT', '2 WORKING_DAY', '', 'Đối với thẻ cấp lại.'),
    )
    expect(state).toBe('clean')
    expect(limits).toEqual([
      ['Đối với thẻ mới', '5 ngày làm việc'],
      ['Đối với thẻ cấp lại', '2 ngày làm việc'],
    ])
  })

  it('says so when nothing tells the cases apart', () => {
    const { state } = durationOf(
      way('DIRECT', '5 WORKING_DAY', ''),
      way('DIRECT', '2 WORKING_DAY', ''),
    )
    expect(state).toBe('unclear')
  })

  it.each([
    ['another number', 'Trong 8 ngày làm việc.'],
    ['calendar days instead of working days', 'Trong 5 ngày.'],
    ['a longer limit for some', '5 ngày làm việc; xã miền núi 15 ngày làm việc.'],
  ])('is not sure when the notes give %s', (_what, notes) => {
    expect(durationOf(way('DIRECT', '5 WORKING_DAY', '', notes)).state).toBe('unclear')
  })

  it('accepts stages that add up to the whole', () => {
    const notes = 'Kiểm tra đơn: 2 ngày làm việc. In thẻ: 3 ngày làm việc.'
    expect(durationOf(way('DIRECT', '5 WORKING_DAY', '', notes)).state).toBe('clean')
  })
})

describe('time limits beside the steps', () => {
  const stateWith = (limit: string, ...steps: string[]) =>
    read({ ways: way('DIRECT', limit, ''), steps: steps.map((step) => `    ${step}`).join('\n') })
      .duration.state

  it.each([
    ['a longer step', '4 DAY', 'Trong 9 ngày, thư viện xét đơn.'],
    [
      'working days in the box, calendar days in the steps',
      '4 WORKING_DAY',
      'Thẻ in trong 4 ngày.',
    ],
    ['calendar days in the box, working days in the steps', '4 DAY', 'In thẻ: 04 ngày làm việc.'],
  ])('are not sure with %s', (_what, limit, step) => {
    expect(stateWith(limit, step)).toBe('unclear')
  })

  it('are not sure with stages in the other kind of days that add up to the limit', () => {
    expect(stateWith('6 DAY', 'Xét đơn: 2 ngày làm việc.', 'In thẻ: 4 ngày làm việc.')).toBe(
      'unclear',
    )
  })

  it.each([
    ['the same limit', 'Thư viện phát thẻ trong 04 ngày làm việc.'],
    ['a shorter stage', 'Thư viện xét đơn trong 1 ngày làm việc.'],
    ['how long the card holds', 'Thẻ có giá trị trong 90 ngày.'],
    ['how long the reader has to add papers', 'Người mượn bổ sung đơn trong 30 ngày.'],
  ])('are sure with %s', (_what, step) => {
    expect(stateWith('4 WORKING_DAY', step)).toBe('clean')
  })

  it('are not told by way where the steps tell the same numbers by case', () => {
    const ways = [way('ONLINE', '6 DAY', ''), way('DIRECT', '3 DAY', '')].join('\n')
    const byCase = '    Thẻ mới cấp trong 6 ngày; thẻ đổi cấp trong 3 ngày.'
    const byWay = '    Nộp trực tuyến: cấp trong 6 ngày.\n    Nộp trực tiếp: cấp trong 3 ngày.'
    expect(read({ ways, steps: byCase }).duration.state).toBe('unclear')
    expect(read({ ways, steps: byWay }).duration.state).toBe('clean')
  })
})

describe('the address', () => {
  const address = 'Quầy 2, số 5 phố Sách'
  const both = [way('ONLINE', '3 DAY', ''), way('DIRECT', '3 DAY', '')].join('\n')

  it('is told with the ways that need one, also in the guide', () => {
    const draft = read({ address, ways: both })
    expect(draft.channels).toMatchObject({
      state: 'clean',
      value: [
        { kind: 'online', notes: [] },
        { kind: 'direct', notes: [`Địa chỉ nhận hồ sơ: ${address}`] },
      ],
    })
    const lines = guideOfDraft(draft, '2026-11-24').sections.noi_nop ?? []
    expect(lines.map(({ text }) => text.trim())).toContain(`Địa chỉ nhận hồ sơ: ${address}`)
  })

  it('is put to the reader where files are handed in online only', () => {
    const { state, reasons } = read({ address, ways: way('ONLINE', '3 DAY', '') }).channels
    expect(state).toBe('unclear')
    expect(reasons.join()).toContain(address)
  })
})

describe('fees', () => {
  it.each([
    ['a plain amount', '50000 VNĐ ()', { amount: 50_000, per: null }],
    ['an amount for a unit', '10000 VNĐ (/bản)', { amount: 10_000, per: 'bản' }],
    ['words that say the same', '8000 VNĐ (8.000 đồng/bản)', { amount: 8_000, per: 'bản' }],
    [
      'an amount filled in as thousands',
      '700 VNĐ (Thẩm định: 700.000 đồng/cơ sở)',
      { amount: 700_000 },
    ],
    ['nothing to pay, in words', '0 VNĐ (Miễn phí)', { amount: 0 }],
    ['nothing to pay', '0 VNĐ ()', { amount: 0 }],
  ])('reads %s', (_what, printed, fee) => {
    expect(feeOf(printed)).toMatchObject({ fees: [fee], state: 'clean' })
  })

  it('is not free where the province decides', () => {
    const { fees, state } = feeOf('0 VNĐ (Mức thu do Hội đồng nhân dân tỉnh quyết định)')
    expect(state).toBe('clean')
    expect(fees).toEqual([
      expect.objectContaining({
        amount: null,
        text: 'Mức thu do Hội đồng nhân dân tỉnh quyết định',
      }),
    ])
  })

  it('is not sure of one sum that each way gives another name', () => {
    const ways = [
      way('ONLINE', '3 DAY', '30000 VNĐ (Phí công bố)'),
      way('DIRECT', '3 DAY', '30000 VNĐ (Phí đăng bạ)'),
    ].join('\n')
    expect(read({ ways }).fee.state).toBe('unclear')
  })

  it.each([
    ['one of its own', 'Biên lai nộp phí thẩm định', 'clean'],
    ['one that the fee does not name', 'Biên lai nộp phí thẩm định và phí công bố', 'unclear'],
  ])('reads fees that the papers speak of: %s', (_what, name, state) => {
    const papers = paper(name, 1, 0)
    expect(feeOf('30000 VNĐ (Phí thẩm định)', { papers }).state).toBe(state)
  })

  it('knows no fee where the source says nothing', () => {
    expect(feeOf('Không có thông tin')).toMatchObject({ fees: [], state: 'absent' })
  })

  it('keeps each amount with its condition', () => {
    const printed =
      '20000 VNĐ (Thẻ người lớn: 20.000 đồng/thẻ.) | 5000 VNĐ (Thẻ trẻ em: 5.000 đồng/thẻ.)'
    expect(feeOf(printed)).toMatchObject({
      state: 'clean',
      fees: [
        { amount: 20_000, per: 'thẻ', condition: 'Thẻ người lớn' },
        { amount: 5_000, per: 'thẻ', condition: 'Thẻ trẻ em' },
      ],
    })
  })

  it('names the way where each has its own fee', () => {
    const ways = [
      way('DIRECT', '3 WORKING_DAY', '20000 VNĐ ()'),
      way('ONLINE', '3 WORKING_DAY', '10000 VNĐ ()'),
    ].join('\n')
    expect(read({ ways }).fee.value).toMatchObject([
      { amount: 20_000, condition: 'Nộp trực tiếp' },
      { amount: 10_000, condition: 'Nộp trực tuyến' },
    ])
  })

  it.each([
    ['a few đồng', '10 VNĐ ()'],
    ['another amount in words', '30000 VNĐ (Thu 50.000 đồng một thẻ)'],
    ['a law instead of an amount', '0 VNĐ (Theo Thông tư số 12/2020/TT-BTC)'],
    ['a reduction', '30000 VNĐ (30.000 đồng/thẻ, nộp trực tuyến giảm 50%)'],
    [
      'a time that it holds for',
      '30000 VNĐ (Từ ngày 01/7/2025 đến hết ngày 31/12/2026: 30.000 đồng/thẻ)',
    ],
    ['two amounts for the same case', '30000 VNĐ (Cấp thẻ) | 40000 VNĐ (Cấp thẻ)'],
  ])('is not sure of %s', (_what, printed) => {
    expect(feeOf(printed).state).toBe('unclear')
  })

  it.each<[string, Partial<SheetParts>]>([
    ['a step', { steps: '    Bước 1: Người mượn nộp đơn và nộp lệ phí tại quầy.' }],
    ['a law', { laws: '  * Quy định mức thu lệ phí cấp thẻ (12/2020/TT-BTC)' }],
  ])('does not call free what %s of the same record speaks of paying for', (_where, changed) => {
    expect(feeOf('0 VNĐ ()', changed).state).toBe('unclear')
  })
})

describe('papers', () => {
  it('gives names and numbers in the order of their labels', () => {
    const { papers, copies } = read({
      papers: [
        paper('b) Bản sao hộ chiếu;', 0, 1),
        paper('a) Đơn xin cấp thẻ;', 1, 0),
        paper('c) Giấy giới thiệu.', 2, 0),
      ].join('\n'),
    })
    expect([papers.state, copies.state]).toEqual(['clean', 'clean'])
    expect(papers.value).toEqual([
      {
        heading: null,
        papers: [
          { name: 'Đơn xin cấp thẻ', note: null, originals: 1, copies: 0 },
          { name: 'Bản sao hộ chiếu', note: null, originals: 0, copies: 1 },
          { name: 'Giấy giới thiệu', note: null, originals: 2, copies: 0 },
        ],
      },
    ])
  })

  it('keeps the groups of the source', () => {
    const { papers } = read({
      papers: `  [ * Giấy tờ phải nộp: ]\n${paper('Đơn', 1, 0)}\n  [ * Giấy tờ phải xuất trình: ]\n${paper('Hộ chiếu', 0, 0)}`,
    })
    expect(papers.value.map(({ heading }) => heading)).toEqual([
      'Giấy tờ phải nộp',
      'Giấy tờ phải xuất trình',
    ])
  })

  it('splits an item that packs several papers', () => {
    const { papers, copies } = read({
      papers: paper('Hồ sơ cấp lại gồm: a) Đơn xin cấp lại; b) Giấy báo mất.', 1, 0),
    })
    expect(papers.value).toMatchObject([
      {
        heading: 'Hồ sơ cấp lại gồm',
        papers: [{ name: 'Đơn xin cấp lại' }, { name: 'Giấy báo mất' }],
      },
    ])
    expect(papers.state).toBe('clean')
    // One number for all of them tells nothing of each.
    expect(copies.state).toBe('unclear')
  })

  it('keeps what one paper must hold with that paper', () => {
    const { papers } = read({
      papers: paper('Đơn xin cấp thẻ gồm các nội dung sau: (i) Họ tên; (ii) Nơi ở.', 1, 0),
    })
    expect(papers.value[0]?.papers).toMatchObject([
      { name: 'Đơn xin cấp thẻ gồm các nội dung sau', note: '(i) Họ tên; (ii) Nơi ở.' },
    ])
  })

  it.each([
    ['a copy counted as an original', paper('Bản sao hộ chiếu', 1, 0)],
    ['an original counted as a copy', paper('Bản chính giấy ra viện', 0, 1)],
    ['none at all', paper('Đơn xin cấp thẻ', 0, 0)],
    ['another number in the name', paper('02 ảnh chân dung', 1, 0)],
    ['another number in words', paper('Hai ảnh chân dung', 1, 0)],
  ])('is not sure how many of a paper there must be: %s', (_what, papers) => {
    const draft = read({ papers })
    expect(draft.copies.state).toBe('unclear')
    expect(draft.papers.value[0]?.papers[0]).toMatchObject({ originals: null, copies: null })
  })

  it.each([
    ['a heading among them', `${paper('Giấy tờ phải nộp:', 0, 0)}\n${paper('Đơn', 1, 0)}`],
    ['a gap in their numbers', `${paper('2. Đơn', 1, 0)}\n${paper('4. Ảnh', 1, 0)}`],
    ['a rule instead of papers', paper('Theo quy định của thư viện', 1, 0)],
    ['two levels of numbers', `${paper('1. Hồ sơ mới', 1, 0)}\n${paper('a) Đơn', 1, 0)}`],
  ])('is not sure of the list: %s', (_what, papers) => {
    expect(read({ papers }).papers.state).toBe('unclear')
  })

  it.each([
    ['a number of sets', '+ SL hồ sơ: 01 bộ'],
    ['a rule behind a mark', '⁕ Nếu thẻ do nước ngoài cấp thì phải dịch'],
    [
      'a rule for the papers above',
      'Trường hợp các giấy tờ nêu trên bằng tiếng nước ngoài thì phải dịch',
    ],
    ['who is in charge', 'Cơ quan có thẩm quyền xác nhận nơi ở là công an phường'],
  ])('does not count %s as a paper read', (_what, row) => {
    const draft = read({ papers: `${paper('Đơn', 1, 0)}\n${paper(row, 1, 1)}` })
    expect([draft.papers.state, draft.copies.state]).toEqual(['unclear', 'unclear'])
    expect(draft.papers.value[0]?.papers[1]).toMatchObject({ originals: null, copies: null })
  })

  it('splits a row that goes on behind a semicolon, and drops a heading that repeats it', () => {
    const row = 'Văn bản xin cấp thẻ (Mẫu số 3); - Tài liệu về nơi ở (nếu có)'
    const { papers, copies } = read({ papers: `  [ - ${row} ]\n${paper(`- ${row}`, 1, 0)}` })
    expect(papers).toMatchObject({
      state: 'clean',
      value: [
        {
          heading: null,
          papers: [
            { name: 'Văn bản xin cấp thẻ (Mẫu số 3)' },
            { name: 'Tài liệu về nơi ở (nếu có)' },
          ],
        },
      ],
    })
    expect(copies.state).toBe('unclear')
  })

  it.each([
    'Tài liệu gồm: (1) Ảnh chân dung; (2) Tiến độ đọc sách',
    'Hồ sơ hỗ trợ tiền mua sách: hợp đồng, chứng từ trả tiền',
    'Các giấy tờ kèm theo gồm: hộ chiếu, ảnh',
  ])('does not take what only introduces papers for one: %s', (name) => {
    expect(read({ papers: paper(name, 1, 0) }).papers.state).toBe('unclear')
  })

  it('takes a paper with its number behind a colon for one', () => {
    expect(read({ papers: paper('Giấy tờ về nơi ở: 01 bản', 1, 0) }).papers.state).toBe('clean')
  })

  it('has none where the source has none', () => {
    const draft = read({ papers: '  Không có thông tin thành phần hồ sơ.' })
    expect([draft.papers.state, draft.copies.state]).toEqual(['absent', 'absent'])
  })
})

describe('steps', () => {
  it('numbers only what the source numbers', () => {
    const { value, state } = read({
      steps: [
        '    Thẻ cấp cho mọi người.',
        '    Bước 1: Nộp đơn.',
        '    - Đơn theo mẫu.',
        '    Bước 2: Nhận thẻ.',
      ].join('\n'),
    }).steps
    expect(state).toBe('clean')
    expect(value).toEqual([
      { heading: null, isNumbered: false, steps: ['Thẻ cấp cho mọi người.'] },
      { heading: null, isNumbered: true, steps: ['Nộp đơn.\n- Đơn theo mẫu.', 'Nhận thẻ.'] },
    ])
  })

  it('keeps the steps of each way apart', () => {
    const { value } = read({
      steps: '  * Trực tuyến\n    Bước 1: Gửi đơn.\n  * Trực tiếp\n    Bước 1: Nộp đơn.',
    }).steps
    expect(value.map(({ heading, steps }) => [heading, steps])).toEqual([
      ['Trực tuyến', ['Gửi đơn.']],
      ['Trực tiếp', ['Nộp đơn.']],
    ])
  })

  it.each([
    ['a missing number', '    Bước 1: Nộp đơn.\n    Bước 3: Nhận thẻ.'],
    ['a broken sentence', '    - Người mượn nộp đơn tại quầy của\n    thư viện phường.'],
  ])('is not sure with %s', (_what, steps) => {
    expect(read({ steps }).steps.state).toBe('unclear')
  })
})

describe('forms', () => {
  const formsOf = (...names: string[]) =>
    read({ papers: names.map((name) => paper(name, 1, 0)).join('\n') }).forms

  it('have their whole name, commas and brackets too', () => {
    const names = [
      'Đơn xin sửa đổi, bổ sung thẻ (thẻ trẻ em) theo Mẫu số 7 Phụ lục I',
      'Mẫu số 9. Tờ khai mất thẻ, mất sách',
    ]
    expect(formsOf(...names)).toMatchObject({
      state: 'clean',
      value: [
        { code: '7', name: 'Đơn xin sửa đổi, bổ sung thẻ (thẻ trẻ em)' },
        { code: '9', name: 'Tờ khai mất thẻ, mất sách' },
      ],
    })
  })

  it('are reports by a numbered template too', () => {
    expect(formsOf('Báo cáo đọc sách (Mẫu số 14)').value).toEqual([
      { code: '14', name: 'Báo cáo đọc sách' },
    ])
  })

  it('have no number made of a word', () => {
    expect(formsOf('Mẫu C/O tương ứng đã khai').value).toEqual([])
  })

  it.each([
    ['the paper is none to fill in', 'Tơ khai theo Mẫu 04/TEM'],
    ['it has no number', 'Đơn xin cấp thẻ theo mẫu của thư viện'],
    ['two are named together', 'Đơn theo Mẫu số 1 hoặc Mẫu số 2'],
    ['it has no name', 'Mẫu số 3'],
  ])('are not sure where %s', (_why, name) => {
    const draft = read({ papers: paper(name, 1, 0) })
    expect(draft.forms.state).toBe('unclear')
    const lines = guideOfDraft(draft, '2026-11-24').sections.ho_so ?? []
    expect(lines.some(({ text }) => text.includes(draft.forms.reasons[0] ?? '?'))).toBe(true)
  })

  it('are absent where no paper speaks of one', () => {
    expect(formsOf('Hộ chiếu').state).toBe('absent')
  })
})

describe('legal basis, conditions, result', () => {
  it('gives number, name and the day it was signed', () => {
    const { value, state } = read({
      laws: '  * Nghị định số 12/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về thư viện (12/2020/NĐ-CP)',
    }).legalBasis
    expect(state).toBe('clean')
    expect(value).toEqual([
      {
        number: '12/2020/NĐ-CP',
        title: 'Nghị định của Chính phủ về thư viện',
        issuedOn: '2020-03-05',
      },
    ])
  })

  it.each([
    ['words before the number', '  * Luật Thư viện (Luật số 46/2019/QH14)', '46/2019/QH14'],
    ['blanks within it', '  * Quy định về sách (12 /2020/NQ-HĐND)', '12/2020/NQ-HĐND'],
    [
      'a resolution of the National Assembly',
      '  * Về đọc sách (190/2025/NQ-QH15)',
      '190/2025/QH15',
    ],
    ['only the number', '  * 30/2013/NĐ-CP (Nghị định số 30/2013/NĐ-CP)', '30/2013/NĐ-CP'],
  ])('reads a law with %s', (_what, laws, number) => {
    expect(read({ laws }).legalBasis).toMatchObject({ state: 'clean', value: [{ number }] })
  })

  it('does not take the day of a law that it changes for its own', () => {
    const laws =
      '  * Sửa đổi Nghị định số 1/2010/NĐ-CP ngày 02 tháng 3 năm 2010 về sách (12/2020/NĐ-CP)'
    expect(read({ laws }).legalBasis.value).toMatchObject([
      { number: '12/2020/NĐ-CP', issuedOn: null },
    ])
  })

  it.each([
    ['Hướng dẫn chuyển đổi số (12/2020/NĐ-CP)', 'Hướng dẫn chuyển đổi số'],
    ['Luật Công nghệ số 46/2019/QH14 (46/2019/QH14)', 'Luật Công nghệ số'],
    ['Thông tư số (12/2020/TT-BVHTTDL)', 'Thông tư'],
    ['Luật Thư viện số 46/2019/QH14 (46/2019/QH14)', 'Luật Thư viện'],
    ['+ Thông tư về sách (12/2020/TT-BVHTTDL)', 'Thông tư về sách'],
  ])('keeps a word of the name and drops what stands for the number: %s', (law, title) => {
    expect(read({ laws: `  * ${law}` }).legalBasis).toMatchObject({
      state: 'clean',
      value: [{ title }],
    })
  })

  it.each([
    ['two numbers behind a dash', '  * - Luật Thư viện số 46/2019/QH14 (12/2022/QH15)'],
    ['two numbers', '  * Thông tư số 33/2018/TT-BTC (06/2017/TT-BVHTTDL)'],
    ['a number cut short', '  * Về thư viện (12/2020/NĐ-C)'],
    ['no number', '  * Luật Thư viện (54)'],
  ])('is not sure of a law with %s', (_what, laws) => {
    expect(read({ laws }).legalBasis.state).toBe('unclear')
  })

  it('tells "none" from "says nothing"', () => {
    expect(read({ conditions: 'Không' }).conditions.state).toBe('clean')
    expect(read({ conditions: 'Không có thông tin' }).conditions.state).toBe('absent')
  })

  it('keeps conditions line by line', () => {
    expect(read({ conditions: 'a) Đủ 6 tuổi;\nb) Ở tại phường.' }).conditions.value).toEqual([
      'a) Đủ 6 tuổi;',
      'b) Ở tại phường.',
    ])
  })
})

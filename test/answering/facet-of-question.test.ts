import { describe, expect, it } from 'vitest'
import { facetHints, facetsOfQuestion } from '../../src/answering/facet-of-question.ts'
import { facets, facetTitles } from '../../src/knowledge/facet.ts'

describe('facetsOfQuestion', () => {
  it.each(facets)('believes the button for %s over any reader', (facet) => {
    const text = `${facetTitles[facet]}: Đăng ký khai sinh`

    for (const label of [...facets, 'none']) {
      expect(facetsOfQuestion(text, [{ label, probability: 0.99 }]).facets).toEqual([facet])
    }
    expect(facetsOfQuestion(text).facets).toEqual([facet])
  })

  it('reads "Lệ phí: Đăng ký khai sinh" as the fee', () => {
    const read = [{ label: 'thoi_han', probability: 1 }]

    expect(facetsOfQuestion('Lệ phí: Đăng ký khai sinh', read).facets).toEqual(['le_phi'])
    expect(facetsOfQuestion('LỆ PHÍ: đăng ký khai sinh', read).facets).toEqual(['le_phi'])
  })

  it('lets the reader decide where something else stands before the colon', () => {
    const read = [{ label: 'thoi_han', probability: 0.9 }]

    expect(facetsOfQuestion('Cho hỏi: khai sinh cho bé', read).facets).toEqual(['thoi_han'])
  })

  it('tells a second facet that is likely too, and none that is not', () => {
    const read = [
      { label: 'ho_so', probability: 0.55 },
      { label: 'noi_nop', probability: 0.35 },
      { label: 'le_phi', probability: 0.1 },
    ]

    expect(facetsOfQuestion('khai sinh cho bé', read).facets).toEqual(['ho_so', 'noi_nop'])
  })

  it('tells all that is asked in so many words when the reader sees no single facet', () => {
    const none = [{ label: 'none', probability: 0.9 }]

    const { facets: asked } = facetsOfQuestion('cần giấy tờ gì, mất bao lâu, bao nhiêu tiền', none)

    expect([...asked].sort()).toEqual(['ho_so', 'le_phi', 'thoi_han'])
    expect(facetsOfQuestion('khai sinh cho bé', none).facets).toEqual([])
  })

  it.each([
    ['sang lại tiệm cho em ruột thì giấy phép buôn bán sửa làm sao', 'trinh_tu'],
    ['can lam thu tuc gi de con co ten cha', 'trinh_tu'],
    ['mở quán cà phê nhỏ tại nhà, đăng ký hộ kinh doanh cần hồ sơ gì', 'ho_so'],
    ['ông cụ nhà tôi mất từ năm 1985', null],
  ])('hears what an open question wants first: %s', (text, leaning) => {
    const none = [{ label: 'none', probability: 0.9 }]

    expect(facetsOfQuestion(text, none)).toEqual({ facets: [], leaning })
  })

  it.each([
    ['bao nhiêu tiền', 'le_phi'],
    ['bao nhieu tien', 'le_phi'],
    ['mấy ngày thì xong', 'thoi_han'],
    ['nộp ở đâu', 'noi_nop'],
    ['theo nghị định nào', 'can_cu'],
  ])('goes by the words alone without a reader: %s', (text, facet) => {
    expect(facetsOfQuestion(text).facets).toEqual([facet])
    expect(facetHints(text)).toContain(facet)
  })
})

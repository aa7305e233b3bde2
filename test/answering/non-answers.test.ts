import { describe, expect, it } from 'vitest'
import { clarifyReply } from '../../src/answering/non-answers.ts'
import type { Facet } from '../../src/knowledge/facet.ts'
import type { Guide } from '../../src/knowledge/guide.ts'
import { aBlock, aFee, aGuide, anEdition } from '../builders.ts'

const copy = aGuide({
  id: 'cap-ban-sao',
  title: 'Cấp bản sao từ sổ gốc',
  fee: [aFee({ amount: 8000 })],
  sections: {
    ho_so: ['Tờ khai', 'Căn cước', 'Sổ cũ', 'Ảnh thẻ', 'Giấy ủy quyền'].map((text) =>
      aBlock(`- ${text}`),
    ),
  },
})
const certified = aGuide({
  id: 'chung-thuc',
  title: 'Chứng thực bản sao',
  fee: [aFee({ amount: 2000, until: '2026-12-31' }), aFee({ amount: 3000, from: '2027-01-01' })],
  confusedWith: [{ guide: 'cap-ban-sao', difference: 'Không còn bản chính' }],
})
const bare = aGuide({ id: 'cap-lai', title: 'Cấp lại giấy' })

function clarify(guides: Guide[], about: { facet: Facet | undefined; day?: string }) {
  const { facet, day = '2026-11-24' } = about
  const guideIds = guides.map(({ id }) => id)
  const edition = anEdition({ guides: [copy, certified, bare] })
  return clarifyReply(edition, { guideIds, confidence: 0.4 }, guideIds, null, { facet, day })
}

/** What stands below the title of that guide. */
function partOf(text: string, { title }: Guide): string {
  return text.split('\n- **').find((part) => part.startsWith(`${title}**`)) ?? ''
}

describe('clarifyReply', () => {
  it('tells the asked facet of each guide, and cites it', () => {
    const { kind, text, citations } = clarify([copy, certified], { facet: 'le_phi' })

    expect(kind).toBe('clarify')
    expect(partOf(text, copy)).toMatch(/Lệ phí: .*8\.000 đồng/)
    expect(partOf(text, certified)).toMatch(/Lệ phí: .*2\.000 đồng/)
    expect(citations.map(({ guide, section }) => `${guide}#${section}`)).toEqual([
      'cap-ban-sao#le_phi',
      'chung-thuc#le_phi',
    ])
  })

  it('tells what is in force on the day it is asked', () => {
    const { text } = clarify([copy, certified], { facet: 'le_phi', day: '2027-01-01' })

    expect(partOf(text, certified)).toContain('3.000 đồng')
    expect(partOf(text, certified)).not.toContain('2.000')
  })

  it('tells nothing of a facet that a guide does not have', () => {
    const { text, citations } = clarify([copy, bare], { facet: 'ho_so' })

    expect(partOf(text, bare)).toBe('Cấp lại giấy**')
    expect(citations.map(({ guide }) => guide)).toEqual(['cap-ban-sao'])
  })

  it('tells the first of many lines and that there are more', () => {
    const part = partOf(clarify([copy, bare], { facet: 'ho_so' }).text, copy)

    expect(part).toContain('Tờ khai; Căn cước; Sổ cũ …')
    expect(part).not.toContain('Ảnh thẻ')
  })

  it('only names the guides when no facet was asked', () => {
    const { text, citations } = clarify([copy, certified], { facet: undefined })

    expect(text).toContain(copy.title)
    expect(text).toContain(certified.title)
    expect(text).not.toContain('đồng')
    expect(citations).toEqual([])
  })

  it('says what tells two guides apart', () => {
    const { text } = clarify([copy, certified], { facet: 'le_phi' })

    expect(partOf(text, copy)).toContain('Không còn bản chính')
    expect(partOf(text, certified)).not.toContain('Không còn bản chính')
  })

  it('has a button for each guide that asks for the same facet, and ways on', () => {
    const { options } = clarify([copy, certified], { facet: 'le_phi' })

    expect(options.slice(0, 2)).toEqual([
      { label: copy.title, text: `Lệ phí: ${copy.title}` },
      { label: certified.title, text: `Lệ phí: ${certified.title}` },
    ])
    expect(options.at(-1)?.label).toBe('Gặp cán bộ')
  })
})

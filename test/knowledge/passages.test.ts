import { describe, expect, it } from 'vitest'
import { createEdition, type Edition, passageOn, passagesOn } from '../../src/knowledge/edition.ts'
import type { Guide } from '../../src/knowledge/guide.ts'
import { isInForce, passagesOf } from '../../src/knowledge/passages.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { addDays, type Day, dayOf } from '../../src/shared/day.ts'
import { aBlock, aFee, aGuide, anEdition, aWard } from '../builders.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'

const always = { from: null, until: null }

/** Each facet's text as it reads on that day. */
function textsOn(guide: Guide, day: Day, ward = aWard()): Record<string, string> {
  const inForce = passagesOf(guide, ward).filter((passage) => isInForce(passage, day))
  return Object.fromEntries(inForce.map(({ facet, text }) => [facet ?? 'lead', text]))
}

function daysBetween(first: Day, last: Day): Day[] {
  return first > last ? [] : [first, ...daysBetween(addDays(first, 1), last)]
}

describe('passagesOf', () => {
  it('cuts one passage for the lead and each facet, in reading order', () => {
    const guide = aGuide({
      lead: [aBlock('Xin bản sao từ sổ gốc.')],
      sections: {
        luu_y: [aBlock('Bản sao cũ vẫn dùng được.')],
        ho_so: [aBlock('- Tờ khai.'), aBlock('- Căn cước.')],
      },
    })

    const passages = passagesOf(guide, aWard())

    expect(passages.map(({ facet, text }) => [facet, text])).toEqual([
      [null, 'Xin bản sao từ sổ gốc.'],
      ['ho_so', '- Tờ khai.\n- Căn cước.'],
      ['luu_y', 'Bản sao cũ vẫn dùng được.'],
    ])
  })

  it('gives no two passages the same id', () => {
    const guide = aGuide({
      fee: [aFee({ until: '2026-12-31' }), aFee({ amount: 9000, from: '2027-01-01' })],
      sections: { luu_y: [aBlock('Một.')] },
    })

    const ids = passagesOf(guide, aWard()).map(({ id }) => id)

    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(4)
  })

  it('prints fees before what the section adds', () => {
    const guide = aGuide({
      fee: [
        aFee({ amount: 8000, per: 'bản' }),
        aFee({ amount: 0, condition: 'Hộ nghèo' }),
        aFee({ amount: null, text: 'thành phố quy định', condition: 'Quá hạn' }),
      ],
      sections: { le_phi: [aBlock('Trả tiền tại quầy.')] },
    })

    expect(textsOn(guide, '2026-11-24').le_phi).toBe(
      '- 8.000 đồng/bản\n- Hộ nghèo: Miễn phí\n- Quá hạn: thành phố quy định\n\nTrả tiền tại quầy.',
    )
  })

  it('prints time limits, forms and laws from the front matter', () => {
    const guide = aGuide({
      duration: [{ text: '3 ngày làm việc', condition: 'Phải tra sổ', ...always }],
      forms: [
        { code: 'BS01', name: 'Tờ khai' },
        { code: null, name: 'Đơn tự viết' },
      ],
      legalBasis: [
        {
          number: '60/2014/QH13',
          title: 'Luật Hộ tịch',
          effectiveFrom: '2016-01-01',
          effectiveUntil: null,
        },
      ],
      sections: { ho_so: [aBlock('- Căn cước.')] },
    })

    expect(textsOn(guide, '2026-11-24')).toMatchObject({
      thoi_han: '- Phải tra sổ: 3 ngày làm việc',
      ho_so: '- Căn cước.\n\nBiểu mẫu: Tờ khai (mẫu BS01); Đơn tự viết.',
      can_cu: '- Luật Hộ tịch, số 60/2014/QH13 (hiệu lực từ 01/01/2016)',
    })
  })

  describe('with a fee that is halved until the end of 2026', () => {
    const guide = aGuide({
      fee: [
        aFee({ amount: 25_000, per: 'thẻ', until: '2026-12-31' }),
        aFee({ amount: 50_000, per: 'thẻ', from: '2027-01-01' }),
      ],
    })

    it('tells until the last day what holds, how long, and what comes after', () => {
      expect(textsOn(guide, '2026-12-31').le_phi).toBe(
        '- 25.000 đồng/thẻ (áp dụng đến hết ngày 31/12/2026)\n- Từ ngày 01/01/2027: 50.000 đồng/thẻ',
      )
    })

    it('tells only the new fee from the next day on', () => {
      expect(textsOn(guide, '2027-01-01').le_phi).toBe('- 50.000 đồng/thẻ')
    })

    it('has exactly one fee passage in force on any day', () => {
      const passages = passagesOf(guide, aWard()).filter(({ facet }) => facet === 'le_phi')
      const counts = daysBetween('2026-12-01', '2027-01-31').map(
        (day) => passages.filter((passage) => isInForce(passage, day)).length,
      )

      expect(new Set(counts)).toEqual(new Set([1]))
    })
  })

  it('shows a dated line on its days only, the first and the last included', () => {
    const line = aBlock('- Nộp tạm ở nhà văn hóa.', { from: '2026-07-01', until: '2026-07-10' })
    const guide = aGuide({ sections: { noi_nop: [aBlock('- Nộp tại quầy.'), line] } })

    const days = ['2026-06-30', '2026-07-01', '2026-07-10', '2026-07-11']

    expect(days.map((day) => textsOn(guide, day).noi_nop?.includes('nhà văn hóa'))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('has no passage on days on which every line of a facet is over', () => {
    const guide = aGuide({
      sections: { luu_y: [aBlock('Nghỉ lễ.', { from: '2026-09-01', until: '2026-09-02' })] },
    })

    const days = ['2026-08-31', '2026-09-02', '2026-09-03']

    expect(days.map((day) => textsOn(guide, day).luu_y)).toEqual([undefined, 'Nghỉ lễ.', undefined])
  })

  it('cites a law until its last day, and one to come from the start', () => {
    const law = { title: 'Luật Hộ tịch', effectiveFrom: null, effectiveUntil: null }
    const guide = aGuide({
      legalBasis: [
        { ...law, number: '60/2014/QH13', effectiveUntil: '2027-02-28' },
        { ...law, number: '03/2026/QH16', effectiveFrom: '2027-03-01' },
      ],
    })

    expect(textsOn(guide, '2027-02-28').can_cu).toMatch(/60\/2014\/QH13.*03\/2026\/QH16/s)
    expect(textsOn(guide, '2027-03-01').can_cu).not.toContain('60/2014/QH13')
    expect(textsOn(guide, '2027-03-01').can_cu).toContain('03/2026/QH16')
  })

  it('leaves out a line whose ward fact is not filled in', () => {
    const lines = [aBlock('Nộp tại quầy.'), aBlock('Gọi trước: {{ward.phone}}.')]
    const guide = aGuide({ sections: { noi_nop: lines } })

    expect(textsOn(guide, '2026-11-24').noi_nop).toBe('Nộp tại quầy.')
  })

  it('fills in the ward facts the office has given', () => {
    const lines = [aBlock('Quá hạn: {{ward.fees.qua_han}}, hỏi {{ ward.phone }}.')]
    const guide = aGuide({ sections: { le_phi: lines } })
    const ward = aWard({ phone: '0901 000 000', fees: { qua_han: '8.000 đồng' } })

    expect(textsOn(guide, '2026-11-24', ward).le_phi).toBe('Quá hạn: 8.000 đồng, hỏi 0901 000 000.')
  })

  it('leaves a line out when one of its two ward facts is not filled in', () => {
    const lines = [aBlock('Một.'), aBlock('{{ward.address}}, gọi {{ward.phone}}.')]
    const guide = aGuide({ sections: { noi_nop: lines } })

    expect(textsOn(guide, '2026-11-24', aWard({ phone: '0901' })).noi_nop).toBe('Một.')
  })

  it('keeps paragraphs apart when the line that opened one is left out', () => {
    const lines = [
      aBlock('Nộp ở một trong các nơi:'),
      aBlock('- {{ward.address}}', { opensParagraph: true }),
      aBlock('- Trên mạng.'),
    ]
    const guide = aGuide({ sections: { noi_nop: lines } })

    expect(textsOn(guide, '2026-11-24').noi_nop).toBe('Nộp ở một trong các nơi:\n\n- Trên mạng.')
  })

  it('has passages on the days of the guide’s own validity only', () => {
    const guide = aGuide({ effectiveFrom: '2026-07-01', effectiveUntil: '2026-12-31' })

    const days = ['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01']

    expect(days.map((day) => Object.keys(textsOn(guide, day)))).toEqual([
      [],
      ['lead'],
      ['lead'],
      [],
    ])
  })

  it('cuts changes that lie outside the guide’s validity from its spans', () => {
    const guide = aGuide({
      effectiveFrom: '2026-07-01',
      effectiveUntil: '2026-12-31',
      fee: [aFee({ from: '2026-01-01', until: '2027-03-31' })],
    })

    const spans = passagesOf(guide, aWard())
      .filter(({ facet }) => facet === 'le_phi')
      .map(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil])

    expect(spans).toEqual([['2026-07-01', '2026-12-31']])
  })
})

describe('passagesOn', () => {
  it('has nothing for a guide that is not valid that day', () => {
    const edition = anEdition({ guides: [aGuide({ effectiveFrom: '2026-12-01' })] })

    expect(passagesOn(edition, 'cap-ban-sao', '2026-11-30')).toEqual([])
    expect(passagesOn(edition, 'cap-ban-sao', '2026-12-01')).toHaveLength(1)
  })

  it('has nothing for a guide that does not exist', () => {
    expect(passagesOn(anEdition(), 'khong-co', '2026-12-01')).toEqual([])
  })
})

async function repoEdition(): Promise<Edition> {
  const { knowledge } = parseKnowledge(await readKnowledgeFiles(repoKnowledge))
  if (!knowledge) throw new Error('the knowledge folder cannot be read')
  return createEdition({ number: 1, publishedAt: new Date(), hash: '' }, knowledge)
}

describe('the guides the repo ships', async () => {
  const edition = await repoEdition()

  it('ask the half fee for a new citizen card to the last second of 2026', () => {
    const day = dayOf(new Date('2026-12-31T23:59:59+07:00'))

    const fee = passageOn(edition, 'cap-doi-the-can-cuoc', 'le_phi', day)?.text

    expect(fee).toMatch(/25\.000 đồng\/thẻ \(áp dụng đến hết ngày 31\/12\/2026\)/)
    expect(fee).toMatch(/Từ ngày 01\/01\/2027: .*50\.000 đồng\/thẻ/)
  })

  it('ask the full fee from the first second of 2027', () => {
    const day = dayOf(new Date('2027-01-01T00:00:00+07:00'))

    const fee = passageOn(edition, 'cap-doi-the-can-cuoc', 'le_phi', day)?.text

    expect(fee).toContain('50.000 đồng/thẻ')
    expect(fee).not.toMatch(/25\.000|Từ ngày 01\/01\/2027/)
  })

  it.each([null, 'le_phi', 'ket_qua'] as const)(
    'raise the social pension on 1 July 2026 (%s)',
    (facet) => {
      const before = passageOn(edition, 'tro-cap-huu-tri-xa-hoi', facet, '2026-06-30')?.text
      const after = passageOn(edition, 'tro-cap-huu-tri-xa-hoi', facet, '2026-07-01')?.text

      expect(before).toContain('500.000 đồng')
      expect(before).not.toContain('540.000 đồng')
      expect(after).toContain('540.000 đồng')
      expect(after).not.toContain('500.000 đồng')
    },
  )

  it('announce the new civil status law and cite the old one until 1 March 2027', () => {
    const notes = passageOn(edition, 'dang-ky-khai-sinh', 'luu_y', '2027-02-28')?.text
    const laws = passageOn(edition, 'dang-ky-khai-sinh', 'can_cu', '2027-02-28')?.text

    expect(notes).toContain('Luật Hộ tịch mới (số 03/2026/QH16) có hiệu lực từ 01/3/2027')
    expect(laws).toContain('60/2014/QH13')
  })

  it('say from 1 March 2027 that the new civil status law is in force, and cite it alone', () => {
    const notes = passageOn(edition, 'dang-ky-khai-sinh', 'luu_y', '2027-03-01')?.text
    const laws = passageOn(edition, 'dang-ky-khai-sinh', 'can_cu', '2027-03-01')?.text

    expect(notes).toContain('Luật Hộ tịch mới (số 03/2026/QH16) đã có hiệu lực từ 01/3/2027')
    expect(notes).not.toContain('(số 03/2026/QH16) có hiệu lực từ')
    expect(laws).not.toContain('60/2014/QH13')
  })

  it('have one passage a facet, never two and never none, on each side of every change', () => {
    const wrong = [...edition.passages].flatMap(([guideId, passages]) => {
      const changes = new Set(passages.map(({ effectiveFrom }) => effectiveFrom))
      return [...changes].flatMap((day) => {
        const facets = passagesOn(edition, guideId, day).map(({ facet }) => facet)
        const all = new Set(passages.map(({ facet }) => facet))
        const isRight = facets.length === all.size && new Set(facets).size === all.size
        return isRight ? [] : [`${guideId} on ${day}: ${facets.join(', ')}`]
      })
    })

    expect(wrong).toEqual([])
  })
})

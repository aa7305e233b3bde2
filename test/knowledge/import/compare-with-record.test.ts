import { describe, expect, it } from 'vitest'
import { compareWithRecord } from '../../../src/knowledge/import/compare-with-record.ts'
import { guideOfDraft } from '../../../src/knowledge/import/draft-to-guide.ts'
import { parsePortalRecord } from '../../../src/knowledge/import/portal-record.ts'
import { aRecord, type SheetParts, way } from './portal-sheet-builder.ts'

const read = (changed: Partial<SheetParts> = {}) => parsePortalRecord(aRecord(changed))
const guide = guideOfDraft(read(), '2026-11-24')

describe('a record read again', () => {
  it('changes nothing when it is as it was', () => {
    expect(compareWithRecord(guide, read())).toEqual([])
    expect(compareWithRecord(guide, read(), read())).toEqual([])
  })

  it('tells which fields the source has changed since the guide was checked', () => {
    const now = read({ conditions: 'Đủ 6 tuổi', ways: way('DIRECT', '5 WORKING_DAY', '0 VNĐ ()') })
    const changes = compareWithRecord(guide, now, read())
    expect(changes.map(({ field }) => field).sort()).toEqual(['conditions', 'duration'])
    expect(changes[0]?.message).toContain('24/11/2026')
  })

  it('compares time limits, amounts and laws with the guide itself when the earlier record is not known', () => {
    const now = read({
      ways: way('DIRECT', '5 WORKING_DAY', '20000 VNĐ ()'),
      laws: '  * Luật Thư viện (46/2019/QH14)\n  * Nghị định về thư viện (12/2027/NĐ-CP)',
    })
    expect(compareWithRecord(guide, now).map(({ field, is }) => [field, is])).toEqual([
      ['duration', '5 ngày làm việc'],
      ['fee', '20.000 đồng'],
      ['legal_basis', '12/2027/NĐ-CP'],
    ])
  })

  it('says nothing of what the record itself is not sure of', () => {
    const now = read({ ways: way('DIRECT', '5 WORKING_DAY', '10 VNĐ ()', 'Trong 9 ngày.') })
    expect(compareWithRecord(guide, now)).toEqual([])
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formOfGuide, writeGuide } from '../../../src/knowledge/guide-form.ts'
import { guideOfDraft } from '../../../src/knowledge/import/draft-to-guide.ts'
import { importPortal } from '../../../src/knowledge/import/import-portal.ts'
import { parsePortalRecord } from '../../../src/knowledge/import/portal-record.ts'
import { readPortalFile } from '../../../src/knowledge/import/read-portal-file.ts'
import { yieldOf } from '../../../src/knowledge/import/yield.ts'
import { parseGuide } from '../../../src/knowledge/parse-guide.ts'
import { aRecord } from './portal-sheet-builder.ts'

const linesOf = (...records: unknown[]) => records.map((each) => JSON.stringify(each)).join('\n')
const context = { catalogue: new Set<string>(), isWardFact: () => false }

describe('a file of portal records', () => {
  it('loses only the line that cannot be read, and says which', () => {
    const good = aRecord()
    const cut = JSON.stringify(aRecord({ code: '9.000002' })).slice(0, 80)
    const { linh_vuc: _left_out, ...short } = aRecord({ code: '9.000003' })
    const text = [
      JSON.stringify(good),
      cut,
      JSON.stringify(short),
      '',
      linesOf(aRecord({ code: '9.000004' })),
    ]
    const { records, drafts, problems } = readPortalFile('cong.jsonl', text.join('\n'))
    expect(records).toBe(4)
    expect(drafts.map(({ code }) => code)).toEqual(['9.000001', '9.000004'])
    const broken = problems.filter(({ kind }) => kind === 'broken')
    expect(broken).toMatchObject([
      { file: 'cong.jsonl', line: 2, message: expect.stringMatching(/JSON.*nhập lại/) },
      { line: 3, message: expect.stringMatching(/linh_vuc/) },
    ])
  })

  it('keeps the first of two records with one code', () => {
    const { drafts, problems } = readPortalFile('x', linesOf(aRecord(), aRecord({ title: 'Khác' })))
    expect(drafts.map(({ title }) => title)).toEqual(['Thủ tục cấp thẻ mượn sách của phường'])
    expect(problems).toContainEqual(
      expect.objectContaining({
        line: 2,
        message: expect.stringMatching(/9\.000001 đã có ở dòng 1/),
      }),
    )
  })

  it('tells of every field that is not clean, with the record it is in', () => {
    const { problems } = readPortalFile('x', linesOf(aRecord({ conditions: 'Không có thông tin' })))
    expect(problems).toContainEqual(
      expect.objectContaining({
        kind: 'absent',
        field: 'conditions',
        guide: 'cap-the-muon-sach-cua-phuong-9-000001',
      }),
    )
  })

  it('is not stopped by text that is no sheet at all', () => {
    const odd = [
      '',
      '   ',
      '{}',
      '[]',
      'null',
      '"x"',
      JSON.stringify({ ...aRecord(), chi_tiet: 'x' }),
    ]
    const { drafts } = readPortalFile('x', odd.join('\n'))
    expect(yieldOf(drafts)).toMatchObject({ papers: 0, steps: 0, fee: 0 })
  })
})

describe('a draft as a guide file', () => {
  const guideOf = (changed = {}) => guideOfDraft(parsePortalRecord(aRecord(changed)), '2026-11-24')

  it('is read back the same, as a draft that lacks its questions', () => {
    const guide = guideOf()
    const parsed = parseGuide(`guides/${guide.id}.md`, writeGuide(formOfGuide(guide)), context)
    if (!('guide' in parsed)) throw new Error(JSON.stringify(parsed.problems))
    expect(withoutLines(parsed.guide)).toEqual(withoutLines(guide))
    expect(parsed.guide.status).toBe('draft')
    expect(parsed.warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/questions: cần ít nhất 10/),
    )
  })

  it('cannot be published before somebody has read what was not clear', () => {
    const guide = { ...guideOf(), status: 'published' as const }
    const parsed = parseGuide(`guides/${guide.id}.md`, writeGuide(formOfGuide(guide)), {
      ...context,
      catalogue: new Set([guide.id]),
    })
    const messages = 'problems' in parsed ? parsed.problems.map(({ message }) => message) : []
    expect(messages).toContainEqual(expect.stringMatching(/chưa đọc lại/))
  })

  it('keeps curly brackets and number signs of the source from meaning anything', () => {
    const guide = guideOf({ result: 'Thẻ {{ward.phone}}\n## Lưu ý' })
    const parsed = parseGuide(`guides/${guide.id}.md`, writeGuide(formOfGuide(guide)), context)
    expect(parsed).toMatchObject({ guide: { id: guide.id } })
  })
})

function withoutLines<Value>(value: Value): unknown {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === 'line' ? 0 : each)))
}

describe('importPortal', () => {
  const text = linesOf(
    aRecord(),
    aRecord({ code: '9.000002', level: 'Cấp Tỉnh' }),
    aRecord({ code: '9.000003' }),
  )

  it('takes the records of one level and tells how far it is', async () => {
    const seen: [number, number][] = []
    const { records, drafts } = await importPortal(
      { file: 'x', text },
      { level: 'cấp xã' },
      (done, total) => seen.push([done, total]),
    )
    expect(records).toBe(2)
    expect(drafts.map(({ code }) => code)).toEqual(['9.000001', '9.000003'])
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })

  it('takes the records of one field, whatever its dấu', async () => {
    const chosen = await importPortal({ file: 'x', text }, { field: 'thu vien' })
    const none = await importPortal({ file: 'x', text }, { field: 'Hộ tịch' })
    expect([chosen.records, none.records]).toEqual([3, 0])
  })
})

const shared = '../shared/tthc/portal-procedures.jsonl'
const portal = [shared, '/work/shared/tthc/portal-procedures.jsonl'].find((path) =>
  existsSync(path),
)

describe.skipIf(portal === undefined)(
  'the 5,652 records of ../shared (skipped where absent)',
  () => {
    const { records, drafts, problems } = portal
      ? readPortalFile('portal-procedures.jsonl', readFileSync(portal, 'utf8'))
      : { records: 0, drafts: [], problems: [] }

    it('all become drafts', () => {
      expect(records).toBe(5_652)
      expect(drafts).toHaveLength(5_652)
      expect(problems.filter(({ kind }) => kind === 'broken')).toEqual([])
      expect(new Set(drafts.map(({ id }) => id)).size).toBe(5_652)
    })

    it('come out clean in most fields', () => {
      const shares = yieldOf(drafts)
      const floors = {
        papers: 0.7,
        copies: 0.7,
        steps: 0.9,
        // A limit that the steps of the same record speak against does not count as read.
        duration: 0.65,
        fee: 0.5,
        legal_basis: 0.9,
        conditions: 0.45,
        result: 0.98,
      }
      const below = Object.entries(floors).filter(
        ([field, floor]) => shares[field as keyof typeof floors] < floor,
      )
      expect(below).toEqual([])
    })

    it('become guide files that can be read', () => {
      const refused = drafts
        .filter((_draft, index) => index % 100 === 0)
        .flatMap((draft) => {
          const guide = guideOfDraft(draft, '2026-11-24')
          const parsed = parseGuide(
            `guides/${guide.id}.md`,
            writeGuide(formOfGuide(guide)),
            context,
          )
          return 'problems' in parsed ? parsed.problems : []
        })
      expect(refused).toEqual([])
    })
  },
)

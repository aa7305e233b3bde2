import { describe, expect, it } from 'vitest'
import { factsOfGuide, flaggedClaims, readFactFixture } from '../../scripts/facts/fact-fixture.ts'
import type { Guide } from '../../src/knowledge/guide.ts'
import { parseGuide } from '../../src/knowledge/parse-guide.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'

const fixture = readFactFixture()
const files = await readKnowledgeFiles(repoKnowledge)
const guides = parseKnowledge(files).knowledge?.guides ?? []

/** A guide of the repo with a slip of the pen. */
function misprinted(id: string, right: string, slip: string): Guide {
  const name = `guides/${id}.md`
  const text = files[name] ?? ''
  if (!text.includes(right)) throw new Error(`${name} has no "${right}"`)
  const parsed = parseGuide(name, text.replace(right, slip), {
    catalogue: new Set(guides.map((guide) => guide.id)),
    isWardFact: () => true,
  })
  if ('problems' in parsed) throw new Error(`${name} cannot be read with that slip`)
  return parsed.guide
}

describe('the guides the repo ships', () => {
  // A claim flagged here is a slip, or new: `npx tsx scripts/check-facts.ts --write` finds new ones in
  // ../shared; what only a person can find goes to `reviewed` in the fixture, with its source.
  it('claim no figure, date, law or form that no source bears out', () => {
    expect(guides.length).toBeGreaterThan(90)
    expect(guides.flatMap((guide) => flaggedClaims(guide, fixture))).toEqual([])
  })

  it('still make every claim a person has reviewed', () => {
    const stale = Object.entries(fixture.guides).flatMap(([id, { reviewed = {} }]) => {
      const guide = guides.find((each) => each.id === id)
      const claimed = new Set(guide ? factsOfGuide(guide).map(({ key }) => key) : [])
      return Object.keys(reviewed)
        .filter((key) => !claimed.has(key))
        .map((key) => `${id}: ${key}`)
    })

    expect(stale).toEqual([])
  })
})

describe('flaggedClaims', () => {
  it.each([
    ['a fee', 'cap-doi-the-can-cuoc', 'amount: 50000', 'amount: 60000', 'money:60000'],
    [
      'a fee in a line',
      'tro-cap-huu-tri-xa-hoi',
      'Mức 540.000 đồng',
      'Mức 450.000 đồng',
      'money:450000',
    ],
    [
      'a time limit',
      'cap-doi-the-can-cuoc',
      'quá 7 ngày làm',
      'quá 4 ngày làm',
      'duration:4 ngay lam viec',
    ],
    ['a date', 'cap-doi-the-can-cuoc', 'Từ 18/8/2026', 'Từ 18/6/2026', 'date:18/6/2026'],
    [
      'the day a fee ends',
      'cap-doi-the-can-cuoc',
      'until: 2026-12-31',
      'until: 2026-11-30',
      'change:2026-12-01',
    ],
    ['a law', 'cap-doi-the-can-cuoc', '26/2023/QH15', '26/2032/QH15', 'law:26/2032/qh15'],
    [
      'the day of a law',
      'cap-doi-the-can-cuoc',
      'from: 2024-07-01',
      'from: 2024-01-07',
      'date:7/1/2024',
    ],
    ['a form', 'cap-doi-the-can-cuoc', 'Phiếu DC02', 'Phiếu DC20', 'form:dc20'],
  ])('catches a slip of the pen in %s', (_what, id, right, slip, key) => {
    const flagged = flaggedClaims(misprinted(id, right, slip), fixture)

    expect(flagged).toEqual([expect.stringMatching(new RegExp(`^guides/${id}\\.md:.+: ${key}$`))])
  })

  it('names the line of the slip', () => {
    const text = files['guides/tro-cap-huu-tri-xa-hoi.md'] ?? ''
    const line = text.slice(0, text.indexOf('- Mức 540.000')).split('\n').length

    const slip = misprinted('tro-cap-huu-tri-xa-hoi', '- Mức 540.000', '- Mức 450.000')

    expect(flaggedClaims(slip, fixture)).toEqual([
      `guides/tro-cap-huu-tri-xa-hoi.md:${line}: money:450000`,
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { problemsOfForm } from '../../src/knowledge/form-problems.ts'
import {
  emptyForm,
  formOfGuide,
  type GuideForm,
  readGuideForm,
  writeGuide,
} from '../../src/knowledge/guide-form.ts'
import { parseGuide } from '../../src/knowledge/parse-guide.ts'
import { readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { guideText } from '../fixtures/guide-text.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'

const files = await readKnowledgeFiles(repoKnowledge)
const guides = Object.entries(files).filter(([file]) => file.startsWith('guides/'))
const slugs = new Set(guides.map(([file]) => file.slice('guides/'.length, -'.md'.length)))
const everything = { catalogue: slugs, isWardFact: () => true }

const open = (text: string): GuideForm => {
  const form = readGuideForm(text)
  if (!form) throw new Error('the guide does not open')
  return form
}
const parse = (file: string, text: string) => {
  const parsed = parseGuide(file, text, everything)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.guide
}
/** What it says, wherever it stands in the file. */
const meaning = (file: string, text: string) =>
  JSON.parse(
    JSON.stringify(parse(file, text), (key, value) => (key === 'line' ? undefined : value)),
  )

describe('a guide as a form', () => {
  it.each(guides)('writes %s as it was opened, to the letter', (_file, text) => {
    expect(writeGuide(open(text), text)).toBe(text)
  })

  it.each(guides)(
    'says the same when %s is written anew, and stays as it is then',
    (file, text) => {
      const written = writeGuide(open(text))

      expect(meaning(file, written)).toEqual(meaning(file, text))
      expect(writeGuide(open(written))).toBe(written)
    },
  )

  it.each(guides)('makes of the parsed %s the form that its file opens as', (file, text) => {
    const form = formOfGuide(parse(file, text))

    expect(meaning(file, writeGuide(form))).toEqual(meaning(file, text))
  })

  it('changes the line of a fee and no other', () => {
    const file = 'guides/dang-ky-khai-sinh.md'
    const text = files[file] ?? ''
    const form = open(text)
    const fee = form.fee.map((each) => (each.amount === 8000 ? { ...each, amount: 9000 } : each))

    const written = writeGuide({ ...form, fee }, text)

    const before = text.split('\n')
    const differing = written.split('\n').filter((line, index) => line !== before[index])
    expect(differing).toEqual(['    amount: 9000'])
  })

  it('keeps what officials have noted beside fields that stay', () => {
    const text = guideText.replace(/^field: .*$/m, (line) => `${line} # hỏi lại chị Lan`)

    const written = writeGuide({ ...open(text), title: 'Tên mới' }, text)

    expect(written).toContain('# hỏi lại chị Lan')
    expect(written).toContain('title: Tên mới')
  })

  it('does not open what has no readable front matter', () => {
    expect(readGuideForm('chưa viết')).toBeUndefined()
    expect(readGuideForm('---\na: b: c\n---\n')).toBeUndefined()
  })
})

describe('the faults of a form', () => {
  const sound = open(guideText)
  const context = {
    catalogue: new Set([sound.id, 'chung-thuc', 'cap-lai']),
    isWardFact: () => true,
  }
  const faults = (change: Partial<GuideForm>) => problemsOfForm({ ...sound, ...change }, context)

  it('are none in a sound one', () => {
    expect(faults({})).toEqual([])
  })

  it.each<[string, Partial<GuideForm>, string]>([
    ['a fee that is no number', { fee: [{ ...aFee(), amount: 'tám nghìn' }] }, 'fee.0.amount'],
    ['a day that is none', { checked_on: '2026-02-30' }, 'checked_on'],
    ['too few questions', { questions: ['mất bao lâu'] }, 'questions'],
    ['a law without number', { legal_basis: [aLaw('Luật')] }, 'legal_basis.0.number'],
    ['an empty title', { title: '' }, 'title'],
    ['a code that is none', { code: '1193' }, 'code'],
    ['no opening words', { lead: '' }, 'lead'],
    ['an empty section', { sections: { ...sound.sections, ho_so: '' } }, 'sections.ho_so'],
    [
      'a brace left open',
      { sections: { ...sound.sections, le_phi: 'Miễn phí.\n{{ward.phone}' } },
      'sections.le_phi',
    ],
  ])('name the field of %s', (_what, change, field) => {
    expect(faults(change).map((fault) => fault.field)).toContain(field)
  })

  it('name the line within the field', () => {
    const sections = { ...sound.sections, le_phi: 'Miễn phí.\n\nGọi {{ward.phone}.' }

    expect(faults({ sections })).toEqual([
      { field: 'sections.le_phi', line: 3, message: expect.stringMatching(/ngoặc nhọn/) },
    ])
  })

  it('of an empty form ask for everything that a guide needs, each at its field', () => {
    const form = emptyForm({ id: sound.id, title: 'Mới', field: 'Hộ tịch', day: '2026-11-24' })

    const fields = problemsOfForm(form, context).map((fault) => fault.field)

    for (const field of ['agency', 'audience', 'fee', 'duration', 'questions', 'lead']) {
      expect(fields).toContain(field)
    }
    expect(fields).toContain('sections.ho_so')
    expect(fields).not.toContain('')
  })
})

function aFee() {
  return { condition: null, amount: 0, per: null, text: null, from: null, until: null }
}
function aLaw(number: string) {
  return { number, title: 'Luật', effective_from: null, effective_until: null }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../src/knowledge/problem.ts'
import { hashOfFiles, parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { aKnowledgeFolder } from '../builders.ts'
import { guideText } from '../fixtures/guide-text.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const file = 'guides/cap-ban-sao.md'

function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split('\n').length
}

describe('parseKnowledge', () => {
  it('reads guides, ward profile, other offices and lexicon of a sound folder', () => {
    const office =
      '- {id: ho-chieu, matter: Hộ chiếu, office: Công an tỉnh, where: Ở tỉnh, aliases: [], questions: []}\n'

    const { knowledge, problems } = parseKnowledge(
      aKnowledgeFolder({ 'other-offices.yaml': office }),
    )

    expect(problems).toEqual([])
    expect(knowledge?.guides.map(({ id }) => id)).toEqual(['cap-ban-sao'])
    expect(knowledge?.ward.phone).toBe('0901 000 000')
    expect(knowledge?.offices.map(({ id }) => id)).toEqual(['ho-chieu'])
    expect(knowledge?.lexicon.replacements).toEqual([
      expect.objectContaining({ term: 'ko', means: 'không' }),
    ])
  })

  it('replaces teencode but only explains words of the street', () => {
    const street = '- {term: bìa đỏ, means: giấy chứng nhận, example: mất bìa đỏ}\n'

    const { knowledge } = parseKnowledge(aKnowledgeFolder({ 'lexicon/street-words.yaml': street }))

    expect(knowledge?.lexicon.replacements.map(({ term }) => term)).toEqual(['ko'])
    expect(knowledge?.lexicon.expansions.map(({ term }) => term)).toEqual(['bìa đỏ'])
  })

  it('names both files of a doubled id', () => {
    const text = guideText

    const { problems } = parseKnowledge(aKnowledgeFolder({ 'guides/cap-lai.md': text }))

    expect(problems).toContainEqual({
      file: 'guides/cap-lai.md',
      line: lineOf(text, 'id: cap-ban-sao'),
      message: expect.stringMatching(/"cap-ban-sao" đã dùng trong guides\/cap-ban-sao\.md/),
    })
  })

  it('serves only the first of two guides of one id', () => {
    const again = guideText.replace('title: Cấp bản sao', 'title: Cấp bản sao lần nữa')

    const { knowledge } = parseKnowledge(aKnowledgeFolder({ 'guides/nhap/cap-ban-sao.md': again }))

    expect(knowledge?.guides.map(({ title }) => title)).toEqual(['Cấp bản sao'])
  })

  it('keeps sound guides beside broken ones and names each broken file', () => {
    const { knowledge, problems } = parseKnowledge(
      aKnowledgeFolder({
        'guides/cap-lai.md': guideText.replace('id: cap-ban-sao', 'id: cap-lai'),
        'guides/chung-thuc.md': 'Chưa viết xong',
        'guides/khong-co.md': guideText.replace('id: cap-ban-sao', 'id: khong-co'),
      }),
    )

    expect(knowledge?.guides.map(({ id }) => id)).toEqual(['cap-ban-sao', 'cap-lai'])
    expect(problems.map((problem) => problem.file)).toEqual([
      'guides/chung-thuc.md',
      'guides/khong-co.md',
    ])
  })

  it('checks ward facts in guides against the ward profile', () => {
    const text = guideText.replace('{{ward.phone}}', '{{ward.fees.ban_sao}}')

    const { problems } = parseKnowledge(aKnowledgeFolder({ [file]: text }))

    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        new RegExp(`^${file}:${lineOf(text, '{{ward.fees')}: {{ward\\.fees\\.ban_sao}} không có`),
      ),
    ])
  })

  it.each([
    ['a missing ward profile', { 'ward.yaml': '' }, 'ward.yaml', 1],
    ['a ward profile without a name', { 'ward.yaml': 'name: null\n' }, 'ward.yaml', 1],
    ['a ward profile with a syntax error', { 'ward.yaml': 'a: 1\nname: "P\n' }, 'ward.yaml', 2],
    ['a missing catalogue', { 'catalogue.yaml': '' }, 'catalogue.yaml', 1],
    [
      'a catalogue with a syntax error',
      { 'catalogue.yaml': 'A: [x]\nB: [\n' },
      'catalogue.yaml',
      2,
    ],
    [
      'a catalogue field that is no list',
      { 'catalogue.yaml': 'A: [x]\nB: y\n' },
      'catalogue.yaml',
      2,
    ],
  ])('has no knowledge at all with %s, and names the line', (_fault, change, name, line) => {
    const { knowledge, problems } = parseKnowledge(aKnowledgeFolder(change))

    expect(knowledge).toBeNull()
    expect(problems).toContainEqual(expect.objectContaining({ file: name, line }))
  })

  it.each([
    ['a syntax error', '- {term: ko, means: không, example: ko}\n- {term: dc\n', 2],
    [
      'an entry without its meaning',
      '- {term: ko, means: k, example: ko}\n- {term: dc, example: dc}\n',
      2,
    ],
    ['no list of entries', 'ko: không\n', 1],
  ])('names the line of a lexicon with %s and keeps the guides', (_fault, text, line) => {
    const { knowledge, problems } = parseKnowledge(
      aKnowledgeFolder({ 'lexicon/teencode.yaml': text }),
    )

    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'lexicon/teencode.yaml', line }),
    )
    expect(knowledge?.guides).toHaveLength(1)
  })

  it('names the line of a broken entry of the other offices', () => {
    const text = '# Nơi khác\n- id: ho chieu\n  matter: Hộ chiếu\n'

    const { problems } = parseKnowledge(aKnowledgeFolder({ 'other-offices.yaml': text }))

    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'other-offices.yaml', line: 2 }),
    )
  })

  it('tells every fault in Vietnamese', () => {
    const { problems } = parseKnowledge(
      aKnowledgeFolder({
        'other-offices.yaml': 'một: hai\n',
        'lexicon/teencode.yaml': '- {term: "", means: k}\n',
        [file]: guideText
          .replace('level: xa', 'level: 5')
          .replace('- text: Trong ngày', '- text: 1'),
      }),
    )

    const english = problems.filter(({ message }) => /invalid|expected|received/i.test(message))
    expect(problems.length).toBeGreaterThan(4)
    expect(english).toEqual([])
  })

  it('finds nothing wrong in the knowledge the repo ships', async () => {
    const { knowledge, problems } = parseKnowledge(await readKnowledgeFiles(repoKnowledge))

    expect(problems.map(formatProblem)).toEqual([])
    expect(knowledge?.guides.length).toBeGreaterThan(90)
  })
})

describe('readKnowledgeFiles', () => {
  it('reads the files an edition is made of and no others', async () => {
    const folder = folderForThisTest()
    mkdirSync(join(folder, 'guides'))
    mkdirSync(join(folder, 'lexicon'))
    for (const name of [
      'ward.yaml',
      'guides/a.md',
      'guides/b.txt',
      'lexicon/l.yaml',
      'README.md',
    ]) {
      writeFileSync(join(folder, name), name)
    }

    expect(await readKnowledgeFiles(folder)).toEqual({
      'ward.yaml': 'ward.yaml',
      'catalogue.yaml': '',
      'off-topic.yaml': '',
      'other-offices.yaml': '',
      'guides/a.md': 'guides/a.md',
      'lexicon/l.yaml': 'lexicon/l.yaml',
    })
  })

  it('takes a folder that does not exist for an empty one', async () => {
    const files = await readKnowledgeFiles(join(folderForThisTest(), 'nowhere'))

    expect(new Set(Object.values(files))).toEqual(new Set(['']))
  })
})

describe('hashOfFiles', () => {
  it('tells two states of a folder apart by any text or name', () => {
    const hashes = [{ a: '1' }, { a: '2' }, { b: '1' }, { a: '1', b: '' }].map(hashOfFiles)

    expect(new Set(hashes).size).toBe(4)
  })
})

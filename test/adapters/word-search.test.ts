import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWordData } from '../../src/adapters/word-data.ts'
import { openWordSearch, type WordSearch } from '../../src/adapters/word-search.ts'
import { createEdition } from '../../src/knowledge/edition.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { indexTermsOf, searchTermsOf } from '../../src/language/terms.ts'
import { indexedTextsOf } from '../../src/retrieval/indexed-texts.ts'
import type { LexicalDocument } from '../../src/retrieval/lexical-index.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const questions = [
  'làm giấy khai sinh cho con cần giấy tờ gì',
  'dang ky ket hon mat bao lau',
  'khaisinh tre han',
  'mất sổ đỏ thì làm thế nào',
  'trợ cấp hưu trí xã hội cho mẹ em 80 tuổi',
  'karaoke',
]

let documents: LexicalDocument[]

beforeAll(async () => {
  const { knowledge } = parseKnowledge(await readKnowledgeFiles(repoKnowledge))
  if (!knowledge) throw new Error('the guides are broken')
  const about = { number: 1, publishedAt: new Date(), hash: '' }
  documents = indexedTextsOf(createEdition(about, knowledge)).documents.slice(0, 20)
})

describe('openWordSearch', () => {
  it('scores as MiniSearch does', async () => {
    const search = await open(documents)
    const oracle = miniSearchOver(documents)

    for (const question of questions) {
      const terms = searchTermsOf(question, true)
      const expected = oracle.search('', { tokenize: () => terms, boost, fuzzy: isFuzzy })
      const found = search.search(terms.map(asked), documents.length)

      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => `${id}`).sort())
      const scores = new Map(found.map(({ id, score }) => [id, score]))
      for (const { id, score } of expected) expect(scores.get(`${id}`)).toBeCloseTo(score, 6)
    }
  })

  it('gives the best only, best first', async () => {
    const search = await open(documents)
    const terms = searchTermsOf('đăng ký khai sinh', true).map(asked)

    const all = search.search(terms, documents.length)

    expect(search.search(terms, 5)).toEqual(all.slice(0, 5))
    expect(all.map(({ score }) => score)).toEqual(
      all.map(({ score }) => score).sort((a, b) => b - a),
    )
  })

  it('tells which words of the question a document has', async () => {
    const search = await open([aDocument('a', 'sửa mái nhà'), aDocument('b', 'sửa xe')])

    const [first] = search.search(['sửa', 'mái', 'tàu'].map(asked), 1)

    expect(first).toMatchObject({ id: 'a', matchedTerms: new Set(['sửa', 'mái']) })
  })
})

describe('openWordData, after few documents changed', () => {
  const karaoke = aDocument('guide:karaoke', 'mở quán karaoke')

  it('finds the changed words and forgets the old', async () => {
    const path = pathOfThisTest()
    await openWordData(path, documents)
    const [first, ...others] = documents
    const changed = [{ ...first, ...karaoke, id: first?.id ?? '' }, ...others]

    const search = openWordSearch(await openWordData(path, changed))

    expect(search.search([asked('karaoke')], 1).map(({ id }) => id)).toEqual([first?.id])
    expect(idsFor(search, first?.title ?? '')).not.toContain(first?.id)
  })

  it('ranks as if all had been indexed anew', async () => {
    const path = pathOfThisTest()
    await openWordData(path, documents)
    const after = [
      karaoke,
      ...documents
        .slice(4)
        .map((document, place) =>
          place < 1 ? { ...document, body: `${document.body} mất sổ đỏ` } : document,
        ),
    ]

    const caughtUp = openWordSearch(await openWordData(path, after))

    const fresh = await open(after)
    expect(caughtUp.documentCount).toBe(fresh.documentCount)
    for (const question of questions) {
      const terms = searchTermsOf(question, true).map(asked)
      expect(caughtUp.search(terms, 20)).toEqual(fresh.search(terms, 20))
      for (const { term } of terms) {
        expect(caughtUp.frequencyOf(term), term).toBe(fresh.frequencyOf(term))
      }
    }
  })

  it('leaves the search of the edition before as it was', async () => {
    const path = pathOfThisTest()
    const data = await openWordData(path, documents)
    const before = openWordSearch(data)
    const terms = searchTermsOf('làm giấy khai sinh', true).map(asked)
    const ranking = before.search(terms, 20)

    const after = openWordSearch(await openWordData(path, documents.slice(3), data.kept))

    expect(before.search(terms, 20)).toEqual(ranking)
    expect(after.search(terms, 20)).not.toEqual(ranking)
  })

  it('writes the file anew only when more than a fifth has changed', async () => {
    const path = pathOfThisTest()
    await openWordData(path, documents)
    const kept = readFileSync(path)
    const withChanges = (count: number) =>
      documents.map((document, place) => (place < count ? { ...document, title: 'mới' } : document))

    await openWordData(path, withChanges(4))
    const afterFew = readFileSync(path)
    await openWordData(path, withChanges(5))

    expect(afterFew.equals(kept)).toBe(true)
    expect(readFileSync(path).equals(kept)).toBe(false)
  })

  it('does not trust a file of another format', async () => {
    const path = pathOfThisTest()
    writeFileSync(path, 'abc\n{"format":0}\n')

    const search = openWordSearch(await openWordData(path, documents))

    expect(search.documentCount).toBe(20)
  })
})

const boost = { title: 3, aliases: 2.5, questions: 2, body: 1 }
const isFuzzy = (term: string) => (term === 'khaisinh' ? 1 : false)
const asked = (term: string) => ({ term, weight: 1, isFuzzy: isFuzzy(term) === 1 })

function miniSearchOver(all: LexicalDocument[]) {
  const index = new MiniSearch<LexicalDocument>({
    fields: ['title', 'aliases', 'questions', 'body'],
    stringifyField: (field: string | string[]) =>
      typeof field === 'string' ? field : field.join(' . '),
    tokenize: indexTermsOf,
    processTerm: (term) => term,
  })
  index.addAll(all)
  return index
}

async function open(all: LexicalDocument[]): Promise<WordSearch> {
  return openWordSearch(await openWordData(pathOfThisTest(), all))
}

function idsFor(search: WordSearch, text: string): string[] {
  return search.search(searchTermsOf(text, true).map(asked), 1).map(({ id }) => id)
}

function pathOfThisTest(): string {
  return join(folderForThisTest(), 'words.index')
}

function aDocument(id: string, title: string): LexicalDocument {
  return { id, title, aliases: [], questions: [], body: '' }
}

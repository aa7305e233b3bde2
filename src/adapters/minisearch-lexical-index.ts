import MiniSearch, { type Options, type SearchResult } from 'minisearch'
import { indexTermsOf, kindOfTerm, searchTermsOf } from '../language/terms.ts'
import type { LexicalDocument, LexicalIndex } from '../retrieval/lexical-index.ts'

const options: Options<LexicalDocument> = {
  fields: ['title', 'aliases', 'questions', 'body'],
  extractField: (document, name) => {
    switch (name) {
      case 'aliases':
      case 'questions':
        // A full stop keeps the end of one from pairing up with the start of the next.
        return document[name].join(' . ')
      case 'title':
      case 'body':
        return document[name]
      default:
        return document.id
    }
  },
  tokenize: indexTermsOf,
  processTerm: (term) => term,
}

/** Field weights, chosen by `npm run eval` on the public questions. */
const boost = { title: 3, aliases: 2.5, questions: 2, body: 1 }

const termWeights = { pair: 1.4, marked: 1, folded: 0.6 }

// A question of that many rarer terms is searched without those that this share of documents has.
const enoughTerms = 24
const commonShare = 0.4

/** A MiniSearch index and in how many documents each term stands. */
export type LexicalData = { index: MiniSearch<LexicalDocument>; frequency: Map<string, number> }

/** Builds the index; milliseconds for a ward, seconds for a province. */
export function buildLexicalData(documents: LexicalDocument[]): LexicalData {
  const index = new MiniSearch(options)
  index.addAll(documents)
  const frequency = new Map<string, number>()
  for (const { title, aliases, questions, body } of documents) {
    const terms = indexTermsOf([title, ...aliases, ...questions, body].join(' . '))
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  return { index, frequency }
}

/** One JSON text from which `loadLexicalData` makes the same again. */
export function printLexicalData({ index, frequency }: LexicalData): string {
  return JSON.stringify({ index, frequency: [...frequency] })
}

/** Throws when the text is not from `printLexicalData`. */
export function loadLexicalData(json: string): LexicalData {
  const { index, frequency } = JSON.parse(json)
  return { index: MiniSearch.loadJS(index, options), frequency: new Map(frequency) }
}

/** LexicalIndex over MiniSearch. */
export function createMiniSearchLexicalIndex(
  { index, frequency }: LexicalData,
  documents: LexicalDocument[],
): LexicalIndex {
  const byId = new Map(documents.map((document) => [document.id, document]))
  const namesById = new Map<string, { terms: string[]; weight: number }[]>()

  const weightOf = (term: string) => {
    const count = frequency.get(term)
    // A word that no guide has speaks against every guide; a pair less, since most pairs are chance.
    if (count === undefined) return kindOfTerm(term) === 'pair' ? 0.5 : 4
    return Math.log(1 + documents.length / count)
  }
  const sumOf = (terms: Iterable<string>) => {
    let sum = 0
    for (const term of terms) sum += weightOf(term)
    return sum
  }
  const namesOf = (id: string) => {
    const known = namesById.get(id)
    if (known) return known
    const { title, aliases } = byId.get(id) ?? { title: '', aliases: [] }
    const names = [title, ...aliases].map((name) => {
      const terms = plainTerms(indexTermsOf(name))
      return { terms, weight: sumOf(terms) }
    })
    namesById.set(id, names)
    return names
  }
  const nameMatchOf = (id: string, said: Set<string>) => {
    let best = 0
    for (const { terms, weight } of namesOf(id)) {
      if (weight === 0) continue
      const share = sumOf(terms.filter((term) => said.has(term))) / weight
      if (share > best) best = share
    }
    return best
  }

  return {
    search(question, limit) {
      const terms = tellingTerms(searchTermsOf(question.expanded, question.hasMarks))
      const said = new Set(plainTerms(searchTermsOf(question.expanded, question.hasMarks)))
      const own = new Set(searchTermsOf(question.plain, question.hasMarks))
      const asked = plainTerms(terms).filter((term) => own.has(term))
      const askedWeight = sumOf(asked)
      return searchTerms(terms)
        .slice(0, limit)
        .map(({ id, score, queryTerms }) => {
          const matched = new Set(queryTerms)
          const covered = sumOf(asked.filter((term) => matched.has(term)))
          return {
            id: String(id),
            score,
            coverage: askedWeight === 0 ? 0 : covered / askedWeight,
            nameMatch: nameMatchOf(String(id), said),
          }
        })
    },
  }

  function searchTerms(terms: string[]): SearchResult[] {
    return index.search('', {
      tokenize: () => terms,
      boost,
      boostTerm: (term) => termWeights[kindOfTerm(term)],
      // A slip of the pen: only for words that no guide knows, and long enough to be recognised.
      fuzzy: (term) =>
        term.length >= 4 && !frequency.has(term) && !term.includes('_') ? 1 : false,
    })
  }

  /** A long story is searched by its rarer words: what most documents have is most of the work. */
  function tellingTerms(terms: string[]): string[] {
    const common = documents.length * commonShare
    const isCommon = (term: string) => (frequency.get(term) ?? 0) > common
    const telling = terms.filter((term) => !isCommon(term))
    return telling.length >= enoughTerms ? telling : terms
  }
}

/** Without the spellings with dấu, which would count the same word twice. */
function plainTerms(terms: string[]): string[] {
  return [...new Set(terms)].filter((term) => kindOfTerm(term) !== 'marked')
}

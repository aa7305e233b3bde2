import MiniSearch, { type Options } from 'minisearch'
import { indexTermsOf, kindOfTerm, searchTermsOf } from '../language/terms.ts'
import type { LexicalDocument, LexicalIndex } from '../retrieval/lexical-index.ts'

const options: Options<LexicalDocument> = {
  fields: ['title', 'aliases', 'questions', 'body'],
  tokenize: indexTermsOf,
  processTerm: (term) => term,
}

/** Field weights, chosen by `npm run eval` on the public questions. */
const boost = { title: 3, aliases: 2.5, questions: 2, body: 1 }

const termWeights = { pair: 1.4, marked: 1, folded: 0.6 }

/** Builds the index; a few milliseconds for a ward, seconds for a province. */
export function buildLexicalIndex(documents: LexicalDocument[]): MiniSearch<LexicalDocument> {
  const index = new MiniSearch(options)
  index.addAll(documents)
  return index
}

/** Reads an index that was kept with `JSON.stringify`. Throws when the text is not one. */
export function loadLexicalIndex(json: string): MiniSearch<LexicalDocument> {
  return MiniSearch.loadJSON(json, options)
}

/** LexicalIndex over MiniSearch. */
export function createMiniSearchLexicalIndex(
  index: MiniSearch<LexicalDocument>,
  documents: LexicalDocument[],
): LexicalIndex {
  const { weightOf, termsOfDocument } = measureTerms(documents)

  return {
    search(question, limit) {
      const results = index.search(question.expanded, {
        tokenize: (text) => searchTermsOf(text, question.hasMarks),
        boost,
        boostTerm: (term) => termWeights[kindOfTerm(term)],
        // A slip of the pen: only for words that no guide knows, and long enough to be recognised.
        fuzzy: (term) =>
          term.length >= 4 && !weightOf.has(term) && !term.includes('_') ? 1 : false,
      })
      return results.slice(0, limit).map(({ id, score }) => ({ id: String(id), score }))
    },

    coverage(question, id) {
      const terms = termsOfDocument.get(id)
      if (!terms) return 0
      let all = 0
      let covered = 0
      for (const term of searchTermsOf(question.plain, question.hasMarks)) {
        if (kindOfTerm(term) === 'marked') continue
        const weight = weightOf.get(term) ?? unknownTermWeight(term)
        all += weight
        if (terms.has(term)) covered += weight
      }
      return all === 0 ? 0 : covered / all
    },
  }
}

/** A word that no guide has speaks against every guide; a pair less, since most pairs are chance. */
function unknownTermWeight(term: string): number {
  return kindOfTerm(term) === 'pair' ? 0.5 : 4
}

/** Inverse document frequency of every term, and the terms of every document. */
function measureTerms(documents: LexicalDocument[]) {
  const termsOfDocument = new Map<string, Set<string>>()
  const frequency = new Map<string, number>()
  for (const { id, title, aliases, questions, body } of documents) {
    const terms = new Set(indexTermsOf([title, aliases, questions, body].join(' . ')))
    termsOfDocument.set(id, terms)
    for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  const weightOf = new Map(
    [...frequency].map(([term, count]) => [term, Math.log(1 + documents.length / count)]),
  )
  return { weightOf, termsOfDocument }
}

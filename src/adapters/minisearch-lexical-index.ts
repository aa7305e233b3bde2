import { indexTermsOf, kindOfTerm, searchTermsOf } from '../language/terms.ts'
import type { LexicalDocument, LexicalIndex } from '../retrieval/lexical-index.ts'
import { openWordSearch, type WordData } from './word-search.ts'

const termWeights = { pair: 1.4, marked: 1, folded: 0.6 }

// A question of that many rarer terms is searched without those that this share of documents has.
const enoughTerms = 24
const commonShare = 0.4

/** LexicalIndex with MiniSearch's scores over our own lists of words. */
export function createMiniSearchLexicalIndex(
  data: WordData,
  documents: LexicalDocument[],
): LexicalIndex {
  const words = openWordSearch(data)
  const byId = new Map(documents.map((document) => [document.id, document]))
  const askedById = new Map<string, { terms: Set<string>; weight: number }[]>()
  const weights = new Map<string, number>()
  const namesById = new Map<string, { terms: string[]; weight: number }[]>()

  const weightOf = (term: string) => {
    const known = weights.get(term)
    if (known !== undefined) return known
    const count = words.frequencyOf(term)
    // A word that no guide has speaks against every guide; a pair less, since most pairs are chance.
    if (count === 0) return kindOfTerm(term) === 'pair' ? 0.5 : 4
    const weight = Math.log(1 + documents.length / count)
    weights.set(term, weight)
    return weight
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
  const askedOf = (id: string) => {
    const known = askedById.get(id)
    if (known) return known
    const { title, aliases, questions } = byId.get(id) ?? { title: '', aliases: [], questions: [] }
    const asked = [title, ...aliases, ...questions].map((text) => {
      const terms = new Set(plainTerms(indexTermsOf(text)))
      return { terms, weight: sumOf(terms) }
    })
    askedById.set(id, asked)
    return asked
  }
  /** How like the question the likest of its example questions is: a cosine over the terms' weights. */
  const askedMatchOf = (id: string, terms: string[], weight: number) => {
    let best = 0
    for (const text of askedOf(id)) {
      if (text.weight === 0 || weight === 0) continue
      const shared = sumOf(terms.filter((term) => text.terms.has(term)))
      best = Math.max(best, shared / Math.sqrt(text.weight * weight))
    }
    return best
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
      return words.search(terms.map(askedTerm), limit).map(({ id, score, matchedTerms }) => {
        const covered = sumOf(asked.filter((term) => matchedTerms.has(term)))
        return {
          id,
          score,
          coverage: askedWeight === 0 ? 0 : covered / askedWeight,
          nameMatch: nameMatchOf(id, said),
          askedMatch: askedMatchOf(id, asked, askedWeight),
        }
      })
    },
  }

  function askedTerm(term: string) {
    const kind = kindOfTerm(term)
    // A slip of the pen: only for words that no guide knows, and long enough to be recognised.
    const isFuzzy = term.length >= 4 && kind !== 'pair' && words.frequencyOf(term) === 0
    return { term, weight: termWeights[kind], isFuzzy }
  }

  /** A long story is searched by its rarer words: what most documents have is most of the work. */
  function tellingTerms(terms: string[]): string[] {
    const common = documents.length * commonShare
    const isCommon = (term: string) => words.frequencyOf(term) > common
    const telling = terms.filter((term) => !isCommon(term))
    return telling.length >= enoughTerms ? telling : terms
  }
}

/** Without the spellings with dấu, which would count the same word twice. */
function plainTerms(terms: string[]): string[] {
  return [...new Set(terms)].filter((term) => kindOfTerm(term) !== 'marked')
}

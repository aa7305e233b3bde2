import { kindOfTerm, plainTermsOf, searchTermsOf } from '../language/terms.ts'
import type { LexicalDocument, LexicalIndex } from '../retrieval/lexical-index.ts'
import { openWordSearch, type WordData } from './word-search.ts'

const termWeights = { pair: 1.4, marked: 1, folded: 0.6 }

// A question of that many rarer terms is searched without those that this share of documents has.
const enoughTerms = 24
const commonShare = 0.4

/** The numbers of a text's terms, and what they weigh together. */
type WeighedText = { terms: Uint32Array; weight: number }

/** LexicalIndex with MiniSearch's scores over our own lists of words. */
export function createMiniSearchLexicalIndex(
  data: WordData,
  documents: LexicalDocument[],
): LexicalIndex {
  const words = openWordSearch(data)
  const byId = new Map(documents.map((document) => [document.id, document]))
  // Terms that documents have, numbered and weighed as they come up.
  const numbers = new Map<string, number>()
  const weights: number[] = []
  const namesById = new Map<string, WeighedText[]>()

  /** Undefined for a term that no document has. */
  const numberOf = (term: string) => {
    const known = numbers.get(term)
    if (known !== undefined) return known
    const count = words.frequencyOf(term)
    if (count === 0) return undefined
    numbers.set(term, weights.length)
    return weights.push(Math.log(1 + documents.length / count)) - 1
  }
  const weightOf = (term: string) => {
    const number = numberOf(term)
    // A word that no guide has speaks against every guide; a pair less, since most pairs are chance.
    if (number === undefined) return kindOfTerm(term) === 'pair' ? 0.5 : 4
    return weights[number] ?? 0
  }
  const sumOf = (terms: Iterable<string>) => {
    let sum = 0
    for (const term of terms) sum += weightOf(term)
    return sum
  }
  const numbersOf = (terms: Iterable<string>) => {
    const found = new Set<number>()
    for (const term of terms) {
      const number = numberOf(term)
      if (number !== undefined) found.add(number)
    }
    return found
  }
  const sharedWeight = ({ terms }: WeighedText, others: ReadonlySet<number>) => {
    let sum = 0
    for (const term of terms) if (others.has(term)) sum += weights[term] ?? 0
    return sum
  }
  const namesOf = (id: string) => {
    const known = namesById.get(id)
    if (known) return known
    const { title, aliases } = byId.get(id) ?? { title: '', aliases: [] }
    const names = [title, ...aliases].map((name) => {
      const terms = plainTermsOf(name)
      return { terms: Uint32Array.from(numbersOf(terms)), weight: sumOf(terms) }
    })
    namesById.set(id, names)
    return names
  }
  const nameMatchOf = (id: string, said: ReadonlySet<number>) => {
    let best = 0
    for (const name of namesOf(id)) {
      if (name.weight > 0) best = Math.max(best, sharedWeight(name, said) / name.weight)
    }
    return best
  }

  return {
    search(question, limit) {
      const terms = tellingTerms(searchTermsOf(question.expanded, question.hasMarks))
      const said = numbersOf(plainTerms(searchTermsOf(question.expanded, question.hasMarks)))
      // "mất mấy ngày" is asked of every guide, and some say it in so many words by chance.
      const own = new Set(
        question.topic
          ? searchTermsOf(question.topic, false)
          : searchTermsOf(question.plain, question.hasMarks),
      )
      const asked = plainTerms(terms).filter((term) => own.has(term))
      const askedWeight = sumOf(asked)
      return words.search(terms.map(askedTerm), limit).map(({ id, score, matchedTerms }) => {
        const covered = sumOf(asked.filter((term) => matchedTerms.has(term)))
        return {
          id,
          score,
          coverage: askedWeight === 0 ? 0 : covered / askedWeight,
          nameMatch: nameMatchOf(id, said),
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

import { fold, foldWord } from './fold.ts'

const word = /[\p{L}\p{M}\p{N}]+/gu

/** Syllables of a text in lower case, dấu kept. */
export function syllablesOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(word) ?? []
}

/**
 * The terms under which a text is indexed: each syllable with and without dấu, and each pair of
 * neighbours without dấu (`khai_sinh`). Vietnamese words are mostly two syllables long, so pairs
 * carry what single syllables cannot.
 */
export function indexTermsOf(text: string): string[] {
  const terms: string[] = []
  let before: string | undefined
  for (const syllable of syllablesOf(text)) {
    const folded = foldWord(syllable)
    if (before !== undefined) terms.push(`${before}_${folded}`)
    terms.push(syllable)
    if (folded !== syllable) terms.push(folded)
    before = folded
  }
  return terms
}

/** The same without the spellings with dấu, which count a word twice; each once. */
export function plainTermsOf(text: string): Set<string> {
  const terms = new Set<string>()
  let before: string | undefined
  for (const syllable of syllablesOf(text)) {
    const folded = foldWord(syllable)
    if (before !== undefined) terms.add(`${before}_${folded}`)
    terms.add(folded)
    before = folded
  }
  return terms
}

/**
 * The terms to search with. Whoever typed dấu meant them, so marked syllables are searched as typed
 * as well as folded; whoever did not is searched folded only.
 */
export function searchTermsOf(text: string, hasMarks: boolean): string[] {
  return [...new Set(indexTermsOf(hasMarks ? text : fold(text)))]
}

/** What kind of term it is, for weighing. */
export function kindOfTerm(term: string): 'pair' | 'marked' | 'folded' {
  if (term.includes('_')) return 'pair'
  return foldWord(term) === term ? 'folded' : 'marked'
}

/** Stands before a pair of syllables in the built-in model's vocabulary; a letter no language here uses. */
const pairMark = 'ǂ'

// A mean over more words than this is near every question and tells nothing apart.
const longestStaticInput = 120

/**
 * A text as the built-in embedding model reads it: its syllables without dấu, those with dấu as
 * typed, and each pair of neighbours as one word (`ǂkhaisinh`). A mean of word vectors knows no order,
 * so the pairs bring in what "đăng ký lại" has and "ký lại đăng" has not.
 */
export function staticModelInput(text: string): string {
  const typed = syllablesOf(text).slice(0, longestStaticInput)
  const folded = typed.map(foldWord)
  const marked = typed.filter((syllable, index) => syllable !== folded[index])
  const pairs = folded.slice(1).map((syllable, index) => `${pairMark}${folded[index]}${syllable}`)
  return [...folded, ...marked, ...pairs].join(' ')
}

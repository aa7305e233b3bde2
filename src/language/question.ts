import { fold, foldWord, hasMarks } from './fold.ts'
import type { Lexicon, TermTable } from './lexicon.ts'
import { saysSomebodyDied } from './somebody-died.ts'
import { mendSpelling } from './spelling.ts'

/** A citizen's words, made ready for search. */
export type Question = {
  /** As typed, NFC, spaces tidied. */
  text: string
  /** With teencode and abbreviations written out and the spelling of names mended. */
  plain: string
  /** `plain` and after it the official words that words of the street point at. */
  expanded: string
  /** The citizen typed dấu, and so meant them. */
  hasMarks: boolean
  /**
   * The words that say what it is about, folded; without those by which a facet is asked for. Undefined
   * where nobody has told them apart.
   */
  topic?: string
}

const word = /[\p{L}\p{M}\p{N}]+/gu

/** Tidies, writes out teencode and abbreviations, adds official words. Pure. */
export function readQuestion(text: string, lexicon: Lexicon): Question {
  const tidy = tidyText(text)
  const plain = mendSpelling(replaceWords(tidy, lexicon), lexicon.spelling)
  const isMarked = hasMarks(tidy)
  const added = findTerms(plain, lexicon.expansions)
  if (saysSomebodyDied(plain, isMarked)) added.push('qua đời, đăng ký khai tử')
  return {
    text: tidy,
    plain,
    expanded: [plain, ...added].join(' '),
    hasMarks: isMarked,
  }
}

/** The text with teencode and abbreviations written out, and nothing else. Pure. */
export function writeOut(text: string, lexicon: Lexicon): string {
  return replaceWords(tidyText(text), lexicon)
}

function tidyText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

function replaceWords(text: string, { replacements }: Lexicon): string {
  const words = [...text.matchAll(word)]
  let result = ''
  let copiedTo = 0
  for (let index = 0; index < words.length; ) {
    const found = longestMatch(text, words, index, replacements)
    if (!found) {
      index++
      continue
    }
    const start = words[index]?.index ?? 0
    result += text.slice(copiedTo, start) + found.means
    copiedTo = found.end
    index += found.length
  }
  return result + text.slice(copiedTo)
}

/** Official words for every term of the street in the text, each once. */
function findTerms(text: string, terms: TermTable): string[] {
  const words = [...text.matchAll(word)]
  const found = new Set<string>()
  for (let index = 0; index < words.length; ) {
    const match = longestMatch(text, words, index, terms)
    if (match) found.add(match.means)
    index += match?.length ?? 1
  }
  return [...found]
}

function longestMatch(
  text: string,
  words: RegExpExecArray[],
  index: number,
  { entries, longestByFirstWord }: TermTable,
) {
  const start = words[index]?.index ?? 0
  const longest = longestByFirstWord.get(foldWord(words[index]?.[0] ?? '')) ?? 0
  for (let length = Math.min(longest, words.length - index); length > 0; length--) {
    const last = words[index + length - 1]
    const end = (last?.index ?? 0) + (last?.[0].length ?? 0)
    const typed = text.slice(start, end)
    const entry = entries.get(fold(typed))
    if (entry && isSameWord(typed, entry.term)) return { means: entry.means, length, end }
  }
  return undefined
}

/** Whoever typed dấu meant them: "số đó" is not "sổ đỏ", while "so do" may be. */
function isSameWord(typed: string, term: string): boolean {
  return !hasMarks(typed) || typed.toLowerCase() === term.normalize('NFC').toLowerCase()
}

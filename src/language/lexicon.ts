import { fold } from './fold.ts'
import { createSpelling, type Spelling } from './spelling.ts'

/** One word of the street: what it is short for or points at. */
export type LexiconEntry = { term: string; means: string }

/** Terms by their folded form, and how many words the longest term has that starts with a word. */
export type TermTable = {
  entries: ReadonlyMap<string, LexiconEntry>
  longestByFirstWord: ReadonlyMap<string, number>
}

/**
 * Words that are replaced (`ko` → `không`) and words that are added to (`bìa đỏ` also means
 * `giấy chứng nhận quyền sử dụng đất`).
 */
export type Lexicon = { replacements: TermTable; expansions: TermTable; spelling: Spelling }

/** The same as written down. */
export type LexiconLists = { replacements: LexiconEntry[]; expansions: LexiconEntry[] }

/**
 * Builds the look-up tables. A later entry for the same term wins. `names` are the titles and aliases
 * to which slips of spelling are mended, `texts` how people write.
 */
export function createLexicon(
  lists: LexiconLists,
  names: Iterable<string> = [],
  texts: Iterable<string> = [],
): Lexicon {
  return {
    spelling: createSpelling(names, texts),
    replacements: createTermTable(lists.replacements),
    expansions: createTermTable(lists.expansions),
  }
}

function createTermTable(list: LexiconEntry[]): TermTable {
  const entries = new Map(list.map((entry) => [fold(entry.term), entry]))
  const longestByFirstWord = new Map<string, number>()
  for (const key of entries.keys()) {
    const words = key.split(' ')
    const first = words[0] ?? ''
    longestByFirstWord.set(first, Math.max(longestByFirstWord.get(first) ?? 0, words.length))
  }
  return { entries, longestByFirstWord }
}

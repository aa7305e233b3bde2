import { fold } from './fold.ts'

/** One word of the street: what it is short for or points at. */
export type LexiconEntry = { term: string; means: string }

/**
 * Words that are replaced (`ko` → `không`) and words that are added to (`bìa đỏ` also means
 * `giấy chứng nhận quyền sử dụng đất`), looked up by their folded form.
 */
export type Lexicon = {
  replacements: ReadonlyMap<string, LexiconEntry>
  expansions: ReadonlyMap<string, LexiconEntry>
  /** Words in the longest term. */
  longestTerm: number
}

/** Builds the look-up tables. A later entry for the same term wins. */
export function createLexicon(lists: {
  replacements: LexiconEntry[]
  expansions: LexiconEntry[]
}): Lexicon {
  const table = (entries: LexiconEntry[]) =>
    new Map(entries.map((entry) => [fold(entry.term), entry]))
  const replacements = table(lists.replacements)
  const expansions = table(lists.expansions)
  const lengths = [...replacements.keys(), ...expansions.keys()].map((key) => key.split(' ').length)
  return { replacements, expansions, longestTerm: Math.max(1, ...lengths) }
}

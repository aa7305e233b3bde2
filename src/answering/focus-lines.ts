import type { Passage } from '../knowledge/passages.ts'
import { fold } from '../language/fold.ts'

/** A line of a guide that speaks to the very words of the question. */
export type FocusLine = { passage: Passage; text: string; score: number }

const minimumScore = 0.18
/** A second line is said beside the first when it speaks to the question this much itself. */
const secondScore = 0.35
/** What a word weighs that no line has: it belongs to the story more than to the matter. */
const weightOfAbsent = 0.25

/**
 * The lines that answer a particular ("ông bà đi khai thay được không") rather than a whole facet:
 * those that share the question's rarer words and word pairs. Best first, at most two.
 *
 * Words that the guide has everywhere, its title above all, say nothing about a line and weigh little.
 */
export function focusLines(topicWords: string[], title: string, passages: Passage[]): FocusLine[] {
  const wanted = termsOf(topicWords.join(' '))
  for (const term of termsOf(title)) wanted.delete(term)
  if (wanted.size < 2) return []

  const lines = passages.flatMap(linesOf)
  const weightOf = (term: string) => {
    const count = lines.filter(({ terms }) => terms.has(term)).length
    const rarity = count === 0 ? weightOfAbsent : 1 / (1 + Math.log(count))
    return rarity * (term.includes(' ') ? 1.5 : 1)
  }
  const weights = new Map([...wanted].map((term) => [term, weightOf(term)]))
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return lines
    .map(({ passage, text, terms }) => {
      const shared = [...weights].filter(([term]) => terms.has(term))
      const score = shared.reduce((sum, [, weight]) => sum + weight, 0) / all
      return { passage, text, score: shared.length >= 2 ? score : 0 }
    })
    .filter(({ score }) => score >= minimumScore)
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, index) => index === 0 || (index === 1 && score >= secondScore))
}

type Line = { passage: Passage; text: string; terms: Set<string> }

// A passage never changes, and the same few are asked about all day.
const linesByPassage = new WeakMap<Passage, Line[]>()

function linesOf(passage: Passage): Line[] {
  const known = linesByPassage.get(passage)
  if (known) return known
  const lines = passage.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.endsWith(':'))
    .map((text) => ({ passage, text, terms: termsOf(text) }))
  linesByPassage.set(passage, lines)
  return lines
}

function termsOf(text: string): Set<string> {
  const words = fold(text)
    .split(' ')
    .filter((word) => word !== '')
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  return new Set([...words, ...pairs])
}

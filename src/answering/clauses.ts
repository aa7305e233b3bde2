import { withoutCitationMarks } from '../language/citation-marks.ts'
import { claimsIn } from '../language/claims.ts'
import { fold } from '../language/fold.ts'
import { takeSentences } from '../language/sentences.ts'

/** The separate statements of a text: its lines, sentences and parts between semicolons. */
export function clausesOf(text: string): string[] {
  const { sentences, rest } = takeSentences(text)
  return [...sentences, rest]
    .flatMap((sentence) => sentence.split(/(?<=;)\s/))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}

/** The folded words of a text, citation marks left out. */
export function wordsOf(text: string): string[] {
  return fold(withoutCitationMarks(text))
    .split(' ')
    .filter((word) => word !== '')
}

/** The folded words that say what the figures of a text are about. */
export function wordsBesideClaims(text: string): string[] {
  const normal = text.normalize('NFC')
  const rest = claimsIn(normal).reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    normal,
  )
  return wordsOf(rest)
}

/**
 * The candidate most like the sentence; undefined when none shares more than half of the words of the
 * shorter of the two.
 */
export function nearestOf(sentence: string, candidates: string[]): string | undefined {
  const words = new Set(wordsOf(sentence))
  let best: { text: string; likeness: number } | undefined
  for (const text of candidates) {
    const own = new Set(wordsOf(text))
    const shared = countShared(own, words)
    if (own.size < 2 || shared / Math.min(own.size, words.size) <= 0.5) continue
    const likeness = shared / Math.sqrt(own.size * words.size)
    if (likeness > (best?.likeness ?? 0)) best = { text, likeness }
  }
  return best?.text
}

/** How many different words two texts have in common. */
export function countShared(some: Iterable<string>, others: Iterable<string>): number {
  const known = new Set(others)
  return [...new Set(some)].filter((word) => known.has(word)).length
}

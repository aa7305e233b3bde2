import type { Guide } from '../../knowledge/guide.ts'
import { fold, hasMarks } from '../../language/fold.ts'

/** Share of the words that a guide must have to be shown when none has them all. */
const nearEnough = 0.6

/**
 * The guides whose title, code, other names or usual questions have the words, best first.
 *
 * Words may be typed with or without dấu; written with dấu, guides with the same dấu come first.
 * When no guide has every word, `isExact` is false and the nearest ones are given.
 */
export function searchGuides(guides: Guide[], query: string): { found: Guide[]; isExact: boolean } {
  const words = [...new Set(fold(query).split(' '))].filter((word) => word !== '')
  if (words.length === 0) return { found: [], isExact: true }

  const rated = guides
    .map((guide) => ({ guide, ...rate(guide, words, query) }))
    .sort((one, other) => other.share - one.share || other.score - one.score)
  const exact = rated.filter(({ share }) => share === 1)
  const near = rated.filter(({ share }) => share >= nearEnough).slice(0, 8)
  const found = (exact.length > 0 ? exact : near).map(({ guide }) => guide)
  return { found, isExact: exact.length > 0 }
}

function rate(guide: Guide, words: string[], query: string): { share: number; score: number } {
  const names = [guide.title, ...guide.aliases]
  const others = [guide.code ?? '', guide.field, ...guide.questions]
  const all = ` ${fold([...names, ...others].join(' '))}`
  const known = words.filter((word) => all.includes(` ${word}`)).length
  const typed = query.toLowerCase().normalize('NFC').trim()
  const hasSameMarks =
    hasMarks(query) && names.some((name) => name.toLowerCase().normalize('NFC').includes(typed))
  return {
    share: known / words.length,
    score:
      Math.max(...names.map((name) => likeness(name, words))) +
      likeness(guide.title, words) +
      (hasSameMarks ? 1 : 0),
  }
}

/** How nearly a name is just these words, 0…1: the part of both that they share. */
function likeness(name: string, words: string[]): number {
  const ofName = fold(name).split(' ')
  const shared = words.filter((word) => ofName.some((each) => each.startsWith(word))).length
  return (2 * shared) / (words.length + ofName.length)
}

import type { Edition } from '../knowledge/edition.ts'
import {
  type KnowledgeIndex,
  type RankedTarget,
  rankByWords,
  rankTargets,
} from '../retrieval/rank-targets.ts'
import { confidenceOf } from './confidence.ts'
import { topicWordsOf } from './facet-of-question.ts'
import { thresholds } from './thresholds.ts'
import { readTopic } from './understand.ts'

/** Said nearly whole: a guide whose title or alias is said less is only touched upon. */
const named = 0.8

/** A matter is one of the first; the others only share words with the message. */
const placesCounted = 5

const mostParts = 4

/**
 * The guides of a message that asks for several at once ("sao y sổ đỏ và chứng thực chữ ký"), in its
 * order; empty when it asks for one.
 *
 * `ranked` is what the whole message may be about. Parts are looked up only when it names two guides,
 * and count only when its first guess is among them: one guide may cover both matters. Words alone are
 * asked first, since most messages that touch upon two guides ask for one.
 */
export async function mattersOf(
  plain: string,
  ranked: RankedTarget[],
  { lexicon }: Edition,
  index: KnowledgeIndex,
  onFailure: (error: unknown) => void,
): Promise<string[]> {
  const likely = ranked.slice(0, placesCounted).filter(isNamedGuide)
  if (likely.length < 2) return []
  const parts = partsOf(plain)
  if (parts.length < 2 || parts.length > mostParts) return []

  const namedInParts = new Set<string>()
  for (const part of parts) {
    const [first] = rankByWords(readTopic(part, lexicon).question, index)
    if (first && isNamedGuide(first)) namedInParts.add(first.target.id)
  }
  if (namedInParts.size < 2) return []

  const found = new Set<string>()
  for (const part of parts) {
    const [first, second] = await rankTargets(readTopic(part, lexicon).question, index, onFailure)
    if (!first || !isNamedGuide(first)) continue
    if (confidenceOf(first, second, 0) < thresholds.answer) continue
    if (likely.some(({ target }) => target.id === first.target.id)) found.add(first.target.id)
  }
  const isWhole = found.size > 1 && found.has(ranked[0]?.target.id ?? '')
  return isWhole ? [...found] : []
}

const isNamedGuide = ({ target, nameMatch }: RankedTarget) =>
  target.kind === 'guide' && nameMatch >= named

const joints = /\s(?:và|va|rồi|roi|với lại|voi lai|xong|đồng thời|dong thoi)\s|(?<=[.;?!])\s/i

/** The requests of a message; a part without a matter of its own belongs to the one before it. */
function partsOf(plain: string): string[] {
  const parts: string[] = []
  for (const part of plain.split(joints)) {
    const last = parts.length - 1
    if (last >= 0 && topicWordsOf(part).length < 2) parts[last] += ` ${part}`
    else parts.push(part)
  }
  return parts
}

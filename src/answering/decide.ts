import type { Edition } from '../knowledge/edition.ts'
import { fold } from '../language/fold.ts'
import { type Target, targetKey } from '../retrieval/indexed-texts.ts'
import type { RankedTarget } from '../retrieval/rank-targets.ts'
import { confidenceOf } from './confidence.ts'
import type { Understanding } from './understand.ts'

/** What to do about a question. */
export type Decision =
  | { kind: 'answer'; target: Target; confidence: number }
  | { kind: 'clarify'; guideIds: string[]; confidence: number }
  | { kind: 'unknown'; nearby: string[]; confidence: number }

/** What the conversation has in hand when the message comes. */
export type Context = {
  /** The guide or office the last answer was about. */
  inHand: Target | null
}

/**
 * Found by `npm run eval` on the public questions: below `answer` more replies are wrong than right,
 * below `ask` even asking back names nothing the citizen means.
 */
export const thresholds = { answer: 0.5, ask: 0.3, close: 0.06 }

/**
 * Answer, ask back, or say that nothing fits. Pure.
 *
 * A message without a topic of its own stays with the procedure in hand; so does one that fits it
 * about as well as anything else.
 */
export function decide(
  { question, topicWords, facets }: Understanding,
  ranked: RankedTarget[],
  edition: Edition,
  { inHand }: Context,
): Decision {
  const named = namedGuide(question.plain, edition)
  if (named) return { kind: 'answer', target: { kind: 'guide', id: named }, confidence: 1 }

  if (inHand && isFollowUp(topicWords, facets.length, ranked, inHand)) {
    return { kind: 'answer', target: inHand, confidence: 0.9 }
  }
  const [first, second] = ranked
  if (!first) return { kind: 'unknown', nearby: [], confidence: 0 }

  const confidence = confidenceOf(question, first, second)
  const guideIds = ranked
    .filter(({ target }) => target.kind === 'guide')
    .slice(0, 3)
    .map(({ target }) => target.id)
  if (confidence < thresholds.ask) return { kind: 'unknown', nearby: guideIds, confidence }
  if (topicWords.length === 0) return { kind: 'unknown', nearby: [], confidence: 0 }

  const close = ranked.filter(({ score }) => first.score - score < thresholds.close)
  const closeGuides = close.filter(({ target }) => target.kind === 'guide')
  if (confidence < thresholds.answer) return { kind: 'clarify', guideIds, confidence }
  if (first.target.kind === 'guide' && closeGuides.length > 1 && confidence < 0.75) {
    return {
      kind: 'clarify',
      guideIds: closeGuides.slice(0, 3).map(({ target }) => target.id),
      confidence,
    }
  }
  return { kind: 'answer', target: first.target, confidence }
}

/** The guide whose full title is the message, but for a facet before it ("Lệ phí: …", as buttons send). */
function namedGuide(plain: string, { guides }: Edition): string | undefined {
  const [, afterColon] = plain.split(/:\s*(.*)/s)
  const wanted = fold(afterColon ?? plain)
  for (const { id, title } of guides.values()) if (fold(title) === wanted) return id
  return undefined
}

function isFollowUp(
  topicWords: string[],
  facetCount: number,
  ranked: RankedTarget[],
  inHand: Target,
): boolean {
  if (topicWords.length === 0) return true
  const [first] = ranked
  const held = ranked.find(({ target }) => targetKey(target) === targetKey(inHand))
  if (!first || first === held) return true
  // Few words of its own, and what is in hand has them too: still the same matter.
  const lead = first.score - (held?.score ?? 0)
  if (topicWords.length <= 2 && facetCount > 0) return first.coverage < 0.75 || lead < 0.15
  return held !== undefined && lead < 0.1 && topicWords.length <= 6
}

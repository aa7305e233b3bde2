import type { Edition } from '../knowledge/edition.ts'
import { fold } from '../language/fold.ts'
import { type Target, targetKey } from '../retrieval/indexed-texts.ts'
import type { RankedTarget } from '../retrieval/rank-targets.ts'
import { confidenceOf } from './confidence.ts'
import { guideCalled, guideOfTitle } from './named-guide.ts'
import { thresholds } from './thresholds.ts'
import type { Understanding } from './understand.ts'

export type Asking = Pick<Understanding, 'question' | 'topicWords' | 'facets' | 'offTopic'> & {
  /** "thế còn khai tử?": it may name the next matter in a word or two. */
  isNext?: boolean
}

/** What to do about a question. */
export type Decision =
  /** `alternative`: a guide that could be meant instead, worth a button. */
  | { kind: 'answer'; target: Target; alternative?: string; confidence: number }
  | { kind: 'clarify'; guideIds: string[]; confidence: number }
  | { kind: 'unknown'; nearby: string[]; confidence: number }

/**
 * Answer, ask back, or say that nothing fits. Pure.
 *
 * `inHand` is what the last answer was about: a message without a topic of its own stays with it, and
 * so does one that does not clearly name another matter.
 */
export function decide(
  asking: Asking,
  ranked: RankedTarget[],
  edition: Edition,
  inHand: Target | null,
): Decision {
  const { question, topicWords, offTopic } = asking
  const named = guideOfTitle(question.plain, edition) ?? calledByName(asking, edition, inHand)
  if (named) return { kind: 'answer', target: { kind: 'guide', id: named }, confidence: 1 }

  const [first, second] = ranked
  const confidence = first ? confidenceOf(first, second, offTopic) : 0
  if (inHand && staysInHand(inHand, asking, ranked, confidence)) {
    return {
      kind: 'answer',
      target: inHand,
      ...alternativeTo(inHand, first),
      confidence: Math.max(confidence, thresholds.answer),
    }
  }
  if (!first || topicWords.length === 0) return { kind: 'unknown', nearby: [], confidence: 0 }

  const guideIds = ranked
    .filter(({ target }) => target.kind === 'guide')
    .slice(0, 3)
    .map(({ target }) => target.id)
  if (first.target.kind === 'off-topic') return { kind: 'unknown', nearby: [], confidence }
  if (offTopic > thresholds.offTopic && confidence < thresholds.sure) {
    return { kind: 'unknown', nearby: guideIds, confidence }
  }
  if (confidence < thresholds.ask) return { kind: 'unknown', nearby: guideIds, confidence }
  if (confidence < thresholds.answer || isHardlyOurs(ranked)) {
    return { kind: 'clarify', guideIds, confidence }
  }

  const close = ranked
    .filter(
      ({ target, score }) => target.kind === 'guide' && first.score - score < thresholds.close,
    )
    .map(({ target }) => target.id)
  if (first.target.kind === 'guide' && close.length > 1 && confidence < thresholds.sure) {
    return { kind: 'clarify', guideIds: close.slice(0, 3), confidence }
  }
  return { kind: 'answer', target: first.target, confidence }
}

/** In the middle of a matter another may be named only to ask whether this one needs it. */
function calledByName({ question, topicWords }: Asking, edition: Edition, inHand: Target | null) {
  const asksOfThis = inHand !== null && asksOfMatterInHand(question.plain)
  return asksOfThis ? undefined : guideCalled(topicWords, edition)
}

function alternativeTo(inHand: Target, first: RankedTarget | undefined) {
  if (first?.target.kind !== 'guide' || first.score < 0.5) return {}
  return targetKey(first.target) === targetKey(inHand) ? {} : { alternative: first.target.id }
}

/** Words beyond which a message tells a new story rather than asks on. */
const longestFollowUp = 14

/** "có phải hợp pháp hóa không?" names another matter, but asks whether this one needs it. */
const asksWhetherNeeded = /\b(co|thi) (phai|can|bat buoc|nhat thiet)\b.*\bkhong\b/

/** "không có hộ khẩu thì sao?": a case of this matter, whatever else it names. */
const asksOfACase =
  /^(the |vay |ma |neu |lo |nho |khi )*(khong|chua|khong phai|het|mat) (co |con |phai |mang |nho |lam )?.*(thi sao|lam sao|thi the nao)$/

/** "còn phí thì sao", "mấy hôm thì xong": too few words to name another matter. */
const fewWords = 3

/** In the middle of a matter a wording alone seldom leads away from it. */
const sureOffTopic = 0.7

function asksOfMatterInHand(plain: string): boolean {
  const text = fold(plain)
  return asksWhetherNeeded.test(text) || asksOfACase.test(text)
}

function staysInHand(
  inHand: Target,
  { question, topicWords, facets, offTopic, isNext }: Asking,
  ranked: RankedTarget[],
  confidence: number,
): boolean {
  const [first] = ranked
  if (!first || topicWords.length === 0) return true
  const place = ranked.findIndex(({ target }) => targetKey(target) === targetKey(inHand))
  if (place === 0 || topicWords.length > longestFollowUp) return place === 0
  if (asksOfMatterInHand(question.plain)) return true

  const held = ranked[place]
  const namesAnother = first.nameMatch > 0.8 && leads(first, held)
  if (namesAnother && confidence > thresholds.ask) return false
  if (isNext && first.nameMatch > 0.4 && leads(first, held)) return false
  if (topicWords.length <= fewWords) return true
  if (offTopic > sureOffTopic) return false
  if (first.target.kind === 'off-topic') return confidence < thresholds.answer
  // It speaks of the asked particulars as well as any other guide does.
  if (held && held.coverage >= first.coverage * 0.9) return true
  if (confidence > thresholds.sure && first.score - (held?.score ?? 0) > 0.4) return false
  const tellsSomethingNew = facets.length === 0 && topicWords.length >= 4
  return !tellsSomethingNew || (place >= 0 && place < 5)
}

const leads = (first: RankedTarget, held: RankedTarget | undefined) =>
  first.nameMatch > (held?.nameMatch ?? 0) + 0.2

/** What is nobody's business here fits nearly as well as a guide that is not even half named. */
function isHardlyOurs([first, second]: RankedTarget[]): boolean {
  if (second?.target.kind !== 'off-topic' || !first) return false
  return second.score > 0.2 && first.nameMatch < 0.5
}

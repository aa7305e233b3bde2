import { rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { AnswerDeps, Desk } from './answer-question.ts'
import { composeFromGuide } from './compose-from-guide.ts'
import { confidenceOf } from './confidence.ts'
import { thresholds } from './thresholds.ts'
import { understand } from './understand.ts'

/** What the bot knows of a matter that it hands over, for the official. */
export type Evidence = {
  /** Guides by how well they fit, best first; `score` 0…1. */
  guides: { id: string; title: string; score: number }[]
  /** What the bot would have said; null when it had nothing. */
  draft: string | null
}

export const noEvidence: Evidence = { guides: [], draft: null }

/** Guides that fit a story, and the guide's own words on it, whoever it is handed over to. */
export async function findEvidence(
  { edition, index }: Desk,
  story: string,
  day: Day,
  { reader, onModelFailure }: Pick<AnswerDeps, 'reader' | 'onModelFailure'>,
): Promise<Evidence> {
  const understanding = understand(story, edition.lexicon, reader)
  const ranked = await rankTargets(understanding.question, index, onModelFailure)
  const guides = ranked.flatMap(({ target, score }) => {
    const title = target.kind === 'guide' ? edition.guides.get(target.id)?.title : undefined
    return title ? [{ id: target.id, title, score: Math.min(1, Math.max(0, score)) }] : []
  })
  const [first, second] = ranked
  const isLikely = first && confidenceOf(first, second, understanding.offTopic) >= thresholds.ask
  const guide = isLikely ? edition.guides.get(first.target.id) : undefined
  const composed = guide && composeFromGuide(edition, guide, understanding, day)
  return { guides: guides.slice(0, 5), draft: composed?.text ?? null }
}

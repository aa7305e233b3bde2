import type { Target } from '../retrieval/indexed-texts.ts'
import { rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { AnswerDeps, Desk } from './answer-question.ts'
import { composeFromGuide } from './compose-from-guide.ts'
import { decide } from './decide.ts'
import { understand } from './understand.ts'

/** What the bot knows of a matter that it hands over, for the official. */
export type Evidence = {
  /** Guides by how well they fit, best first; `score` 0…1. */
  guides: { id: string; title: string; score: number }[]
  /** What the bot would have said; null when it had nothing. */
  draft: string | null
}

const mostGuides = 5

export const noEvidence: Evidence = { guides: [], draft: null }

/**
 * Guides that fit a story, and the guide's own words on it, whoever it is handed over to. A story that
 * names no other matter ("sao chưa có?") is about what the last answer was about.
 */
export async function findEvidence(
  { edition, index }: Desk,
  { story, inHand, day }: { story: string; inHand: Target | null; day: Day },
  { reader, onModelFailure }: Pick<AnswerDeps, 'reader' | 'onModelFailure'>,
): Promise<Evidence> {
  const understanding = understand(story, edition.lexicon, reader)
  const ranked = await rankTargets(understanding.question, index, onModelFailure)
  const guides = ranked.flatMap(({ target, score }) => {
    const title = target.kind === 'guide' ? edition.guides.get(target.id)?.title : undefined
    return title ? [{ id: target.id, title, score: Math.min(1, Math.max(0, score)) }] : []
  })
  const decision = decide(understanding, ranked, edition, inHand)
  const about =
    decision.kind === 'answer'
      ? decision.target.id
      : decision.kind === 'clarify'
        ? guides[0]?.id
        : undefined
  const guide = edition.guides.get(about ?? '')
  if (!guide) return { guides: guides.slice(0, mostGuides), draft: null }
  const others = guides.filter(({ id }) => id !== guide.id)
  const score = guides.find(({ id }) => id === guide.id)?.score ?? decision.confidence
  return {
    guides: [{ id: guide.id, title: guide.title, score }, ...others].slice(0, mostGuides),
    draft: composeFromGuide(edition, guide, understanding, day)?.text ?? null,
  }
}

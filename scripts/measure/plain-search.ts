import MiniSearch from 'minisearch'
import type { Edition } from '../../src/knowledge/edition.ts'

/** How well MiniSearch out of the box ranks the guides for these questions: the line to beat. */
export function plainMiniSearch(
  edition: Edition,
  questions: { q: string; procedure: string | null; also_ok: string[] }[],
) {
  const search = createPlainMiniSearch(edition)
  const ranks = questions.map(({ q, procedure, also_ok }) =>
    search(q).findIndex((id) => id === procedure || also_ok.includes(id)),
  )
  return rankFigures(ranks)
}

/** MiniSearch over the same guides with its default tokenizer and no folding; guide ids, best first. */
export function createPlainMiniSearch({ guides, passages }: Edition) {
  const index = new MiniSearch({ fields: ['title', 'questions', 'text'] })
  index.addAll(
    [...guides.values()].map((guide) => ({
      id: guide.id,
      title: guide.title,
      questions: [...guide.aliases, ...guide.questions].join('\n'),
      text: (passages.get(guide.id) ?? []).map(({ text }) => text).join('\n'),
    })),
  )
  return (question: string) => index.search(question).map(({ id }) => String(id))
}

/** From 0-based ranks (−1: not found) to recall and mean reciprocal rank. */
export function rankFigures(ranks: number[]) {
  const share = (count: number) => (ranks.length === 0 ? 0 : count / ranks.length)
  return {
    recall_at_1: share(ranks.filter((rank) => rank === 0).length),
    recall_at_3: share(ranks.filter((rank) => rank >= 0 && rank < 3).length),
    mrr: share(ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0)),
  }
}

import type { Question } from '../language/question.ts'
import type { Embedder } from './embedder.ts'
import { type Target, targetKey, targetOfKey, type VectorText } from './indexed-texts.ts'
import type { LexicalIndex } from './lexical-index.ts'
import type { VectorIndex } from './vector-index.ts'

/** How well a guide or another office's matter fits a question, and why. */
export type RankedTarget = {
  target: Target
  /** 0…1, both legs together; compare within one answer only. */
  score: number
  /** Share of the question's meaning-carrying words that the target has, 0…1. */
  coverage: number
  /** Cosine of the question and the target's nearest text, −1…1; 0 when no vector is used. */
  similarity: number
}

/** The indexes of one edition. `vectors` is null when only words are searched. */
export type KnowledgeIndex = {
  lexical: LexicalIndex
  vectors: { embedder: Embedder; index: VectorIndex; texts: ReadonlyMap<string, VectorText> } | null
}

/** Chosen by cross-validation on the development questions (`npm run eval`). */
export const fusion = { lexicalWeight: 0.5, lexicalDepth: 20, vectorDepth: 80 }

/** Everything a question may be about, best first. Words and meaning are searched side by side. */
export async function rankTargets(
  question: Question,
  { lexical, vectors }: KnowledgeIndex,
): Promise<RankedTarget[]> {
  const words = lexical.search(question, fusion.lexicalDepth)
  const nearest = vectors ? await nearestTargets(question, vectors) : new Map<string, number>()
  const lexicalWeight = vectors ? fusion.lexicalWeight : 1
  const best = words[0]?.score ?? 1
  const scores = new Map(words.map(({ id, score }) => [id, lexicalWeight * (score / best)]))
  for (const [id, similarity] of nearest) {
    const meaning = (1 - lexicalWeight) * Math.max(0, similarity)
    scores.set(id, (scores.get(id) ?? 0) + meaning)
  }
  return [...scores]
    .map(([id, score]) => ({
      target: targetOfKey(id),
      score,
      coverage: lexical.coverage(question, id),
      similarity: nearest.get(id) ?? 0,
    }))
    .sort((a, b) => b.score - a.score)
}

async function nearestTargets(
  question: Question,
  { embedder, index, texts }: NonNullable<KnowledgeIndex['vectors']>,
): Promise<Map<string, number>> {
  const vector = await embedder.embedQuestion(question.expanded)
  const nearest = new Map<string, number>()
  for (const { id, similarity } of index.nearest(vector, fusion.vectorDepth)) {
    const target = texts.get(id)?.target
    if (!target) continue
    const key = targetKey(target)
    nearest.set(key, Math.max(nearest.get(key) ?? -1, similarity))
  }
  return nearest
}

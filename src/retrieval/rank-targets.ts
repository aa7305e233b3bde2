import type { Question } from '../language/question.ts'
import type { Recent } from '../shared/recent.ts'
import type { Embedder } from './embedder.ts'
import { type Target, targetKey, targetOfKey, type VectorText } from './indexed-texts.ts'
import type { LexicalHit, LexicalIndex } from './lexical-index.ts'
import { rankingWeights } from './ranking-weights.ts'
import type { VectorIndex } from './vector-index.ts'

/** How well a guide or another office's matter fits a question, and why. */
export type RankedTarget = {
  target: Target
  /** How likely it is among all that were found, 0…1; the scores of one answer sum to 1. */
  score: number
  /** Share of the question's meaning-carrying words that the target has, 0…1. */
  coverage: number
  /** How much of its title or of one of its aliases the question says, 0…1. */
  nameMatch: number
  /** Mean cosine of the question and the target's three nearest questions, −1…1; null where the words alone were searched. */
  likeness: number | null
}

/** The indexes of one edition. `vectors` is null when only words are searched. */
export type KnowledgeIndex = {
  lexical: LexicalIndex
  /** The last questions' rankings: buttons and most citizens ask the same. Goes with the edition. */
  recent: Recent<string, RankedTarget[]>
  vectors: { embedder: Embedder; index: VectorIndex; texts: ReadonlyMap<string, VectorText> } | null
}

/** Beyond these nothing is asked back or counted. */
const rankedKept = 30
const lexicalDepth = 40
const vectorDepth = 150
/** How many of a target's questions count: one alone may be near by chance. */
const questionsCounted = 3

/**
 * Everything a question may be about, best first. Words and meaning are searched side by side; when
 * the embedding model fails, `onFailure` is told and the words alone decide.
 */
export async function rankTargets(
  question: Question,
  index: KnowledgeIndex,
  onFailure: (error: unknown) => void,
): Promise<RankedTarget[]> {
  const remembered = index.recent.get(question.text)
  if (remembered) return remembered
  let isWhole = true
  const ranked = await rankAnew(question, index, (error) => {
    isWhole = false
    onFailure(error)
  })
  // What was found while the model was down must not outlive its return.
  if (isWhole) index.recent.set(question.text, ranked)
  return ranked
}

async function rankAnew(
  question: Question,
  index: KnowledgeIndex,
  onFailure: (error: unknown) => void,
): Promise<RankedTarget[]> {
  return rankCandidates(await findCandidates(question, index, onFailure))
}

type Candidate = { target: Target; signals: Signals }
/** All that was found for a question; by words alone where there is no embedding model, or it failed. */
export type Found = { by: keyof typeof rankingWeights; candidates: Candidate[] }

/** Best first, at most thirty. */
export function rankCandidates(
  { by, candidates }: Found,
  weights: Signals = rankingWeights[by],
): RankedTarget[] {
  const weighed = candidates.map((candidate) => ({
    ...candidate,
    evidence: signals.reduce((sum, name) => sum + weights[name] * candidate.signals[name], 0),
  }))
  const most = Math.max(...weighed.map(({ evidence }) => evidence))
  const total = weighed.reduce((sum, { evidence }) => sum + Math.exp(evidence - most), 0)
  return weighed
    .map(({ target, evidence, signals: { coverage, nameMatch, questions } }) => ({
      target,
      score: Math.exp(evidence - most) / total,
      coverage,
      nameMatch,
      likeness: by === 'words' ? null : questions,
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, rankedKept)
}

/** What speaks for a target. Each is about 0…1, but `words`, the logarithm of the lexical score. */
export const signals = [
  'words',
  'coverage',
  'nameMatch',
  'questions',
  'nearest',
  'passages',
] as const
export type Signals = Record<(typeof signals)[number], number>

/** All that either search found, with what speaks for each; what it weighs is in ranking-weights.ts. */
export async function findCandidates(
  question: Question,
  { lexical, vectors }: KnowledgeIndex,
  onFailure: (error: unknown) => void,
): Promise<Found> {
  const hits = lexical.search(question, lexicalDepth)
  try {
    const likenesses = vectors && (await likenessByTarget(question, vectors))
    return found(hits, likenesses)
  } catch (error) {
    onFailure(error)
    return found(hits, null)
  }
}

/** Everything a question may be about as the words alone tell it, best first: quick, and less sure. */
export function rankByWords(question: Question, { lexical }: KnowledgeIndex): RankedTarget[] {
  return rankCandidates(findByWords(question, lexical))
}

/** All that the words alone find. */
export function findByWords(question: Question, lexical: LexicalIndex): Found {
  return found(lexical.search(question, lexicalDepth), null)
}

function found(hits: LexicalHit[], likenesses: Map<string, Likeness> | null): Found {
  return likenesses
    ? { by: 'wordsAndMeaning', candidates: candidatesFrom(hits, likenesses) }
    : { by: 'words', candidates: candidatesFrom(hits, new Map()) }
}

function candidatesFrom(hits: LexicalHit[], likenesses: Map<string, Likeness>): Candidate[] {
  const hitById = new Map(hits.map((hit) => [hit.id, hit]))
  // What only one search found is no better in the other than the last that it did find.
  const lastScore = hits.at(-1)?.score ?? 0
  return [...new Set([...hitById.keys(), ...likenesses.keys()])].map((id) => {
    const hit: LexicalHit = hitById.get(id) ?? { ...notFound, id, score: lastScore }
    const likeness = likenesses.get(id) ?? { questions: 0, nearest: 0, passages: 0 }
    const { coverage, nameMatch } = hit
    const words = Math.log(1 + hit.score)
    return {
      target: targetOfKey(id),
      signals: { words, coverage, nameMatch, ...likeness },
    }
  })
}

const notFound = { coverage: 0, nameMatch: 0 }

type Likeness = Pick<Signals, 'questions' | 'nearest' | 'passages'>

async function likenessByTarget(
  question: Question,
  { embedder, index, texts }: NonNullable<KnowledgeIndex['vectors']>,
): Promise<Map<string, Likeness>> {
  const vector = await embedder.embedQuestion(question.expanded)
  const nearest = index.nearest(vector, vectorDepth)
  // A text that is not among the nearest is at best as near as the last of them.
  const floor = nearest.at(-1)?.similarity ?? 0
  const nearestOf = new Map<string, { questions: number[]; passages: number[] }>()
  for (const { id, similarity } of nearest) {
    const text = texts.get(id)
    if (!text) continue
    const key = targetKey(text.target)
    const own = nearestOf.get(key) ?? { questions: [], passages: [] }
    own[text.use === 'question' ? 'questions' : 'passages'].push(similarity)
    nearestOf.set(key, own)
  }
  return new Map(
    [...nearestOf].map(([key, { questions, passages }]) => {
      const counted = questions.slice(0, questionsCounted)
      while (counted.length < questionsCounted) counted.push(floor)
      const mean = counted.reduce((sum, each) => sum + each, 0) / questionsCounted
      const [nearest = floor] = questions
      return [key, { questions: mean, nearest, passages: passages[0] ?? floor }]
    }),
  )
}

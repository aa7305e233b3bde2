import type { Edition } from '../knowledge/edition.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import { type KnowledgeIndex, rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { ChatModel } from './chat-model.ts'
import { decide } from './decide.ts'
import type { Draft } from './draft.ts'
import { hear } from './hear.ts'
import { mattersOf } from './matters.ts'
import type { MessageReader } from './message-reader.ts'
import { clarifyReply, officeReply, unknownReply } from './non-answers.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'
import { replyToIntent } from './reply-to-intent.ts'
import { tellGuides } from './tell-guides.ts'

/** A published edition and what it is searched by. */
export type Desk = { edition: Edition; index: KnowledgeIndex }

export type Asked = {
  text: string
  /** What the citizen wrote before, oldest first; read only when it matters. */
  history: () => Promise<string[]>
  /** What the last answer was about. */
  inHand: Target | null
  /** The day in Vietnam on which it is asked. */
  day: Day
}

export type AnswerDeps = {
  reader: MessageReader
  /** null: the guides answer in their own words. */
  model: ChatModel | null
  modelTimeoutMs: number
  /** Told when the language model or the embedding model fails; the turn goes on without it. */
  onModelFailure: (error: unknown) => void
}

/** Where the answering of a message stands, for whoever watches it. */
export type Progress = {
  onText?: (text: string) => void
  signal?: AbortSignal
}

/** One message in, one reply out: understand → retrieve → decide → compose → verify. */
export async function answerQuestion(
  { edition, index }: Desk,
  asked: Asked,
  deps: AnswerDeps,
  progress: Progress = {},
): Promise<Draft> {
  const { understanding, searched, inHand } = await hear(asked, edition, deps.reader)
  const intentReply = replyToIntent(understanding.intent, edition, asked.inHand)
  if (intentReply) return intentReply

  const ranked = await rankTargets(searched.question, index, deps.onModelFailure)
  const guides = ranked.flatMap(({ target }) => (target.kind === 'guide' ? [target.id] : []))
  const decision = decide(searched, ranked, edition, inHand)
  if (decision.kind === 'unknown') {
    const isUncovered =
      ranked[0]?.target.kind !== 'off-topic' && searched.topicWords.length >= fewestTopicWords
    return { ...unknownReply(edition, decision, guides, inHand), isUncovered }
  }
  const { plain } = searched.question
  const matters = await mattersOf(plain, ranked, edition, index, deps.onModelFailure)
  if (decision.kind === 'clarify' && matters.length === 0) {
    const facet = understanding.facets[0]
    return clarifyReply(edition, decision, guides, inHand, { facet, day: asked.day })
  }
  // Two matters that are both clear need no question back; the likelier stays in hand.
  const target = decision.kind === 'answer' ? decision.target : ranked[0]?.target
  if (!target) return unknownReply(edition, { nearby: [], confidence: 0 }, guides, inHand)
  const { confidence } = decision
  if (target.kind === 'office') return officeReply(edition, target.id, confidence, guides)

  const ids = matters.includes(target.id) ? matters : [target.id]
  const told = await tellGuides(ids, target.id, understanding, edition, asked, deps, progress)
  if (!told) {
    const nearby = guides.filter((id) => id !== target.id).slice(0, 3)
    return unknownReply(edition, { nearby, confidence: 0 }, guides, inHand)
  }
  const alternative = decision.kind === 'answer' ? decision.alternative : undefined
  return {
    ...told,
    options: [...alternativeOption(edition, alternative), ...told.options],
    confidence,
    inHand: target,
    intent: undefined,
    ranked: rankedWith(target.id, guides),
  }
}

/** A message with fewer is asked back about rather than handed over. */
const fewestTopicWords = 4

/** For a follow-up that may be about another guide after all. */
function alternativeOption({ guides }: Edition, id: string | undefined): Option[] {
  const title = guides.get(id ?? '')?.title
  return title ? [{ label: `${replies.orRather} ${title}`, text: title }] : []
}

/** The decided guide first: a follow-up may hold to one that the words alone rank lower. */
function rankedWith(first: string, guides: string[]): string[] {
  return [first, ...guides.filter((id) => id !== first)]
}

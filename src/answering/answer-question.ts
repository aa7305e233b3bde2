import type { Edition } from '../knowledge/edition.ts'
import { readQuestion } from '../language/question.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import { type KnowledgeIndex, rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { ChatModel } from './chat-model.ts'
import { type Composed, citationOf, composeFromGuide } from './compose-from-guide.ts'
import { composeWithModel } from './compose-with-model.ts'
import { decide } from './decide.ts'
import type { Draft } from './draft.ts'
import { topicWordsOf } from './facet-of-question.ts'
import type { MessageReader } from './message-reader.ts'
import { clarifyReply, officeReply, unknownReply } from './non-answers.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'
import { replyToIntent } from './reply-to-intent.ts'
import { type Understanding, understand } from './understand.ts'

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
  const understanding = understand(asked.text, edition.lexicon, deps.reader)
  const intentReply = replyToIntent(understanding.intent, edition, asked.inHand)
  if (intentReply) return intentReply

  const searched = await searchedFor(understanding, asked, edition, deps.reader)
  const ranked = await rankTargets(searched.question, index, deps.onModelFailure)
  const guides = ranked.flatMap(({ target }) => (target.kind === 'guide' ? [target.id] : []))
  const decision = decide(searched, ranked, edition, asked.inHand)
  if (decision.kind === 'unknown') {
    const isUncovered =
      ranked[0]?.target.kind !== 'off-topic' && searched.topicWords.length >= fewestTopicWords
    return { ...unknownReply(edition, decision, guides, asked.inHand), isUncovered }
  }
  if (decision.kind === 'clarify')
    return clarifyReply(edition, decision, guides, asked.inHand, {
      facet: understanding.facets[0],
      day: asked.day,
    })

  const { target, alternative, confidence } = decision
  if (target.kind === 'office') return officeReply(edition, target.id, confidence, guides)
  const guide = edition.guides.get(target.id)
  const composed = guide && composeFromGuide(edition, guide, understanding, asked.day)
  if (!guide || !composed) {
    const nearby = guides.filter((id) => id !== target.id).slice(0, 3)
    return unknownReply(edition, { nearby, confidence: 0 }, guides, asked.inHand)
  }
  const written = await writeWithModel(composed, asked, deps, progress)
  const elsewhere = guide.level === 'tinh' || guide.level === 'khac'
  return {
    kind: elsewhere ? 'redirect' : 'answer',
    text: elsewhere
      ? `${replies.notHere(guide.agency)}\n\n${written?.text ?? composed.text}`
      : (written?.text ?? composed.text),
    procedure: { id: guide.id, code: guide.code, title: guide.title },
    facet: composed.facet,
    citations: written?.used.length
      ? written.used.map((passage) => citationOf(passage, guide, asked.day))
      : composed.citations,
    options: [
      ...alternativeOption(edition, alternative),
      ...composed.options,
      ...(elsewhere ? replies.waysOn : [replies.askPerson]),
    ],
    confidence,
    generatedBy: written ? 'llm' : 'guide',
    inHand: target,
    intent: undefined,
    ranked: rankedWith(target.id, guides),
  }
}

/** A message with fewer is asked back about rather than handed over. */
const fewestTopicWords = 4

/** Words of its own, beyond which a message is searched for itself alone. */
const longestBareQuestion = 4

/**
 * A bare facet ("bao lâu thì lấy được?") after a question that found no answer asks about that
 * question; the two are searched as one.
 */
async function searchedFor(
  { question, topicWords, facets, offTopic }: Understanding,
  { history, inHand }: Asked,
  { lexicon }: Edition,
  reader: MessageReader,
): Promise<Pick<Understanding, 'question' | 'topicWords' | 'facets' | 'offTopic'>> {
  if (inHand || topicWords.length > longestBareQuestion)
    return { question, topicWords, facets, offTopic }
  const before = (await history()).at(-1)
  // A greeting or a cry for a person is no question to go on with.
  if (before === undefined || understand(before, lexicon, reader).intent) {
    return { question, topicWords, facets, offTopic }
  }
  const both = readQuestion(`${before}. ${question.text}`, lexicon)
  return { question: both, topicWords: topicWordsOf(both.plain), facets, offTopic }
}

/** For a follow-up that may be about another guide after all. */
function alternativeOption({ guides }: Edition, id: string | undefined): Option[] {
  const title = guides.get(id ?? '')?.title
  return title ? [{ label: `${replies.orRather} ${title}`, text: title }] : []
}

/** The decided guide first: a follow-up may hold to one that the words alone rank lower. */
function rankedWith(first: string, guides: string[]): string[] {
  return [first, ...guides.filter((id) => id !== first)]
}

async function writeWithModel(
  { passages }: Composed,
  { text, history }: Asked,
  { model, modelTimeoutMs, onModelFailure }: AnswerDeps,
  { onText = () => undefined, signal }: Progress,
) {
  if (!model) return null
  const limit = AbortSignal.timeout(modelTimeoutMs)
  const stop = signal ? AbortSignal.any([signal, limit]) : limit
  try {
    const asked = { question: text, history: (await history()).slice(-3), passages }
    return await composeWithModel(model, asked, stop, onText)
  } catch (error) {
    onModelFailure(error)
    return null
  }
}

import type { Edition } from '../knowledge/edition.ts'
import type { Guide } from '../knowledge/guide.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import { type KnowledgeIndex, rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { ChatModel } from './chat-model.ts'
import { type Composed, citationOf, composeFromGuide } from './compose-from-guide.ts'
import { composeWithModel } from './compose-with-model.ts'
import { decide } from './decide.ts'
import type { Draft } from './draft.ts'
import { hear } from './hear.ts'
import { mattersOf } from './matters.ts'
import type { MessageReader } from './message-reader.ts'
import { clarifyReply, officeReply, unknownReply } from './non-answers.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'
import { replyToIntent } from './reply-to-intent.ts'

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
    return clarifyReply(edition, decision, guides, inHand, {
      facet: understanding.facets[0],
      day: asked.day,
    })
  }
  const target = decision.kind === 'answer' ? decision.target : ranked[0]?.target
  const { confidence } = decision
  if (target?.kind === 'office') return officeReply(edition, target.id, confidence, guides)
  const id = target?.id ?? ''
  const told = (matters.includes(id) ? matters : [id]).flatMap((each) => {
    const guide = edition.guides.get(each)
    const composed = guide && composeFromGuide(edition, guide, understanding, asked.day)
    return composed ? [{ guide, ...composed }] : []
  })
  const main = told.find(({ guide }) => guide.id === id)
  if (!target || !main) {
    const nearby = guides.filter((each) => each !== id).slice(0, 3)
    return unknownReply(edition, { nearby, confidence: 0 }, guides, inHand)
  }
  // What is true of one matter must not be told of the other: two are answered by the guides' own words.
  const written = told.length === 1 ? await writeWithModel(main, asked, deps, progress) : null
  const alternative = decision.kind === 'answer' ? decision.alternative : undefined
  return {
    kind: isElsewhere(main.guide) ? 'redirect' : 'answer',
    text: textOf(written ? [{ ...main, text: written.text }] : told),
    procedure: { id, code: main.guide.code, title: main.guide.title },
    facet: main.facet,
    citations: written?.used.length
      ? written.used.map((passage) => citationOf(passage, main.guide, asked.day))
      : told.flatMap((each) => each.citations),
    options: [
      ...alternativeOption(edition, alternative),
      ...(told.length > 1 ? told.map(({ guide }) => optionFor(guide)) : main.options),
      ...(isElsewhere(main.guide) ? replies.waysOn : [replies.askPerson]),
    ],
    confidence,
    generatedBy: written ? 'llm' : 'guide',
    inHand: target,
    intent: undefined,
    ranked: rankedWith(id, guides),
  }
}

/** A message with fewer is asked back about rather than handed over. */
const fewestTopicWords = 4

type Told = Composed & { guide: Guide }

const isElsewhere = ({ level }: Guide) => level === 'tinh' || level === 'khac'

/** One matter after the other; who is to go elsewhere for it hears so first. */
function textOf(told: Told[]): string {
  const texts = told.flatMap(({ guide, text }, index) => [
    ...(told.length > 1 ? [`**${index + 1}. ${guide.title}**`] : []),
    ...(isElsewhere(guide) ? [replies.notHere(guide.agency)] : []),
    text,
  ])
  return [...(told.length > 1 ? [replies.severalMatters] : []), ...texts].join('\n\n')
}

const optionFor = ({ title }: Guide): Option => ({ label: title, text: title })

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

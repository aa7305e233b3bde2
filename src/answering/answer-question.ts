import type { Edition } from '../knowledge/edition.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import { type KnowledgeIndex, rankTargets } from '../retrieval/rank-targets.ts'
import type { Day } from '../shared/day.ts'
import type { ChatModel } from './chat-model.ts'
import { type Composed, citationOf, composeFromGuide } from './compose-from-guide.ts'
import { composeWithModel } from './compose-with-model.ts'
import { decide } from './decide.ts'
import type { Draft } from './draft.ts'
import * as replies from './replies.ts'
import { replyToIntent } from './reply-to-intent.ts'
import { understand } from './understand.ts'

/** A published edition and what it is searched by. */
export type Desk = { edition: Edition; index: KnowledgeIndex }

export type Asked = {
  text: string
  /** What the citizen wrote before, oldest first. */
  history: string[]
  /** What the last answer was about. */
  inHand: Target | null
  /** The day in Vietnam on which it is asked. */
  day: Day
}

export type AnswerDeps = {
  /** null: the guides answer in their own words. */
  model: ChatModel | null
  modelTimeoutMs: number
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
  const understanding = understand(asked.text, edition.knowledge.lexicon)
  const intentReply = replyToIntent(understanding.intent, edition, asked.inHand)
  if (intentReply) return intentReply

  const ranked = await rankTargets(understanding.question, index)
  const guides = ranked.flatMap(({ target }) => (target.kind === 'guide' ? [target.id] : []))
  const decision = decide(understanding, ranked, edition, { inHand: asked.inHand })
  if (decision.kind === 'unknown') return unknownReply(edition, decision, guides, asked)
  if (decision.kind === 'clarify') return clarifyReply(edition, decision, guides, asked)

  const { target, confidence } = decision
  if (target.kind === 'office') return officeReply(edition, target.id, confidence, guides)
  const guide = edition.guides.get(target.id)
  const composed = guide && composeFromGuide(edition, guide, understanding, asked.day)
  if (!guide || !composed) {
    const nearby = guides.filter((id) => id !== target.id).slice(0, 3)
    return unknownReply(edition, { nearby, confidence: 0 }, guides, asked)
  }
  const written = await writeWithModel(composed, asked, deps, progress)
  const elsewhere = guide.level === 'tinh' || guide.level === 'khac'
  return {
    kind: elsewhere ? 'redirect' : 'answer',
    text: elsewhere
      ? `${notHere(guide.agency)}\n\n${written?.text ?? composed.text}`
      : (written?.text ?? composed.text),
    procedure: { id: guide.id, code: guide.code, title: guide.title },
    facet: composed.facet,
    citations: written?.used.length
      ? written.used.map((passage) => citationOf(passage, guide, asked.day))
      : composed.citations,
    options: [...composed.options, ...(elsewhere ? replies.waysOn : [replies.askPerson])],
    confidence,
    generatedBy: written ? 'llm' : 'guide',
    inHand: target,
    ranked: rankedWith(target.id, guides),
  }
}

/** The decided guide first: a follow-up may hold to one that the words alone rank lower. */
function rankedWith(first: string, guides: string[]): string[] {
  return [first, ...guides.filter((id) => id !== first)]
}

function notHere(agency: string): string {
  return `Việc này không làm tại xã, phường. Nơi giải quyết: **${agency}**.`
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
    const asked = { question: text, history: history.slice(-3), passages }
    return await composeWithModel(model, asked, stop, onText)
  } catch (error) {
    onModelFailure(error)
    return null
  }
}

function unknownReply(
  edition: Edition,
  { nearby, confidence }: { nearby: string[]; confidence: number },
  ranked: string[],
  { inHand }: Asked,
): Draft {
  const options = guideOptions(edition, nearby)
  return {
    ...noProcedure,
    kind: 'refusal',
    text: options.length > 0 ? `${replies.unknown}\n\n${replies.nearby}` : replies.unknown,
    options: [...options, ...replies.waysOn],
    confidence,
    inHand,
    ranked,
  }
}

function clarifyReply(
  edition: Edition,
  { guideIds, confidence }: { guideIds: string[]; confidence: number },
  ranked: string[],
  { inHand }: Asked,
): Draft {
  const differences = guideIds.flatMap((id) => {
    const guide = edition.guides.get(id)
    if (!guide) return []
    const hint = differenceOf(edition, id, guideIds)
    return [`- **${guide.title}**${hint ? `: ${hint}` : ''}`]
  })
  return {
    ...noProcedure,
    kind: 'clarify',
    text: `${replies.clarifying}\n\n${differences.join('\n')}`,
    options: [...guideOptions(edition, guideIds), replies.rephrase, replies.askPerson],
    confidence,
    inHand,
    ranked,
  }
}

/** The line by which a sibling tells this guide from itself. */
function differenceOf(edition: Edition, id: string, among: string[]): string | undefined {
  for (const other of among) {
    const difference = edition.guides
      .get(other)
      ?.confusedWith.find(({ guide }) => guide === id)?.difference
    if (difference && other !== id) return difference
  }
  return undefined
}

function guideOptions(edition: Edition, ids: string[]) {
  return ids.flatMap((id) => {
    const title = edition.guides.get(id)?.title
    return title ? [{ label: title, text: title }] : []
  })
}

function officeReply(edition: Edition, id: string, confidence: number, ranked: string[]): Draft {
  const office = edition.knowledge.offices.find((each) => each.id === id)
  const text = office
    ? `${notHere(office.office)}\n\n**${office.matter}**\n\n${office.where}`
    : replies.unknown
  return {
    ...noProcedure,
    kind: 'redirect',
    text,
    options: replies.waysOn,
    confidence,
    inHand: { kind: 'office', id },
    ranked,
  }
}

const noProcedure = {
  procedure: null,
  facet: null,
  citations: [],
  generatedBy: 'guide',
} as const satisfies Partial<Draft>

import type { Edition } from '../knowledge/edition.ts'
import type { Guide } from '../knowledge/guide.ts'
import type { AnswerDeps, Asked, Progress } from './answer-question.ts'
import { type Composed, citationOf, composeFromGuide } from './compose-from-guide.ts'
import { composeWithModel } from './compose-with-model.ts'
import type { Draft } from './draft.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'
import type { Understanding } from './understand.ts'

/** What a reply says of guides, and how it came about. */
export type Telling = Pick<
  Draft,
  'kind' | 'text' | 'procedure' | 'facet' | 'citations' | 'options' | 'generatedBy'
>

/**
 * Tells what was asked of those guides, one after the other; in the language model's words where there
 * is a model and only one of them. Null when the guide `main` says nothing on that day.
 */
export async function tellGuides(
  ids: string[],
  main: string,
  understanding: Understanding,
  edition: Edition,
  asked: Asked,
  deps: AnswerDeps,
  progress: Progress,
): Promise<Telling | null> {
  const told = ids.flatMap((id) => {
    const guide = edition.guides.get(id)
    const composed = guide && composeFromGuide(edition, guide, understanding, asked.day)
    return composed ? [{ guide, ...composed }] : []
  })
  const first = told.find(({ guide }) => guide.id === main)
  if (!first) return null
  // What is true of one matter must not be told of the other: two are answered by the guides' own words.
  const written = told.length === 1 ? await writeWithModel(first, asked, deps, progress) : null
  const { id, code, title } = first.guide
  return {
    kind: isElsewhere(first.guide) ? 'redirect' : 'answer',
    text: textOf(written ? [{ ...first, text: written.text }] : told),
    procedure: { id, code, title },
    facet: first.facet,
    citations: written?.used.length
      ? written.used.map((passage) => citationOf(passage, first.guide, asked.day))
      : told.flatMap((each) => each.citations),
    options: [
      ...(told.length > 1 ? told.map(({ guide }) => optionFor(guide)) : first.options),
      ...(isElsewhere(first.guide) ? replies.waysOn : [replies.askPerson]),
    ],
    generatedBy: written ? 'llm' : 'guide',
  }
}

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

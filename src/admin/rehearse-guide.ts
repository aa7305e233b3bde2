import { answerQuestion, type Desk } from '../answering/answer-question.ts'
import type { Draft } from '../answering/draft.ts'
import { compareTexts } from '../knowledge/compare-forms.ts'
import { passagesOn } from '../knowledge/edition.ts'
import { facetTitles } from '../knowledge/facet.ts'
import { readGuideForm } from '../knowledge/guide-form.ts'
import type { FileChanges } from '../knowledge/publisher.ts'
import { withGuide } from '../knowledge/read-catalogue.ts'
import { createBreathing } from '../shared/breathe.ts'
import { type Day, dayOf } from '../shared/day.ts'
import { NotFoundError } from '../shared/errors.ts'
import { createRecent, type Recent } from '../shared/recent.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { textOfDraft } from './edit-guide.ts'
import { fileOfGuide, guideOfFile } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { KeptDraft } from './knowledge-store.ts'

type Deps = Pick<
  KnowledgeDeps,
  | 'publisher'
  | 'editions'
  | 'drafts'
  | 'trialQuestions'
  | 'currentDesk'
  | 'answering'
  | 'writeAudit'
  | 'clock'
>

const rehearsalsRemembered = 3
/** Of each guide it is mistaken for; of every guide in a trial of everything. */
const questionsOfEach = { near: 12, all: 4 }

export type TrialOutcome = {
  question: string
  change: 'gained' | 'lost' | 'altered'
  live: TrialAnswer
  draft: TrialAnswer
}
type TrialAnswer = { kind: Draft['kind']; guide: string | null; text: string }

export type Trial = { asked: number; same: number; outcomes: TrialOutcome[] }

/** Tries a draft out before anybody sees it: how it reads, what it answers, what it would change. */
export function createRehearseGuide(deps: Deps) {
  const { drafts, editions, publisher } = deps
  const rehearsals = createRecent<string, Desk>(rehearsalsRemembered)
  const trials = createRecent<string, Trial>(rehearsalsRemembered)

  const draftOf = async (id: string): Promise<KeptDraft> => {
    const draft = await drafts.find(fileOfGuide(id))
    if (!draft) throw new NotFoundError('Hướng dẫn này không có bản nháp.')
    return draft
  }

  /** Remembered until somebody saves or publishes. */
  const once = async <Value>(
    recent: Recent<string, Value>,
    key: string,
    make: () => Promise<Value>,
  ): Promise<Value> => {
    const known = recent.get(key)
    if (known !== undefined) return known
    const made = await make()
    recent.set(key, made)
    return made
  }

  const keyOf = ({ file, version }: KeptDraft) =>
    `${file} ${version} ${deps.currentDesk().edition.hash}`

  const rehearse = async (draft: KeptDraft): Promise<Desk> =>
    await once(rehearsals, keyOf(draft), async () =>
      publisher.rehearse(await changesOfDraft(editions, deps.currentDesk().edition.number, draft)),
    )

  const ask = async (desk: Desk, text: string, day: Day): Promise<Draft> =>
    await answerQuestion(
      desk,
      { text, history: async () => [], inHand: null, day },
      // The guides' own words are what is tried here; a model would word them anew each time.
      { ...deps.answering, model: null },
    )

  const compare = async (
    [live, fresh]: [Desk, Desk],
    { question, guide }: Asked,
    day: Day,
  ): Promise<TrialOutcome | undefined> => {
    const [before, after] = [await ask(live, question, day), await ask(fresh, question, day)]
    const isRight = ({ kind, procedure }: Draft) =>
      (kind === 'answer' || kind === 'redirect') && (guide === null || procedure?.id === guide)
    const [was, is] = [isRight(before), isRight(after)]
    const isSame =
      before.kind === after.kind &&
      before.procedure?.id === after.procedure?.id &&
      before.text === after.text
    if (was === is && isSame) return undefined
    const change = was === is ? 'altered' : is ? 'gained' : 'lost'
    return { question, change, live: answerOf(before), draft: answerOf(after) }
  }

  const tryQuestions = async (draft: KeptDraft, scope: 'near' | 'all'): Promise<Trial> => {
    const live = deps.currentDesk()
    const fresh = await rehearse(draft)
    const collected = await deps.trialQuestions.all()
    const id = draft.form.id
    const asked = [
      ...questionsToTry(live, fresh, id, scope),
      ...collected.map(({ text, guide }) => ({ question: text, guide })),
    ]
    const questions = [...new Map(asked.map((each) => [each.question, each])).values()]
    const day = dayOf(deps.clock())
    const breathe = createBreathing()
    const outcomes: TrialOutcome[] = []
    for (const each of questions) {
      const outcome = await compare([live, fresh], each, day)
      if (outcome) outcomes.push(outcome)
      await breathe()
    }
    const order = { lost: 0, gained: 1, altered: 2 }
    outcomes.sort((one, other) => order[one.change] - order[other.change])
    return { asked: questions.length, same: questions.length - outcomes.length, outcomes }
  }

  const trialOf = async (draft: KeptDraft, scope: 'near' | 'all'): Promise<Trial> =>
    await once(trials, `${keyOf(draft)} ${scope}`, () => tryQuestions(draft, scope))

  return {
    rehearse,
    trialOf,

    /** How the draft reads on that day, section by section. */
    async preview(id: string, day: Day | undefined) {
      const draft = await draftOf(id)
      const { edition } = await rehearse(draft)
      const on = day ?? dayOf(deps.clock())
      return {
        day: on,
        title: draft.form.title,
        sections: passagesOn(edition, id, on).map(({ facet, text }) => ({
          facet,
          title: facet === null ? 'Tổng quan' : facetTitles[facet],
          text,
        })),
      }
    },

    /** The same question to the edition that serves and to the one the draft would make. */
    async ask(viewer: Viewer, id: string, question: string) {
      const draft = await draftOf(id)
      const fresh = await rehearse(draft)
      const day = dayOf(deps.clock())
      const [before, after] = [
        await ask(deps.currentDesk(), question, day),
        await ask(fresh, question, day),
      ]
      const detail = { version: draft.version }
      await deps.writeAudit({ who: viewer.id, action: 'ask-draft', subject: id, detail })
      return {
        live: { ...answerOf(before), citations: before.citations },
        draft: { ...answerOf(after), citations: after.citations },
        words: compareTexts(before.text, after.text),
      }
    },

    async trial(viewer: Viewer, id: string, scope: 'near' | 'all') {
      const draft = await draftOf(id)
      const trial = await trialOf(draft, scope)
      const detail = { version: draft.version, scope, asked: trial.asked }
      await deps.writeAudit({ who: viewer.id, action: 'try-draft', subject: id, detail })
      return { version: draft.version, ...trial }
    },
  }
}

type Asked = { question: string; guide: string | null }

/** The guide's own questions, its siblings', and with `all` some of every guide's. */
function questionsToTry(live: Desk, fresh: Desk, id: string, scope: 'near' | 'all'): Asked[] {
  const [before, after] = [live.edition.guides.get(id), fresh.edition.guides.get(id)]
  const own = [...(before?.questions ?? []), ...(after?.questions ?? [])]
  const siblings = [...(before?.confusedWith ?? []), ...(after?.confusedWith ?? [])]
  const near = new Set(siblings.map(({ guide }) => guide))
  const others =
    scope === 'all'
      ? [...live.edition.guides.values()].filter((guide) => guide.id !== id)
      : [...near].flatMap((guide) => live.edition.guides.get(guide) ?? [])
  return [
    ...own.map((question) => ({ question, guide: id })),
    ...others.flatMap((guide) =>
      guide.questions
        .slice(0, questionsOfEach[scope])
        .map((question) => ({ question, guide: guide.id })),
    ),
  ]
}

function answerOf({ kind, procedure, text }: Draft): TrialAnswer {
  return { kind, guide: procedure?.title ?? null, text }
}

/** The files that publishing this draft would change. */
async function changesOfDraft(
  editions: KnowledgeDeps['editions'],
  number: number,
  draft: KeptDraft,
): Promise<FileChanges> {
  const [live, catalogue] = await Promise.all([
    editions.fileOf(number, draft.file),
    editions.fileOf(number, catalogueFile),
  ])
  const text = textOfDraft(draft, live === undefined ? undefined : { text: live })
  return changesFor(draft.file, text, catalogue ?? '')
}

export const catalogueFile = 'catalogue.yaml'

/** That text as the guide's, and the guide in the catalogue. */
export function changesFor(file: string, text: string, catalogue: string): FileChanges {
  const id = guideOfFile(file) ?? ''
  const field = readGuideForm(text)?.field || 'Khác'
  const extended = withGuide(catalogue, id, field)
  return new Map([
    [file, text],
    ...(extended === catalogue ? [] : ([[catalogueFile, extended]] as const)),
  ])
}

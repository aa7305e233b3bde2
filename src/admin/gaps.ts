import { upkeepOf } from '../knowledge/upkeep.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import { createBreathing } from '../shared/breathe.ts'
import { dayOf } from '../shared/day.ts'
import { ConflictError, NotFoundError } from '../shared/errors.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { clusterQuestions } from './cluster-questions.ts'
import type { createEditGuide } from './edit-guide.ts'
import { fileOfGuide, openLive } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { GapAction } from './knowledge-schema.ts'
import type { TrialQuestions } from './trial-questions.ts'

type Deps = Pick<
  KnowledgeDeps,
  'questionLog' | 'drafts' | 'editions' | 'currentDesk' | 'answering' | 'writeAudit' | 'clock'
> & {
  editing: Pick<ReturnType<typeof createEditGuide>, 'create'>
  trialQuestions: Pick<TrialQuestions, 'add'>
}

const dayMs = 24 * 60 * 60_000
const questionsRead = 1000
const groupsShown = 60
const samplesShown = 5
/** A guide that nobody asked for in that long. */
const quietDays = 90

/** What people ask that nothing answers well, and guides that need looking at. */
export function createGaps(deps: Deps) {
  const { questionLog, currentDesk } = deps

  const vectorsOf = async (texts: string[]) => {
    const embedder = currentDesk().index.vectors?.embedder
    if (!embedder) return null
    try {
      const breathe = createBreathing()
      const vectors: Float32Array[] = []
      for (const text of texts) {
        vectors.push(await embedder.embedQuestion(text))
        await breathe()
      }
      return vectors
    } catch (error) {
      deps.answering.onModelFailure(error)
      return null
    }
  }

  return {
    async gaps(viewer: Viewer, days: number) {
      await deps.writeAudit({ who: viewer.id, action: 'view-gaps', subject: '', detail: { days } })
      const now = deps.clock()
      const { edition } = currentDesk()
      const found = await questionLog.badlyAnswered(
        new Date(now.getTime() - days * dayMs),
        questionsRead,
      )
      // Officials see what was asked, not by whom.
      const questions = found.map((each) => ({ ...each, text: maskPersonalData(each.text.trim()) }))
      const groups = clusterQuestions(questions, await vectorsOf(questions.map(({ text }) => text)))
      const titleOf = (id: string | null) =>
        id === null ? undefined : edition.guides.get(id)?.title

      const asked = await questionLog.asked(new Date(now.getTime() - quietDays * dayMs))
      const upkeep = upkeepOf(edition.knowledge.guides, dayOf(now))
      return {
        groups: groups.slice(0, groupsShown).map((group) => ({
          count: group.length,
          unanswered: group.filter(({ why }) => why === 'unanswered').length,
          thumbsDown: group.filter(({ why }) => why === 'thumbs-down').length,
          lastAt: group[0]?.at.toISOString() ?? now.toISOString(),
          samples: [...new Set(group.map(({ text }) => text))].slice(0, samplesShown),
          messageIds: group.map(({ messageId }) => messageId),
          guide: group.flatMap(({ guide }) => {
            const title = titleOf(guide)
            return guide !== null && title ? [{ id: guide, title }] : []
          })[0],
        })),
        unasked: [...edition.guides.values()]
          .filter(({ id }) => !asked.has(id))
          .map(({ id, title, field }) => ({ id, title, field })),
        upkeep: [...upkeep].map(([id, notes]) => ({
          id,
          title: edition.guides.get(id)?.title ?? id,
          notes,
        })),
        quietDays,
      }
    },

    /** Deals with a group of questions, once. */
    async act(viewer: Viewer, action: GapAction): Promise<{ guide: string | null }> {
      const { decision, messageIds } = action
      let guide: string | null = null
      if (decision === 'guide') {
        const { title, field } = action
        guide = (await deps.editing.create(viewer, { title, field })).id
      }
      if (decision === 'question') guide = await addQuestion(viewer, action.guide, action.question)
      await questionLog.decide(messageIds, decision, viewer.id, deps.clock())
      const detail = { decision, guide, count: messageIds.length }
      await deps.writeAudit({ who: viewer.id, action: 'decide-gap', subject: guide ?? '', detail })
      return { guide }
    },
  }

  /** Into the guide's draft, and among the questions that every edition is tried with. */
  async function addQuestion(viewer: Viewer, id: string, typed: string): Promise<string> {
    const question = maskPersonalData(typed.trim())
    const file = fileOfGuide(id)
    const live = openLive(await deps.editions.fileOf(currentDesk().edition.number, file))
    const draft = await deps.drafts.find(file)
    const form = draft?.form ?? live?.form
    if (!form) throw new NotFoundError('Không có hướng dẫn này.')
    const savedAt = deps.clock()
    if (!form.questions.includes(question)) {
      const saved = await deps.drafts.save({
        file,
        version: draft?.version ?? 0,
        form: { ...form, questions: [...form.questions, question] },
        baseHash: draft?.baseHash ?? live?.hash ?? '',
        savedBy: viewer.id,
        savedAt,
      })
      if (!saved) throw new ConflictError('Hướng dẫn đang có người sửa. Bạn thử lại nhé.')
    }
    await deps.trialQuestions.add(viewer, { text: question, guide: id })
    return id
  }
}

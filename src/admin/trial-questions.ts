import { maskPersonalData } from '../language/personal-data.ts'
import { NotFoundError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import type { Viewer } from '../staff/staff-env.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'

export type TrialQuestions = ReturnType<typeof createTrialQuestions>

/** Questions of real conversations that every edition is tried with; what tells of a person is masked. */
export function createTrialQuestions({
  trialQuestions,
  writeAudit,
  clock,
}: Pick<KnowledgeDeps, 'trialQuestions' | 'writeAudit' | 'clock'>) {
  return {
    async all() {
      const questions = await trialQuestions.all()
      return questions.map(({ id, text, guide }) => ({ id, text, guide }))
    },

    /** `guide`: the id of the one that should answer; null: any answer will do. */
    async add(viewer: Viewer, { text, guide }: { text: string; guide: string | null }) {
      const id = newId('tqu')
      await trialQuestions.add({
        ...{ id, guide, who: viewer.id },
        text: maskPersonalData(text.trim()),
        createdAt: clock(),
      })
      const detail = { guide }
      await writeAudit({ who: viewer.id, action: 'add-trial-question', subject: id, detail })
      return { id }
    },

    async remove(viewer: Viewer, id: string) {
      if (!(await trialQuestions.remove(id))) throw new NotFoundError('Không có câu hỏi này.')
      const about = { action: 'remove-trial-question', subject: id, detail: {} }
      await writeAudit({ who: viewer.id, ...about })
    },
  }
}

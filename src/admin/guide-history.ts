import { compareForms } from '../knowledge/compare-forms.ts'
import type { EditionHead } from '../knowledge/edition-store.ts'
import { readGuideForm } from '../knowledge/guide-form.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { fileOfGuide } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'

type Deps = Pick<KnowledgeDeps, 'editions' | 'drafts' | 'currentDesk' | 'directory' | 'writeAudit'>

const editionsShown = 100

/** Every edition of a guide, and how any two differ. */
export function createGuideHistory(deps: Deps) {
  const { editions, drafts, currentDesk, directory, writeAudit } = deps
  const toView = async (heads: EditionHead[]) => {
    const people = await directory.people()
    return heads.map(({ number, publishedAt, note }) => ({
      number,
      publishedAt: publishedAt.toISOString(),
      kind: note?.kind ?? ('folder' as const),
      who: note?.who ? { id: note.who, name: people.get(note.who)?.name ?? 'Cán bộ' } : null,
      reason: note?.reason ?? '',
      /** At most a few, for the list. */
      files: (note?.changes ?? []).slice(0, 5),
      fileCount: note?.changes.length ?? 0,
    }))
  }

  const formOf = async (id: string, which: string) => {
    const file = fileOfGuide(id)
    if (which === 'draft') return (await drafts.find(file))?.form ?? null
    const number = which === 'live' ? currentDesk().edition.number : Number(which)
    const text = await editions.fileOf(number, file)
    return (text === undefined ? undefined : readGuideForm(text)) ?? null
  }

  return {
    async history(viewer: Viewer, id: string) {
      await writeAudit({ who: viewer.id, action: 'view-guide-history', subject: id, detail: {} })
      const found = await editions.history(fileOfGuide(id))
      const views = await toView(found)
      return {
        /** The newest is the one in use. */
        editions: views.map((view, index) => ({
          ...view,
          isGone: found[index]?.fileHash === null,
        })),
        current: currentDesk().edition.number,
      }
    },

    async editions() {
      return { editions: await toView(await editions.list(editionsShown)) }
    },

    async compare(viewer: Viewer, id: string, from: string, to: string) {
      const detail = { from, to }
      await writeAudit({ who: viewer.id, action: 'compare-guide', subject: id, detail })
      const [before, after] = await Promise.all([formOf(id, from), formOf(id, to)])
      if (!before && !after) throw new NotFoundError('Không có bản nào để so sánh.')
      return { changes: compareForms(before, after) }
    },
  }
}

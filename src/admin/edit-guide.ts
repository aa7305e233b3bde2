import { compareForms } from '../knowledge/compare-forms.ts'
import { type FormProblem, problemsOfForm } from '../knowledge/form-problems.ts'
import { asPublished, emptyForm, type GuideForm, writeGuide } from '../knowledge/guide-form.ts'
import { readCatalogue } from '../knowledge/read-catalogue.ts'
import { slugOf } from '../knowledge/slug.ts'
import { wardFact } from '../knowledge/ward-profile.ts'
import { dayOf } from '../shared/day.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../shared/errors.ts'
import { sha256 } from '../shared/ids.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { fileOfGuide, openLive } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { DraftChange } from './knowledge-schema.ts'
import type { GuideCare, KeptDraft, ReviewState } from './knowledge-store.ts'

type Deps = Pick<
  KnowledgeDeps,
  | 'editions'
  | 'drafts'
  | 'care'
  | 'publications'
  | 'proposals'
  | 'rules'
  | 'currentDesk'
  | 'directory'
  | 'writeAudit'
  | 'clock'
>

/** Opening a guide at the desk, writing on it, and asking somebody else to look. */
export function createEditGuide(deps: Deps) {
  const { editions, drafts, writeAudit } = deps

  const liveOf = async (file: string) =>
    openLive(await editions.fileOf(deps.currentDesk().edition.number, file))

  const personOf = async (id: string | null) =>
    id === null ? null : { id, name: (await deps.directory.people()).get(id)?.name ?? 'Cán bộ' }

  const contextOf = async (form: GuideForm) => {
    const { edition } = deps.currentDesk()
    const catalogue = await readCatalogue(editions, edition.number)
    // Publishing a new guide puts it there.
    return {
      catalogue: new Set([...catalogue, form.id]),
      isWardFact: (name: string) => wardFact(edition.knowledge.ward, name) !== undefined,
    }
  }

  const problemsOf = async (form: GuideForm): Promise<FormProblem[]> =>
    problemsOfForm(form, await contextOf(form))

  const draftView = async (draft: KeptDraft) => ({
    version: draft.version,
    form: draft.form,
    baseHash: draft.baseHash,
    savedBy: await personOf(draft.savedBy),
    savedAt: draft.savedAt.toISOString(),
    review: draft.review,
    reviewNote: draft.reviewNote,
    reviewedBy: await personOf(draft.reviewedBy),
    source: draft.source,
  })

  /** What somebody else made of it in the meantime. */
  const otherVersion = async (file: string) => {
    const [draft, live] = await Promise.all([drafts.find(file), liveOf(file)])
    return {
      conflict: true as const,
      version: draft?.version ?? 0,
      /** Null: the guide is not there any more. */
      form: draft?.form ?? live?.form ?? null,
      baseHash: live?.hash ?? '',
      isPublished: draft === undefined,
      by: await personOf(draft?.savedBy ?? null),
      at: draft?.savedAt.toISOString() ?? null,
    }
  }

  const existing = async (id: string) => {
    const file = fileOfGuide(id)
    const [live, draft] = await Promise.all([liveOf(file), drafts.find(file)])
    if (!live && !draft) throw new NotFoundError('Không có hướng dẫn này.')
    return { file, live, draft }
  }

  const open = async (viewer: Viewer, id: string) => {
    const { file, live, draft } = await existing(id)
    await writeAudit({ who: viewer.id, action: 'view-guide', subject: id, detail: {} })
    const form = draft?.form ?? live?.form
    const [care, publications, proposals, rules] = await Promise.all([
      deps.care.all(),
      deps.publications.open(),
      deps.proposals.list(undefined),
      deps.rules.read(),
    ])
    const cared = care.get(file)
    const publication = publications.find((each) => each.file === file)
    const told = live ? JSON.stringify(live.form) : ''
    return {
      id,
      live: live ? { form: live.form, hash: live.hash } : null,
      draft: draft ? await draftView(draft) : null,
      /** Somebody has published since the draft was begun. */
      isBehind: draft !== undefined && draft.baseHash !== (live?.hash ?? ''),
      problems: form ? await problemsOf(form) : [],
      changes: draft ? compareForms(live?.form ?? null, asPublished(draft.form)) : [],
      care: {
        owner: await personOf(cared?.ownerId ?? null),
        recheckOn: cared?.recheckOn ?? null,
        note: cared?.note ?? '',
      },
      publication: publication
        ? {
            id: publication.id,
            effectiveOn: publication.effectiveOn,
            reason: publication.reason,
            state: publication.state,
            outcome: publication.outcome,
          }
        : null,
      /** What officials proposed for this guide and an admin accepted, and is not in it yet. */
      proposals: proposals
        .filter((each) => each.guide === id && each.state === 'accepted')
        .filter(({ text }) => !told.includes(JSON.stringify(text).slice(1, -1)))
        .map(({ id: key, kind, text }) => ({ id: key, kind, text })),
      secondPerson: rules.secondPerson,
    }
  }

  return {
    open,
    problemsOf,

    /** Begins a guide that does not exist yet. */
    async create(viewer: Viewer, { title, field }: { title: string; field: string }) {
      const id = slugOf(title)
      if (id === '') throw new InvalidInputError('Tên thủ tục cần có chữ.')
      const file = fileOfGuide(id)
      if ((await liveOf(file)) || (await drafts.find(file))) {
        throw new ConflictError(`Đã có hướng dẫn tên “${title}” (${id}).`)
      }
      const savedAt = deps.clock()
      const form = emptyForm({ id, title, field, day: dayOf(savedAt) })
      const about = { file, version: 0, form, baseHash: '', savedBy: viewer.id, savedAt }
      if (!(await drafts.save(about))) {
        throw new ConflictError(`Có người vừa tạo hướng dẫn tên “${title}” (${id}).`)
      }
      await writeAudit({ who: viewer.id, action: 'create-guide', subject: id, detail: { title } })
      return { id }
    },

    /**
     * Keeps what was typed, faults and all. When somebody else has written in the meantime nothing is
     * kept, and what comes back is theirs.
     */
    async save(viewer: Viewer, id: string, { version, baseHash, form }: DraftChange) {
      const { file, live, draft } = await existing(id)
      if (form.id !== id) throw new InvalidInputError('Mã hướng dẫn không đổi được.')
      const { number } = deps.currentDesk().edition
      // Begun on a text that somebody has replaced, and nobody has merged yet.
      const isStale = version === 0 && baseHash !== (live?.hash ?? '')
      const saved = isStale
        ? undefined
        : await drafts.save({
            ...{ file, version, form, baseHash },
            savedBy: viewer.id,
            savedAt: deps.clock(),
          })
      if (!saved) return await otherVersion(file)
      // Once for everybody who writes on it.
      if (version === 0 || draft?.savedBy !== viewer.id) {
        const detail = { edition: number }
        await writeAudit({ who: viewer.id, action: 'edit-guide', subject: id, detail })
      }
      return {
        conflict: false as const,
        version: saved.version,
        savedAt: saved.savedAt.toISOString(),
        problems: await problemsOf(form),
        changes: compareForms(live?.form ?? null, asPublished(form)),
        isBehind: baseHash !== (live?.hash ?? ''),
      }
    },

    async discard(viewer: Viewer, id: string, version: number) {
      const { file } = await existing(id)
      if (!(await drafts.remove(file, version))) throw changedMeanwhile()
      await writeAudit({ who: viewer.id, action: 'discard-draft', subject: id, detail: {} })
    },

    /** Asks for a second pair of eyes, or says what they saw. Nobody approves what they wrote. */
    async review(
      viewer: Viewer,
      id: string,
      { version, to, note }: { version: number; to: ReviewState; note: string },
    ) {
      const { file, draft } = await existing(id)
      if (to === 'approved' && draft?.savedBy === viewer.id) {
        throw new ConflictError('Bản nháp do chính bạn sửa; cần một người khác duyệt.')
      }
      const reviewedBy = to === 'asked' ? null : viewer.id
      const reviewed = await drafts.setReview(file, version, {
        review: to,
        reviewNote: note,
        reviewedBy,
      })
      if (!reviewed) throw changedMeanwhile()
      const detail = { to, note }
      await writeAudit({ who: viewer.id, action: 'review-draft', subject: id, detail })
      return await draftView(reviewed)
    },

    async setCare(viewer: Viewer, id: string, care: GuideCare) {
      const { file } = await existing(id)
      await deps.care.set(file, care)
      const detail = { ...care }
      await writeAudit({ who: viewer.id, action: 'change-guide-care', subject: id, detail })
    },

    /** The published file, for a folder of one's own. */
    async exportFile(viewer: Viewer, id: string): Promise<string> {
      const { live } = await existing(id)
      if (!live) throw new NotFoundError('Hướng dẫn này chưa được công bố.')
      await writeAudit({ who: viewer.id, action: 'export-guide', subject: id, detail: {} })
      return live.text
    },
  }
}

/** The text a draft would publish. */
export function textOfDraft(draft: KeptDraft, live: { text: string } | undefined): string {
  const isOnIt = live !== undefined && sha256(live.text) === draft.baseHash
  return writeGuide(asPublished(draft.form), isOnIt ? live.text : undefined)
}

export function changedMeanwhile(): ConflictError {
  return new ConflictError('Bản nháp vừa được người khác sửa. Bạn tải lại trang rồi xem lại nhé.')
}

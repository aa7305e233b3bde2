import { type Day, dayOf, formatDay } from '../shared/day.ts'
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../shared/errors.ts'
import { newId, sha256 } from '../shared/ids.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { changedMeanwhile, textOfDraft } from './edit-guide.ts'
import { fileOfGuide, guideOfFile, openLive } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { PublishRequest } from './knowledge-schema.ts'
import type { KeptDraft, Publication } from './knowledge-store.ts'
import { changesFor, type createRehearseGuide, type Trial } from './rehearse-guide.ts'

type Deps = Pick<
  KnowledgeDeps,
  | 'publisher'
  | 'editions'
  | 'drafts'
  | 'publications'
  | 'rules'
  | 'currentDesk'
  | 'writeAudit'
  | 'clock'
> & { rehearsal: Pick<ReturnType<typeof createRehearseGuide>, 'rehearse' | 'trialOf'> }

/** Making drafts live, now or on a day, and taking them back. */
export function createPublishGuide(deps: Deps) {
  const { publisher, editions, drafts, publications, rehearsal, writeAudit } = deps
  const numberNow = () => deps.currentDesk().edition.number

  /** Publishes that text if the one it was meant to replace still stands. */
  const replace = async (
    file: string,
    text: string,
    baseHash: string,
    note: { kind: 'console' | 'scheduled'; who: string; reason: string },
  ) => {
    const changes = await changesFor(editions, numberNow(), file, text)
    const edition = await publisher.publish(changes, note, (live) => {
      const now = live[file]
      // It is there already: the last attempt was cut short after the edition was kept.
      if (now === text) return
      if ((now === undefined ? '' : sha256(now)) !== baseHash) throw behind()
    })
    return edition.number
  }

  const readyDraft = async (id: string, version: number): Promise<KeptDraft> => {
    const draft = await drafts.find(fileOfGuide(id))
    if (draft?.version !== version) throw changedMeanwhile()
    const { secondPerson } = await deps.rules.read()
    if (secondPerson && draft.review !== 'approved') {
      throw new ConflictError('Cần một người quản trị khác duyệt bản nháp trước khi công bố.')
    }
    return draft
  }

  /** What would be lost, unless that is said to be meant. */
  const lossesOf = async (draft: KeptDraft, dropReason: string) => {
    const trial: Trial = await rehearsal.trialOf(draft, 'near')
    const lost = trial.outcomes.filter(({ change }) => change === 'lost')
    return dropReason.trim() === '' ? lost : []
  }

  const schedule = async (who: string, draft: KeptDraft, text: string, on: Day, reason: string) => {
    const id = newId('pub')
    await publications.add({
      ...{ id, file: draft.file, text, baseHash: draft.baseHash, reason, who },
      effectiveOn: on,
      state: 'waiting',
      outcome: '',
      createdAt: deps.clock(),
    })
    await drafts.remove(draft.file, draft.version)
    return id
  }

  /** Nothing that was written is lost with a plan: it becomes the draft again where there is none. */
  const backToDraft = async ({ file, text, baseHash, who }: Publication) => {
    const form = openLive(text)?.form
    if (!form) return
    const savedAt = deps.clock()
    await drafts.save({ file, version: 0, form, baseHash, savedBy: who, savedAt })
  }

  return {
    async publish(viewer: Viewer, id: string, request: PublishRequest) {
      const { version, reason, on, dropReason } = request
      const draft = await readyDraft(id, version)
      const live = openLive(await editions.fileOf(numberNow(), draft.file))
      if (draft.baseHash !== (live?.hash ?? '')) throw behind()
      if (on !== null && on <= dayOf(deps.clock())) {
        throw new InvalidInputError('Ngày công bố phải sau hôm nay.')
      }
      const text = textOfDraft(draft, live)
      const lost = await lossesOf(draft, dropReason)
      if (lost.length > 0) return { outcome: 'would-lose' as const, lost }

      const detail = { reason, ...(dropReason ? { dropReason } : {}) }
      if (on !== null) {
        await schedule(viewer.id, draft, text, on, reason)
        const planned = { ...detail, on }
        await writeAudit({ who: viewer.id, action: 'schedule-guide', subject: id, detail: planned })
        return { outcome: 'scheduled' as const, on }
      }
      const note = { kind: 'console', who: viewer.id, reason } as const
      const edition = await replace(draft.file, text, draft.baseHash, note)
      await drafts.remove(draft.file, draft.version)
      const done = { ...detail, edition }
      await writeAudit({ who: viewer.id, action: 'publish-guide', subject: id, detail: done })
      return { outcome: 'published' as const, edition }
    },

    async cancel(viewer: Viewer, publicationId: string) {
      const publication = await publications.find(publicationId)
      if (!publication) throw new NotFoundError('Không có lịch hẹn này.')
      if (!(await publications.settle(publicationId, 'cancelled', ''))) {
        throw new ConflictError('Lịch hẹn này đã được thực hiện hoặc đã huỷ.')
      }
      await backToDraft(publication)
      const subject = guideOfFile(publication.file) ?? publication.file
      const detail = { on: publication.effectiveOn }
      await writeAudit({ who: viewer.id, action: 'cancel-schedule', subject, detail })
    },

    /** Publishes what is due. What cannot be published is said, and comes back as a draft. */
    async publishDue() {
      const due = await publications.due(dayOf(deps.clock()))
      for (const publication of due) {
        const { id, file, text, baseHash, who, reason } = publication
        try {
          const edition = await replace(file, text, baseHash, { kind: 'scheduled', who, reason })
          await publications.settle(id, 'done', `Ấn bản ${edition}`)
          const detail = { reason, edition, on: publication.effectiveOn }
          const subject = guideOfFile(file) ?? file
          await writeAudit({ who, action: 'publish-guide', subject, detail })
        } catch (error) {
          // Whatever else fails is tried again with the next look.
          if (!(error instanceof AppError) || error.code === 'unavailable') throw error
          const outcome = `Hẹn ngày ${formatDay(publication.effectiveOn)} không thành. ${error.message}`
          if (await publications.settle(id, 'failed', outcome)) await backToDraft(publication)
        }
      }
      return due.length
    },

    /** The guide as it was in that edition goes live again. */
    async rollBack(viewer: Viewer, id: string, number: number, reason: string) {
      const file = fileOfGuide(id)
      const [was, now] = await Promise.all([
        editions.fileOf(number, file),
        editions.fileOf(numberNow(), file),
      ])
      if (was === undefined && now === undefined) throw new NotFoundError('Không có hướng dẫn này.')
      if (was === now) throw new ConflictError('Bản này đang được dùng rồi.')
      const changes =
        was === undefined
          ? new Map([[file, null]])
          : await changesFor(editions, numberNow(), file, was)
      const note = { kind: 'roll-back', who: viewer.id, reason } as const
      const edition = await publisher.publish(changes, note, (live) => {
        if (live[file] !== now) throw behind()
      })
      const detail = { to: number, edition: edition.number, reason }
      await writeAudit({ who: viewer.id, action: 'roll-back-guide', subject: id, detail })
      return { edition: edition.number }
    },
  }
}

function behind(): ConflictError {
  return new ConflictError(
    'Bản đang dùng đã được người khác công bố lại từ khi bạn bắt đầu sửa. Bạn xem chỗ khác nhau rồi gộp vào bản nháp trước.',
  )
}

import { compareForms } from '../knowledge/compare-forms.ts'
import { asPublished } from '../knowledge/guide-form.ts'
import type { PublicationNote } from '../knowledge/publisher.ts'
import { type Day, dayOf, formatDay } from '../shared/day.ts'
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../shared/errors.ts'
import { newId, sha256 } from '../shared/ids.ts'
import type { Viewer } from '../staff/staff-env.ts'
import { changedMeanwhile, textOfDraft } from './edit-guide.ts'
import { fileOfGuide, guideOfFile, openLive } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { PublishRequest } from './knowledge-schema.ts'
import type { KeptDraft, Publication } from './knowledge-store.ts'
import {
  catalogueFile,
  changesFor,
  type createRehearseGuide,
  type Trial,
} from './rehearse-guide.ts'

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
    note: PublicationNote,
  ): Promise<number> => {
    const edition = await publisher.publish((live) => {
      const now = live[file]
      // It is there already: the last attempt was cut short after the edition was kept.
      if (now !== text && (now === undefined ? '' : sha256(now)) !== baseHash) throw behind()
      return changesFor(file, text, live[catalogueFile] ?? '')
    }, note)
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
    await publications.add({
      ...{ id: newId('pub'), file: draft.file, text, baseHash: draft.baseHash, reason, who },
      effectiveOn: on,
      state: 'waiting',
      outcome: '',
      createdAt: deps.clock(),
    })
    await drafts.remove(draft.file, draft.version)
  }

  /** Its text becomes the draft again; undefined where another draft is in the way. */
  const backToDraft = async ({ file, text, baseHash, who }: Publication) => {
    const form = openLive(text)?.form
    const savedAt = deps.clock()
    return form && (await drafts.save({ file, version: 0, form, baseHash, savedBy: who, savedAt }))
  }

  /** What cannot be published is said, and is a draft again where no other is in the way. */
  const giveUp = async (publication: Publication, why: string) => {
    const outcome = `Hẹn ngày ${formatDay(publication.effectiveOn)} không thành. ${why}`
    const held = `${outcome} Hướng dẫn đang có bản nháp khác; công bố hoặc bỏ bản nháp đó rồi huỷ lịch để lấy lại nội dung đã hẹn.`
    if (!(await publications.settle(publication.id, 'publishing', 'held', held))) return
    if (await backToDraft(publication)) {
      await publications.settle(publication.id, 'held', 'failed', outcome)
    }
  }

  const publishPlanned = async (publication: Publication): Promise<void> => {
    const { id, file, text, baseHash, who, reason, effectiveOn } = publication
    // Whoever takes it back from here on is too late, and is told.
    if (!(await publications.claim(id))) return
    try {
      const subject = guideOfFile(file) ?? file
      const record = { action: 'publish-guide', subject, detail: { reason, on: effectiveOn } }
      const note = { kind: 'scheduled', who, reason, record } as const
      const edition = await replace(file, text, baseHash, note)
      await publications.settle(id, 'publishing', 'done', `Ấn bản ${edition}`)
    } catch (error) {
      if (error instanceof AppError && error.code !== 'unavailable') {
        await giveUp(publication, error.message)
        return
      }
      // Whatever else fails is tried again with the next look.
      await publications.settle(id, 'publishing', 'waiting', '')
      throw error
    }
  }

  return {
    async publish(viewer: Viewer, id: string, request: PublishRequest) {
      const { version, reason, on, dropReason } = request
      const draft = await readyDraft(id, version)
      const live = openLive(await editions.fileOf(numberNow(), draft.file))
      if (live && on === null && compareForms(live.form, asPublished(draft.form)).length === 0) {
        // Nothing is left to publish: the last attempt was cut short after the edition was kept.
        await drafts.remove(draft.file, draft.version)
        return { outcome: 'published' as const, edition: numberNow() }
      }
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
      const record = { action: 'publish-guide', subject: id, detail }
      const note = { kind: 'console', who: viewer.id, reason, record } as const
      const edition = await replace(draft.file, text, draft.baseHash, note)
      await drafts.remove(draft.file, draft.version)
      return { outcome: 'published' as const, edition }
    },

    /** Takes back what waits for its day; of what failed, the notice is taken away. */
    async cancel(viewer: Viewer, publicationId: string) {
      const publication = await publications.find(publicationId)
      if (!publication) throw new NotFoundError('Không có lịch hẹn này.')
      const { state } = publication
      if (state !== 'waiting' && state !== 'failed' && state !== 'held') throw settledMeanwhile()
      // What failed became a draft when it did.
      const draft = state === 'failed' ? undefined : await backToDraft(publication)
      if (state !== 'failed' && !draft) {
        throw new ConflictError(
          'Hướng dẫn đang có bản nháp khác. Công bố hoặc bỏ bản nháp đó trước, để nội dung đã hẹn không bị mất.',
        )
      }
      if (!(await publications.settle(publicationId, state, 'cancelled', ''))) {
        if (draft) await drafts.remove(draft.file, draft.version)
        throw settledMeanwhile()
      }
      const subject = guideOfFile(publication.file) ?? publication.file
      const detail = { on: publication.effectiveOn }
      await writeAudit({ who: viewer.id, action: 'cancel-schedule', subject, detail })
    },

    /** Publishes what is due, each by itself: one that fails keeps no other from its day. */
    async publishDue() {
      const due = await publications.due(dayOf(deps.clock()))
      const failures: unknown[] = []
      for (const publication of due) {
        await publishPlanned(publication).catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
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
      const record = { action: 'roll-back-guide', subject: id, detail: { to: number, reason } }
      const note = { kind: 'roll-back', who: viewer.id, reason, record } as const
      const edition = await publisher.publish((live) => {
        if (live[file] !== now) throw behind()
        if (was === undefined) return new Map([[file, null]])
        return changesFor(file, was, live[catalogueFile] ?? '')
      }, note)
      return { edition: edition.number }
    },
  }
}

function settledMeanwhile(): ConflictError {
  return new ConflictError('Lịch hẹn này đang hoặc đã được thực hiện, hoặc đã huỷ.')
}

function behind(): ConflictError {
  return new ConflictError(
    'Bản đang dùng đã được người khác công bố lại từ khi bạn bắt đầu sửa. Bạn xem chỗ khác nhau rồi gộp vào bản nháp trước.',
  )
}

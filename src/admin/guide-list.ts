import type { Guide } from '../knowledge/guide.ts'
import { upkeepOf } from '../knowledge/upkeep.ts'
import { fold } from '../language/fold.ts'
import { dayOf } from '../shared/day.ts'
import { fileOfGuide, guideOfFile } from './guide-files.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import type { GuideListQuery } from './knowledge-schema.ts'

const monthMs = 30 * 24 * 60 * 60_000
const pageLength = 100

type Deps = Pick<
  KnowledgeDeps,
  'currentDesk' | 'drafts' | 'care' | 'publications' | 'questionLog' | 'directory' | 'clock'
>

/** Every guide with what an admin decides by: state, dates, who minds it, how often it is asked. */
export function createGuideList(deps: Deps) {
  return async function listGuides({ q, field, show, cursor }: GuideListQuery) {
    const { edition } = deps.currentDesk()
    const now = deps.clock()
    const day = dayOf(now)
    const [heads, care, publications, asked, people] = await Promise.all([
      deps.drafts.heads(),
      deps.care.all(),
      deps.publications.open(),
      deps.questionLog.asked(new Date(now.getTime() - monthMs)),
      deps.directory.people(),
    ])
    const nameOf = (id: string | null) =>
      id === null ? null : { id, name: people.get(id)?.name ?? 'Cán bộ' }
    const draftOf = new Map(heads.map((head) => [head.file, head]))
    const upkeep = upkeepOf(edition.knowledge.guides, day)
    const published = new Set(edition.knowledge.guides.map(({ id }) => id))
    const unpublished = heads.flatMap(({ file, title, field }): ListedGuide[] => {
      const id = guideOfFile(file)
      return id === undefined || published.has(id) ? [] : [{ id, title, field, live: null }]
    })
    const live = edition.knowledge.guides.map(
      (guide): ListedGuide => ({
        id: guide.id,
        title: guide.title,
        field: guide.field,
        live: guide,
      }),
    )

    const rows = [...live, ...unpublished].map((guide) => {
      const file = fileOfGuide(guide.id)
      const draft = draftOf.get(file)
      const cared = care.get(file)
      const publication = publications.find((each) => each.file === file)
      const counts = asked.get(guide.id)
      return {
        id: guide.id,
        title: guide.title,
        field: guide.field,
        /** `new`: never published. */
        status: guide.live?.status ?? ('new' as const),
        checkedOn: guide.live?.checkedOn ?? null,
        effectiveFrom: guide.live?.effectiveFrom ?? null,
        effectiveUntil: guide.live?.effectiveUntil ?? null,
        owner: nameOf(cared?.ownerId ?? null),
        recheckOn: cared?.recheckOn ?? null,
        asked: counts?.asked ?? 0,
        thumbsDown: counts?.thumbsDown ?? 0,
        draft: draft
          ? {
              savedBy: nameOf(draft.savedBy),
              savedAt: draft.savedAt.toISOString(),
              review: draft.review,
              isImported: draft.isImported,
            }
          : null,
        publication: publication
          ? {
              id: publication.id,
              effectiveOn: publication.effectiveOn,
              state: publication.state,
              outcome: publication.outcome,
            }
          : null,
        /** What wants looking at, in Vietnamese. */
        attention: [
          ...(upkeep.get(guide.id) ?? []),
          ...(cared?.recheckOn && cared.recheckOn <= day ? ['Đến hạn xem lại'] : []),
          ...(publication?.state === 'failed' || publication?.state === 'held'
            ? ['Hẹn công bố không thành']
            : []),
        ],
      }
    })

    const wanted = fold(q ?? '')
    const found = rows
      .filter((row) => fold(`${row.title} ${row.id} ${row.field}`).includes(wanted))
      .filter((row) => !field || row.field === field)
      .filter((row) => isShown(row, show))
      .sort((one, other) => one.title.localeCompare(other.title, 'vi'))
    const start = Number(cursor ?? 0)
    return {
      guides: found.slice(start, start + pageLength),
      total: found.length,
      next: found.length > start + pageLength ? String(start + pageLength) : null,
      fields: [...new Set(rows.map((row) => row.field))]
        .filter((each) => each !== '')
        .sort((a, b) => a.localeCompare(b, 'vi')),
      counts: {
        all: rows.length,
        drafts: rows.filter((row) => isShown(row, 'drafts')).length,
        attention: rows.filter((row) => isShown(row, 'attention')).length,
        unasked: rows.filter((row) => isShown(row, 'unasked')).length,
      },
      edition: edition.number,
      publishedAt: edition.publishedAt.toISOString(),
    }
  }
}

/** `live: null`: a draft of a guide that was never published. */
type ListedGuide = { id: string; title: string; field: string; live: Guide | null }

function isShown(
  row: { draft: unknown; attention: string[]; asked: number; status: string },
  show: GuideListQuery['show'],
): boolean {
  if (show === 'drafts') return row.draft !== null
  if (show === 'attention') return row.attention.length > 0
  if (show === 'unasked') return row.asked === 0 && row.status === 'published'
  return true
}

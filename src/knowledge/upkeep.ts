import { addDays, type Day, formatDay } from '../shared/day.ts'
import { facets } from './facet.ts'
import type { Guide } from './guide.ts'

// Half a year: the reform of 2025 changed most procedures within one.
const daysBetweenChecks = 180
const warnDaysBefore = 30

/** By guide id, what an admin ought to look at on that day, in Vietnamese. Guides in use only. Pure. */
export function upkeepOf(guides: Guide[], day: Day): Map<string, string[]> {
  const endOf = endsOfLaws(guides)
  const replacedBy = replacementsIn(guides)
  const found = new Map<string, string[]>()
  for (const guide of guides) {
    if (guide.status !== 'published') continue
    const notes = [
      ...datesOf(guide, day),
      ...guide.legalBasis.flatMap(({ number, effectiveUntil }) => {
        const end = endOf.get(number)
        if (end !== undefined && end.guide !== guide.id && (effectiveUntil ?? '9999') > end.until) {
          return [`${number}: hướng dẫn “${end.title}” ghi hết hiệu lực ${formatDay(end.until)}`]
        }
        const other = replacedBy.get(number)
        const isKnown = other === undefined || other.guide === guide.id || effectiveUntil !== null
        return isKnown ? [] : [`${number}: hướng dẫn “${other.title}” ghi đã bị thay thế`]
      }),
    ]
    if (notes.length > 0) found.set(guide.id, notes)
  }
  return found
}

function datesOf({ checkedOn, effectiveUntil, legalBasis }: Guide, day: Day): string[] {
  const notes: string[] = []
  if (effectiveUntil !== null && effectiveUntil < day) {
    notes.push(`Hết thời gian áp dụng từ ${formatDay(effectiveUntil)}`)
  } else if (effectiveUntil !== null && effectiveUntil <= addDays(day, warnDaysBefore)) {
    notes.push(`Sắp hết thời gian áp dụng: ${formatDay(effectiveUntil)}`)
  }
  if (addDays(checkedOn, daysBetweenChecks) <= day) {
    notes.push(`Đối chiếu lần cuối ${formatDay(checkedOn)}, đã quá ${daysBetweenChecks} ngày`)
  }
  for (const { number, effectiveUntil: end } of legalBasis) {
    if (end !== null && end < day) notes.push(`${number} đã hết hiệu lực từ ${formatDay(end)}`)
    else if (end !== null && end <= addDays(day, warnDaysBefore)) {
      notes.push(`${number} sắp hết hiệu lực: ${formatDay(end)}`)
    }
  }
  return notes
}

type Told = { guide: string; title: string }

/** The earliest last day that any guide gives for a law. */
function endsOfLaws(guides: Guide[]): Map<string, Told & { until: Day }> {
  const ends = new Map<string, Told & { until: Day }>()
  for (const { id, title, legalBasis } of guides) {
    for (const { number, effectiveUntil } of legalBasis) {
      if (effectiveUntil === null) continue
      const known = ends.get(number)
      if (!known || effectiveUntil < known.until) {
        ends.set(number, { guide: id, title, until: effectiveUntil })
      }
    }
  }
  return ends
}

const lawNumber = /\d[\d.]*\/\d{4}\/[\p{Lu}Đ\d-]+/u
/** “… thay thế Nghị định 62/2021/NĐ-CP”, “bãi bỏ Thông tư …”. */
const replaces = new RegExp(
  `(?:thay thế|thay cho|bãi bỏ)(?: (?:cho|toàn bộ))?[^.;]{0,60}?(${lawNumber.source})`,
  'giu',
)

/** Laws that a line of some guide says are replaced, and by whom that is said. */
function replacementsIn(guides: Guide[]): Map<string, Told> {
  const found = new Map<string, Told>()
  for (const { id, title, lead, sections } of guides) {
    const lines = [lead, ...facets.map((facet) => sections[facet] ?? [])].flat()
    for (const { text } of lines) {
      for (const [, number = ''] of text.matchAll(replaces)) {
        if (!found.has(number)) found.set(number, { guide: id, title })
      }
    }
  }
  return found
}

import { type Edition, passagesOn } from '../../knowledge/edition.ts'
import type { Guide, Level } from '../../knowledge/guide.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'
import { fold } from '../../language/fold.ts'
import type { Day } from '../../shared/day.ts'

export type GuideGroup = { field: string; anchor: string; guides: Guide[] }

/** The fields most households meet come first; others follow by name. */
const familiarFields = ['Hộ tịch', 'Chứng thực', 'Cư trú', 'Căn cước', 'Định danh điện tử']

/** Published guides that are valid on that day, by title. */
export function guidesOn(edition: Edition, day: Day): Guide[] {
  return [...edition.guides.values()]
    .filter(({ id }) => passagesOn(edition, id, day).length > 0)
    .sort((one, other) => one.title.localeCompare(other.title, 'vi'))
}

/** The guides by field, order within a field kept. */
export function groupByField(guides: Guide[]): GuideGroup[] {
  return [...new Set(guides.map(({ field }) => field))]
    .map((field) => ({
      field,
      anchor: fold(field).replaceAll(' ', '-'),
      guides: guides.filter((guide) => guide.field === field),
    }))
    .sort((one, other) => rankOf(one) - rankOf(other) || one.field.localeCompare(other.field, 'vi'))
}

function rankOf({ field }: GuideGroup): number {
  const rank = familiarFields.indexOf(field)
  return rank < 0 ? familiarFields.length : rank
}

/** Who settles the case, in two or three words. */
export function levelText(level: Level, { kind }: WardProfile): string {
  switch (level) {
    case 'xa':
      return `UBND ${kind}`
    case 'cong-an-xa':
      return `Công an ${kind}`
    case 'tiep-nhan':
      return `Nộp qua ${kind}, cơ quan khác giải quyết`
    case 'tinh':
      return 'Cấp tỉnh, thành phố'
    case 'khac':
      return 'Cơ quan khác'
  }
}

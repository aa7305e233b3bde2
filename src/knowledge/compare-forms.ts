import { diffArrays } from 'diff'
import { formatDong } from '../language/format.ts'
import { formatDay, isDay } from '../shared/day.ts'
import { facets, facetTitles } from './facet.ts'
import type { GuideForm } from './guide-form.ts'

/** A stretch of words that both texts have, or one alone. */
export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** What became of one field. */
export type FieldChange = {
  /** As in the form: `fee`, `sections.le_phi`. */
  field: string
  /** As officials read it. */
  label: string
  parts: DiffPart[]
}

/** The fields in which two guides differ, in reading order, with the words marked; null: no guide. Pure. */
export function compareForms(before: GuideForm | null, after: GuideForm | null): FieldChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)]
  return [...labels].flatMap(([field, label]) => {
    const [was, is] = [old.get(field) ?? '', fresh.get(field) ?? '']
    return was === is ? [] : [{ field, label, parts: compareTexts(was, is) }]
  })
}

/** Word by word, a number or a date as one word; lines are kept. Pure. */
export function compareTexts(before: string, after: string): DiffPart[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

/** `8.000`, `24/11/2026` and `123/2015/NĐ-CP` stay whole: half a number says nothing. */
const word = /\d[\d.,/]*\d(?:\/[\p{L}\d-]+)?|[\p{L}\p{M}\d]+|\s+|./gu

function wordsOf(text: string): string[] {
  return text.match(word) ?? []
}

const labels = new Map<string, string>([
  ['title', 'Tên thủ tục'],
  ['status', 'Tình trạng'],
  ['code', 'Mã thủ tục'],
  ['field', 'Lĩnh vực'],
  ['level', 'Cấp giải quyết'],
  ['agency', 'Cơ quan giải quyết'],
  ['audience', 'Ai được làm'],
  ['lead', 'Mở đầu'],
  ['sections.ho_so', facetTitles.ho_so],
  ['forms', 'Biểu mẫu'],
  ['duration', 'Các mức thời hạn'],
  ['sections.thoi_han', facetTitles.thoi_han],
  ['fee', 'Các mức lệ phí'],
  ['sections.le_phi', facetTitles.le_phi],
  ...facets
    .filter((facet) => !['ho_so', 'thoi_han', 'le_phi', 'can_cu', 'luu_y'].includes(facet))
    .map((facet): [string, string] => [`sections.${facet}`, facetTitles[facet]]),
  ['legal_basis', 'Văn bản căn cứ'],
  ['sections.can_cu', facetTitles.can_cu],
  ['sections.luu_y', facetTitles.luu_y],
  ['effective_from', 'Áp dụng từ ngày'],
  ['effective_until', 'Áp dụng đến ngày'],
  ['checked_on', 'Ngày đối chiếu nguồn'],
  ['aliases', 'Tên gọi khác'],
  ['questions', 'Câu hỏi mẫu'],
  ['confused_with', 'Dễ nhầm với'],
  ['sources', 'Trang nguồn'],
])

function fieldsOf(form: GuideForm | null): ReadonlyMap<string, string> {
  if (!form) return new Map()
  const { sections, ...rest } = form
  return new Map([
    ...Object.entries(rest).map(([key, value]): [string, string] => [key, textOf(key, value)]),
    ...facets.map((facet): [string, string] => [`sections.${facet}`, sections[facet]]),
  ])
}

function textOf(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => entryText(key, each)).join('\n')
  return wordOf(value)
}

/** One entry in a line, as it will be read. */
function entryText(key: string, entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return wordOf(entry)
  const of = (name: string) => wordOf(Reflect.get(entry, name))
  const days = daysText(of('from') || of('effective_from'), of('until') || of('effective_until'))
  if (key === 'fee') {
    const amount: unknown = Reflect.get(entry, 'amount')
    const price = typeof amount === 'number' ? formatDong(amount) : wordOf(amount)
    const per = of('per') && `/${of('per')}`
    return joined(
      of('condition'),
      [price + per, of('text')].filter((part) => part).join('; '),
      days,
    )
  }
  if (key === 'duration') return joined(of('condition'), of('text'), days)
  if (key === 'legal_basis') return joined(of('number'), of('title'), days)
  if (key === 'forms') return joined(of('code'), of('name'), '')
  return joined(of('guide'), of('difference'), '')
}

function joined(before: string, text: string, days: string): string {
  return `${before ? `${before}: ` : ''}${text}${days}`
}

function daysText(from: string, until: string): string {
  const parts = [from && `từ ${wordOf(from)}`, until && `đến hết ${wordOf(until)}`]
  const text = parts.filter((part) => part).join(' ')
  return text ? ` (${text})` : ''
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return isDay(text) ? formatDay(text) : text
}

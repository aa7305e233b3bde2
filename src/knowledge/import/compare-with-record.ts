import { formatDong } from '../../language/format.ts'
import { formatDay } from '../../shared/day.ts'
import type { Guide } from '../guide.ts'
import { type GuideDraft, measuredFields } from './guide-draft.ts'
import { tidy } from './tidy-text.ts'
import { timeSpansIn } from './time-spans.ts'

/** Something that the record says otherwise than the guide, or than the record did before. */
export type RecordChange = {
  field: string
  /** As the guide, or the earlier record, has it. */
  was: string
  is: string
  /** For the re-check list, in Vietnamese. */
  message: string
}

const fieldTitles: Record<string, string> = {
  papers: 'Hồ sơ',
  steps: 'Trình tự',
  duration: 'Thời hạn',
  fee: 'Lệ phí',
  legal_basis: 'Căn cứ pháp lý',
  conditions: 'Điều kiện',
  result: 'Kết quả',
}

/**
 * What has changed in the record since the guide was checked.
 *
 * With the record as it was then (`before`), field by field; without, only facts that can be compared with
 * the guide's own words: time limits, amounts, laws. Fields that are not clear in the record are left out.
 */
export function compareWithRecord(
  guide: Guide,
  record: GuideDraft,
  before: GuideDraft | null = null,
): RecordChange[] {
  return before ? changesOfRecord(guide, before, record) : differences(guide, record)
}

function changesOfRecord(guide: Guide, before: GuideDraft, now: GuideDraft): RecordChange[] {
  const since = formatDay(guide.checkedOn)
  return Object.entries(measuredFields).flatMap(([field, key]) => {
    const [was, is] = [tidy(before[key].source), tidy(now[key].source)]
    const title = fieldTitles[field]
    if (was === is || title === undefined) return []
    return [
      {
        field,
        was,
        is,
        message: `${title}: nguồn đã sửa từ khi hướng dẫn được rà soát (${since}).`,
      },
    ]
  })
}

function differences(guide: Guide, record: GuideDraft): RecordChange[] {
  const compared = [
    difference(
      'duration',
      spansOf(guide.duration),
      record.duration.state === 'clean' ? spansOf(record.duration.value) : null,
    ),
    difference(
      'fee',
      guide.fee.flatMap(({ amount }) => (amount === null ? [] : [formatDong(amount)])),
      record.fee.state === 'clean'
        ? record.fee.value.flatMap(({ amount }) => (amount === null ? [] : [formatDong(amount)]))
        : null,
    ),
    difference(
      'legal_basis',
      guide.legalBasis.map(({ number }) => number),
      record.legalBasis.state === 'clean'
        ? record.legalBasis.value.map(({ number }) => number)
        : null,
    ),
  ]
  return compared.filter((change) => change !== null)
}

function spansOf(entries: { text: string }[]): string[] {
  return entries.flatMap(({ text }) =>
    timeSpansIn(text).map(({ count, unit }) => `${count} ${unit}`),
  )
}

/** What the record has and the guide has not; a guide may well say more than the record. */
function difference(field: string, ours: string[], theirs: string[] | null): RecordChange | null {
  const missing = [...new Set(theirs ?? [])].filter((each) => !ours.includes(each))
  if (missing.length === 0) return null
  const message = `${fieldTitles[field]}: nguồn ghi ${missing.join(', ')}; hướng dẫn không có.`
  return { field, was: ours.join(', '), is: missing.join(', '), message }
}

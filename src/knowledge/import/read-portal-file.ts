import { z } from 'zod'
import type { GuideDraft } from './guide-draft.ts'
import { type ImportProblem, problemsOfDraft } from './import-problem.ts'
import { type PortalRecord, parsePortalRecord, portalRecordSchema } from './portal-record.ts'

/** What one line came to. A line that cannot be read loses only itself. */
export type PortalLine = { draft: GuideDraft | null; problems: ImportProblem[] }

/** Reads a file of portal records, one JSON object a line. */
export function readPortalFile(file: string, text: string) {
  const lines = [...readPortalLines(file, text)].filter((line) => line !== 'passed over')
  return {
    records: lines.length,
    drafts: lines.flatMap(({ draft }) => (draft ? [draft] : [])),
    problems: lines.flatMap(({ problems }) => problems),
  }
}

/** The same line by line; of records that are not wanted only that they were passed over. */
export function* readPortalLines(
  file: string,
  text: string,
  isWanted: (record: PortalRecord) => boolean = () => true,
): Generator<PortalLine | 'passed over'> {
  const lineOfCode = new Map<string, number>()
  for (const [index, source] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (source.trim() === '') continue
    const line = index + 1
    const record = readRecord(source)
    if (typeof record === 'string') {
      yield { draft: null, problems: [brokenLine(file, line, record)] }
      continue
    }
    if (!isWanted(record)) {
      yield 'passed over'
      continue
    }
    const before = lineOfCode.get(record.ma_thu_tuc)
    if (before !== undefined) {
      const message = `Mã ${record.ma_thu_tuc} đã có ở dòng ${before}; giữ bản ghi ấy, xem lại bản ghi này.`
      yield { draft: null, problems: [brokenLine(file, line, message)] }
      continue
    }
    lineOfCode.set(record.ma_thu_tuc, line)
    const draft = parsePortalRecord(record)
    yield {
      draft,
      problems: [...faultsOfCode(file, line, record, draft), ...problemsOfDraft(file, line, draft)],
    }
  }
}

function brokenLine(file: string, line: number, message: string): ImportProblem {
  return { file, line, message, kind: 'broken', guide: null, field: null }
}

function faultsOfCode(
  file: string,
  line: number,
  { ma_thu_tuc }: PortalRecord,
  draft: GuideDraft,
): ImportProblem[] {
  if (draft.code !== null) return []
  const message = `Mã "${ma_thu_tuc}" không đúng dạng mã quốc gia (như 1.001193); bản nháp để trống mã.`
  return [{ file, line, message, kind: 'unclear', guide: draft.id, field: 'id' }]
}

const { localeError } = z.locales.vi()

/** The record, or what is wrong with the line. */
function readRecord(source: string): PortalRecord | string {
  let json: unknown
  try {
    json = JSON.parse(source)
  } catch {
    return 'Dòng này không phải JSON trọn vẹn; lấy lại bản ghi từ nguồn rồi nhập lại.'
  }
  const { data, error } = portalRecordSchema.safeParse(json, { error: localeError })
  if (data) return data
  const faults = error.issues.map(
    ({ path, message }) => `${path.join('.') || 'bản ghi'}: ${message}`,
  )
  return `Bản ghi thiếu hoặc sai mục (${faults.join('; ')}); sửa ở nguồn rồi nhập lại.`
}

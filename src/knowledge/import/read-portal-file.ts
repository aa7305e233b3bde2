import { z } from 'zod'
import type { KnowledgeProblem } from '../problem.ts'
import type { GuideDraft } from './guide-draft.ts'
import { parsePortalRecord, portalRecordSchema } from './portal-record.ts'

/** What one file came to. A line that cannot be read loses only itself. */
export type ReadRecords = { drafts: GuideDraft[]; records: number; problems: KnowledgeProblem[] }

/** Reads a file of portal records, one JSON object a line. */
export function readPortalFile(file: string, text: string): ReadRecords {
  const drafts: GuideDraft[] = []
  const problems: KnowledgeProblem[] = []
  const seen = new Map<string, number>()
  let records = 0
  for (const [index, source] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (source.trim() === '') continue
    records++
    const line = index + 1
    const read = readRecord(source)
    if (typeof read === 'string') {
      problems.push({ file, line, message: read })
      continue
    }
    const before = seen.get(read.code ?? '')
    if (before !== undefined) {
      const message = `Mã ${read.code} đã có ở dòng ${before}; giữ bản ghi đầu, xem lại bản ghi này.`
      problems.push({ file, line, message })
      continue
    }
    seen.set(read.code ?? '', line)
    drafts.push(read)
  }
  return { drafts, records, problems }
}

const { localeError } = z.locales.vi()

/** The draft, or what is wrong with the record. */
function readRecord(source: string): GuideDraft | string {
  let json: unknown
  try {
    json = JSON.parse(source)
  } catch {
    return 'Dòng này không phải JSON trọn vẹn; lấy lại bản ghi từ nguồn rồi nhập lại.'
  }
  const { data, error } = portalRecordSchema.safeParse(json, { error: localeError })
  if (data) return parsePortalRecord(data)
  const faults = error.issues.map(
    ({ path, message }) => `${path.join('.') || 'bản ghi'}: ${message}`,
  )
  return `Bản ghi thiếu hoặc sai mục: ${faults.join('; ')}.`
}

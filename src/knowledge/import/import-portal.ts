import { fold } from '../../language/fold.ts'
import { createBreathing } from '../../shared/breathe.ts'
import type { GuideDraft } from './guide-draft.ts'
import type { ImportProblem } from './import-problem.ts'
import { type PortalLine, readPortalLines } from './read-portal-file.ts'

/** Which records; a part left out lets all through. */
export type PortalChoice = {
  /** As the portal calls it; compared without dấu. */
  field?: string
  /** `Cấp Xã`, `Cấp Tỉnh`, `Cấp Bộ/Trung ương`. */
  level?: string
}

export type PortalImport = { records: number; drafts: GuideDraft[]; problems: ImportProblem[] }

/** Records read so far, of how many. */
export type OnProgress = (done: number, total: number) => void

/**
 * Reads the chosen records of a file while everything else goes on in between. `records` are those chosen.
 *
 * Nothing is written: what becomes of the drafts is the caller's matter.
 */
export async function importPortal(
  source: { file: string; text: string },
  choice: PortalChoice = {},
  onProgress: OnProgress = () => {},
): Promise<PortalImport> {
  const breathe = createBreathing()
  const result: PortalImport = { records: 0, drafts: [], problems: [] }
  const total = source.text.split('\n').filter((line) => line.trim() !== '').length
  let done = 0
  for (const line of readPortalLines(source.file, source.text, (record) =>
    isChosen(record, choice),
  )) {
    done++
    if (line !== 'passed over') take(line, result)
    onProgress(done, total)
    await breathe()
  }
  return result
}

function take({ draft, problems }: PortalLine, result: PortalImport): void {
  result.records++
  if (draft) result.drafts.push(draft)
  result.problems.push(...problems)
}

function isChosen(
  { linh_vuc, cap_thuc_hien }: { linh_vuc: string; cap_thuc_hien: string },
  { field, level }: PortalChoice,
): boolean {
  return (
    (field === undefined || fold(linh_vuc) === fold(field)) &&
    (level === undefined || fold(cap_thuc_hien) === fold(level))
  )
}

import type { Edition } from './knowledge/edition.ts'
import type { FolderConflict } from './knowledge/merge-folder.ts'
import { formatProblem, type KnowledgeProblem } from './knowledge/problem.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Log } from './shared/log.ts'

/** A conflict of folder and database in words. */
export function conflictProblem({ file, folder, live }: FolderConflict): KnowledgeProblem {
  const message =
    folder === null
      ? 'Tệp bị xoá trong thư mục nhưng đã được sửa trên bàn làm việc; bản trên bàn làm việc vẫn dùng.'
      : live === null
        ? 'Tệp được sửa trong thư mục nhưng đã bị xoá trên bàn làm việc; tệp không được dùng.'
        : 'Tệp được sửa trong thư mục và cũng được sửa trên bàn làm việc; bản trên bàn làm việc vẫn dùng. Vào Hướng dẫn › Thư mục để chọn bản đúng.'
  return { file, line: null, message }
}

/** Tells log and metrics what serves, and what is wrong with the folder. */
export function createTellEditions(metrics: Metrics, log: Log) {
  let told = ''
  return (now: Edition | null, problems: KnowledgeProblem[], conflicts: FolderConflict[]) => {
    for (const problem of problems) log.error({ problem: formatProblem(problem) }, 'broken guide')
    for (const problem of conflicts.map(conflictProblem)) {
      log.warn({ problem: formatProblem(problem) }, 'folder and console disagree')
    }
    if (now && now.hash !== told) {
      log.info({ edition: now.number, guides: now.guides.size }, 'edition serves')
      told = now.hash
    }
    metrics.editionServes(now?.number ?? 0, now?.guides.size ?? 0, problems.length)
  }
}

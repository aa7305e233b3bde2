import type { Database, DatabaseKind } from './adapters/database.ts'
import {
  createGuideCareStore,
  createPublishingRulesStore,
  createTrialQuestionStore,
} from './adapters/guide-care-store.ts'
import { createGuideDraftStore } from './adapters/guide-draft-store.ts'
import { createProposalStore } from './adapters/proposal-store.ts'
import { createPublicationStore } from './adapters/publication-store.ts'
import { createQuestionLog } from './adapters/question-log.ts'
import type { KnowledgeDeps } from './admin/knowledge-deps.ts'
import { createKnowledgeDesk, type KnowledgeDesk } from './admin/knowledge-routes.ts'
import type { Edition } from './knowledge/edition.ts'
import type { FolderConflict } from './knowledge/merge-folder.ts'
import { formatProblem, type KnowledgeProblem } from './knowledge/problem.ts'
import type { KnowledgeFiles } from './knowledge/read-folder.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Log } from './shared/log.ts'

export type WireKnowledgeDeps = Pick<
  KnowledgeDeps,
  'publisher' | 'editions' | 'currentDesk' | 'answering' | 'directory' | 'writeAudit' | 'clock'
> & {
  database: Database
  kind: DatabaseKind
  readFolder: () => Promise<KnowledgeFiles>
}

/** The admins' side of the service: where guides are kept right. */
export function wireKnowledge({ database, kind, readFolder, ...deps }: WireKnowledgeDeps) {
  return createKnowledgeDesk({
    ...deps,
    readFolderFile: async (file) => (await readFolder())[file],
    drafts: createGuideDraftStore(database, kind),
    care: createGuideCareStore(database),
    publications: createPublicationStore(database),
    trialQuestions: createTrialQuestionStore(database),
    rules: createPublishingRulesStore(database),
    questionLog: createQuestionLog(database, kind),
    proposals: createProposalStore(database),
  })
}

// Another process's edition, or one whose day has begun, serves at most that much later.
const lookMs = 1000

/** Serves what other processes publish, and publishes what is due. */
export function keepUp(
  publisher: { catchUp(): Promise<void> },
  { publishing }: Pick<KnowledgeDesk, 'publishing'>,
  log: Log,
) {
  let looking: Promise<void> | undefined
  const look = async () => {
    try {
      await publisher.catchUp()
      await publishing.publishDue()
    } catch (error) {
      log.error({ error: String(error) }, 'editions were not looked after; trying again soon')
    }
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }, lookMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

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

import type { AnswerDeps, Desk } from '../answering/answer-question.ts'
import type { EditionStore } from '../knowledge/edition-store.ts'
import type { Publisher } from '../knowledge/publisher.ts'
import type { KnowledgeIndex } from '../retrieval/rank-targets.ts'
import type { Clock } from '../shared/clock.ts'
import type { WriteAudit } from '../staff/audit-log.ts'
import type { StaffDirectory } from '../staff/directory.ts'
import type { ProposalStore } from '../staff/proposals.ts'
import type {
  GuideCareStore,
  GuideDraftStore,
  PublicationStore,
  PublishingRulesStore,
  QuestionLog,
  TrialQuestionStore,
} from './knowledge-store.ts'

/** What the knowledge desk is made from. */
export type KnowledgeDeps = {
  publisher: Pick<
    Publisher<KnowledgeIndex>,
    'publish' | 'rehearse' | 'conflicts' | 'problems' | 'keepLive'
  >
  readFolderFile: (file: string) => Promise<string | undefined>
  editions: EditionStore
  drafts: GuideDraftStore
  care: GuideCareStore
  publications: PublicationStore
  trialQuestions: TrialQuestionStore
  rules: PublishingRulesStore
  questionLog: QuestionLog
  proposals: Pick<ProposalStore, 'list'>
  currentDesk: () => Desk
  answering: AnswerDeps
  directory: StaffDirectory
  writeAudit: WriteAudit
  clock: Clock
}

import type { ConversationStore } from '../conversation/store.ts'
import type { DraftStore, WaitingDraft } from '../handoff/approval.ts'
import type { Clock } from '../shared/clock.ts'
import { ConflictError, NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import type { DraftView } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

export type DraftDeskDeps = {
  drafts: DraftStore
  conversations: Pick<ConversationStore, 'turns' | 'find'>
  /** The citizen learns of what was sent. */
  draftSent: (conversationId: string) => void
  writeAudit: WriteAudit
  clock: Clock
}

/** Answers of the bot that wait for an official, where the office wants to see them first. */
export function createDraftDesk({ drafts, conversations, draftSent, ...deps }: DraftDeskDeps) {
  const shown = async (draft: WaitingDraft): Promise<DraftView> => {
    const { conversationId, messageId, reply } = draft
    const conversation = await conversations.find(conversationId)
    const turns = await conversations.turns(conversationId)
    return {
      id: messageId,
      conversationId,
      channel: conversation?.channel ?? 'web',
      question: turns.find(({ message }) => message.id === messageId)?.message.text ?? '',
      reply,
      state: 'waiting',
      dueAt: draft.dueAt.toISOString(),
      createdAt: draft.createdAt.toISOString(),
    }
  }

  return {
    async drafts(): Promise<DraftView[]> {
      return await Promise.all((await drafts.waiting()).map(shown))
    },

    async approve(viewer: Viewer, id: string, text: string | undefined): Promise<DraftView> {
      const waiting = (await drafts.waiting()).find(({ messageId }) => messageId === id)
      if (!waiting) throw new NotFoundError('Câu trả lời này không còn chờ duyệt.')
      const view = await shown(waiting)
      const decided = await drafts.decide(
        id,
        { type: 'approve', staffId: viewer.id, text },
        deps.clock(),
      )
      if (!decided) throw new ConflictError('Câu trả lời này vừa được người khác duyệt.')
      const { outcome } = decided
      if (outcome === 'dropped') {
        throw new ConflictError('Cuộc trò chuyện đã có cán bộ phụ trách; bản nháp không được gửi.')
      }
      draftSent(decided.conversationId)
      const detail = { outcome }
      await deps.writeAudit({ who: viewer.id, action: 'approve-draft', subject: id, detail })
      return { ...view, state: outcome }
    },
  }
}

import type { Transaction } from 'kysely'
import type { Reply } from '../answering/reply.ts'
import type { DraftDecision, DraftOutcome, DraftStore } from '../handoff/approval.ts'
import { ownerText } from '../handoff/owner.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'
import { keepNotice, lockConversation } from './ticket-rows.ts'

/** DraftStore on SQLite or PostgreSQL. */
export function createDraftStore(database: Database, kind: DatabaseKind): DraftStore {
  const write = createCommitGroup(database, kind)

  return {
    async waiting() {
      const rows = await database
        .selectFrom('drafts')
        .selectAll()
        .where('state', '=', 'waiting')
        .orderBy('due_at')
        .execute()
      return rows.map((row) => ({
        messageId: row.message_id,
        conversationId: row.conversation_id,
        guide: row.guide,
        field: row.field,
        reply: toReply(row.reply),
        dueAt: new Date(row.due_at),
        createdAt: new Date(row.created_at),
      }))
    },

    async decide(messageId, decision, at) {
      return await write((transaction) => decide(transaction, messageId, decision, at))
    },
  }
}

async function decide(
  transaction: Transaction<Tables>,
  messageId: string,
  decision: DraftDecision,
  at: Date,
): Promise<{ outcome: DraftOutcome; conversationId: string } | undefined> {
  const draft = await transaction
    .selectFrom('drafts')
    .select(['conversation_id', 'reply'])
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  if (!draft) return undefined
  const conversationId = draft.conversation_id
  const { owner } = await lockConversation(transaction, conversationId)

  const staffId = decision.type === 'approve' ? decision.staffId : null
  const maySpeak =
    owner === 'bot' || (staffId !== null && owner === ownerText({ kind: 'staff', id: staffId }))
  const outcome = maySpeak ? outcomeOf(decision) : 'dropped'
  const decided = await transaction
    .updateTable('drafts')
    .set({ state: outcome, decided_by: staffId, decided_at: at.toISOString() })
    .where('message_id', '=', messageId)
    .where('state', '=', 'waiting')
    .returning('message_id')
    .executeTakeFirst()
  if (!decided) return undefined
  if (maySpeak) {
    const { text, citations } = toReply(draft.reply)
    const words = (decision.type === 'approve' ? decision.text : undefined) ?? text
    const about = { conversationId, sequence: null }
    await keepNotice(transaction, about, words, at, citations, staffId)
  }
  return { outcome, conversationId }
}

function outcomeOf(decision: DraftDecision): DraftOutcome {
  if (decision.type === 'time-out') return 'timed-out'
  return decision.text === undefined ? 'sent' : 'edited'
}

/** Replies are written by conversation-store.ts alone. */
function toReply(text: string): Reply {
  return JSON.parse(text)
}

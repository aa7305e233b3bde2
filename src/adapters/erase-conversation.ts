import type { Transaction } from 'kysely'
import type { PromiseClocks } from '../handoff/service-level.ts'
import { applyTicketAction, isProblem } from '../handoff/ticket-life.ts'
import type { Tables } from './database.ts'
import { lockConversation, openTicketOf, saveChange } from './ticket-rows.ts'

/** Stands where a citizen's words stood. */
const erased = '[đã xoá theo yêu cầu]'

/**
 * Takes out of a conversation what was said in it and who said it, and closes its ticket. That there
 * was a conversation, and when, stays for the figures. Gives the ids of its files, whose bytes lie
 * elsewhere.
 */
export async function eraseConversation(
  transaction: Transaction<Tables>,
  conversationId: string,
  clocks: PromiseClocks,
  at: Date,
): Promise<string[]> {
  await lockConversation(transaction, conversationId)
  const ticket = await openTicketOf(transaction, conversationId)
  if (ticket) {
    const change = applyTicketAction(
      ticket,
      { type: 'return-to-bot' },
      { kind: 'system' },
      at,
      clocks,
    )
    if (!isProblem(change)) {
      await saveChange(transaction, ticket, change, { kind: 'citizen' }, at)
    }
  }

  const replies = await transaction
    .selectFrom('replies')
    .select(['id', 'body'])
    .where('conversation_id', '=', conversationId)
    .execute()
  for (const { id, body } of replies) {
    const nothing = { text: erased, citations: [], options: [], procedure: null }
    const kept = { ...JSON.parse(body), ...nothing }
    await transaction
      .updateTable('replies')
      .set({ body: JSON.stringify(kept) })
      .where('id', '=', id)
      .execute()
  }
  await transaction
    .updateTable('messages')
    .set({ text: erased })
    .where('conversation_id', '=', conversationId)
    .execute()
  await transaction
    .updateTable('staff_messages')
    .set({ text: erased, citations: '[]' })
    .where('conversation_id', '=', conversationId)
    .execute()
  await transaction
    .updateTable('feedback')
    .set({ comment: null })
    .where('conversation_id', '=', conversationId)
    .execute()
  await transaction
    .updateTable('tickets')
    .set({
      summary: erased,
      evidence: '{"guides":[],"draft":null}',
      citizen_name: null,
      citizen_phone: null,
      rating_comment: null,
      pickup_hash: null,
    })
    .where('conversation_id', '=', conversationId)
    .execute()
  await transaction
    .updateTable('ticket_events')
    .set({ body: '{}' })
    .where('type', 'in', ['transferred', 'resolved'])
    .where('ticket_sequence', 'in', (query) =>
      query.selectFrom('tickets').select('sequence').where('conversation_id', '=', conversationId),
    )
    .execute()
  await transaction.deleteFrom('drafts').where('conversation_id', '=', conversationId).execute()
  await transaction.deleteFrom('events').where('conversation_id', '=', conversationId).execute()
  await transaction
    .updateTable('outbox')
    .set({ body: '', address: '', state: 'dropped' })
    .where('conversation_id', '=', conversationId)
    .execute()
  const files = await transaction
    .deleteFrom('attachments')
    .where('conversation_id', '=', conversationId)
    .returning('id')
    .execute()
  await transaction
    .updateTable('conversations')
    .set({ in_hand: null })
    .where('id', '=', conversationId)
    .execute()
  return files.map(({ id }) => id)
}

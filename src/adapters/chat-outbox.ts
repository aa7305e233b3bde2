import type { Transaction } from 'kysely'
import type { Reply } from '../answering/reply.ts'
import type { OutboxContent } from '../channels/delivery/content.ts'
import type { Ticket } from '../handoff/ticket.ts'
import type { TicketEvent } from '../handoff/ticket-life.ts'
import type { Tables } from './database.ts'

/**
 * Puts a message into the outbox of the conversation's chat, in the transaction that keeps what it
 * says. A conversation on the web has no chat, and nothing is written.
 */
export async function queueForChat(
  transaction: Transaction<Tables>,
  conversationId: string,
  source: string,
  content: OutboxContent,
  at: Date,
): Promise<void> {
  const now = at.toISOString()
  await transaction
    .insertInto('outbox')
    .columns([
      'channel',
      'address',
      'conversation_id',
      'source',
      'body',
      'state',
      'next_at',
      'created_at',
    ])
    .expression((query) =>
      query
        .selectFrom('chats')
        .select(({ ref, val, cast }) => [
          ref('channel').as('channel'),
          ref('address').as('address'),
          ref('conversation_id').as('conversation_id'),
          cast<string>(val(source), 'text').as('source'),
          cast<string>(val(JSON.stringify(content)), 'text').as('body'),
          cast<string>(val('waiting'), 'text').as('state'),
          cast<string>(val(now), 'text').as('next_at'),
          cast<string>(val(now), 'text').as('created_at'),
        ])
        .where('conversation_id', '=', conversationId),
    )
    .onConflict((conflict) => conflict.column('source').doNothing())
    .execute()
}

export async function queueReply(
  transaction: Transaction<Tables>,
  conversationId: string,
  reply: Reply,
  at: Date,
): Promise<void> {
  await queueForChat(transaction, conversationId, reply.id, { type: 'reply', reply }, at)
}

/** Tells a chat who has its ticket now, and when the bot is back. */
export async function queueTicketChange(
  transaction: Transaction<Tables>,
  { sequence, number, conversationId, ownerId, version }: Ticket,
  events: TicketEvent[],
  at: Date,
): Promise<void> {
  for (const { type } of events) {
    const change = type === 'resolved' || type === 'returned-to-bot' ? type : 'claimed'
    if (change === 'claimed' && (ownerId === null || !takesOver.includes(type))) continue
    const source = `ticket:${sequence}:${version}:${change}`
    const content: OutboxContent = { type: 'ticket', change, number, ownerId }
    await queueForChat(transaction, conversationId, source, content, at)
  }
}

const takesOver: TicketEvent['type'][] = ['claimed', 'assigned', 'transferred']

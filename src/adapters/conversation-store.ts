import type { Selectable, Transaction } from 'kysely'
import type { Reply } from '../answering/reply.ts'
import {
  type Conversation,
  channels,
  feedbackValues,
  type Message,
} from '../conversation/conversation.ts'
import type { ConversationStore, FinishedTurn } from '../conversation/store.ts'
import { openTicketStates, type Ticket, ticketNumber } from '../handoff/ticket.ts'
import { targetKey, targetOfKey } from '../retrieval/indexed-texts.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'

/** ConversationStore on SQLite or PostgreSQL. */
export function createConversationStore(database: Database, kind: DatabaseKind): ConversationStore {
  const write = createCommitGroup(database, kind)

  return {
    async create({ id, channel, tokenHash, inHand, createdAt }) {
      const row = {
        id,
        channel,
        token_hash: tokenHash,
        in_hand: inHand && targetKey(inHand),
        created_at: createdAt.toISOString(),
      }
      await write((transaction) => transaction.insertInto('conversations').values(row).execute())
    },

    async find(id) {
      const row = await database
        .selectFrom('conversations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toConversation(row)
    },

    async accept(message, clientMessageId) {
      return await write((transaction) => acceptMessage(transaction, message, clientMessageId))
    },

    async replyTo(messageId) {
      const row = await database
        .selectFrom('replies')
        .select('body')
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      return row && toReply(row.body)
    },

    async textsBefore({ id, conversationId }, limit) {
      const rows = await database
        .selectFrom('messages')
        .select('text')
        .where('conversation_id', '=', conversationId)
        .where('sequence', '<', (query) =>
          query.selectFrom('messages').select('sequence').where('id', '=', id),
        )
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ text }) => text).reverse()
    },

    async finish(turn) {
      return await write((transaction) => finishTurn(transaction, turn))
    },

    async turns(conversationId) {
      const rows = await database
        .selectFrom('messages')
        .leftJoin('replies', 'replies.message_id', 'messages.id')
        .leftJoin('feedback', 'feedback.reply_id', 'replies.id')
        .where('messages.conversation_id', '=', conversationId)
        .orderBy('messages.sequence')
        .select([
          'messages.id',
          'messages.conversation_id',
          'messages.text',
          'messages.received_at',
        ])
        .select(['replies.body', 'feedback.value'])
        .execute()
      return rows.map((row) => ({
        message: toMessage(row),
        reply: row.body === null ? null : toReply(row.body),
        feedback: feedbackValues.find((value) => value === row.value) ?? null,
      }))
    },

    async rate(conversationId, replyId, { value, comment, at }) {
      const reply = await database
        .selectFrom('replies')
        .select('id')
        .where('id', '=', replyId)
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst()
      if (!reply) return false
      const rating = { value, comment, created_at: at.toISOString() }
      await database
        .insertInto('feedback')
        .values({ reply_id: replyId, conversation_id: conversationId, ...rating })
        .onConflict((conflict) => conflict.column('reply_id').doUpdateSet(rating))
        .execute()
      return true
    },

    async unanswered() {
      const rows = await database
        .selectFrom('messages')
        .leftJoin('replies', 'replies.message_id', 'messages.id')
        .where('replies.id', 'is', null)
        .orderBy('messages.sequence')
        .select([
          'messages.id',
          'messages.conversation_id',
          'messages.text',
          'messages.received_at',
        ])
        .execute()
      return rows.map(toMessage)
    },

    async eventsAfter(conversationId, sequence) {
      const rows = await database
        .selectFrom('events')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .execute()
      return rows.map((row) => ({
        sequence: row.sequence,
        type: row.type === 'message' || row.type === 'typing' ? row.type : 'ticket',
        body: JSON.parse(row.body),
      }))
    },
  }
}

async function acceptMessage(
  transaction: Transaction<Tables>,
  message: Message,
  clientMessageId: string | null,
): Promise<Message> {
  const inserted = await transaction
    .insertInto('messages')
    .values({
      id: message.id,
      conversation_id: message.conversationId,
      client_message_id: clientMessageId,
      text: message.text,
      received_at: message.receivedAt.toISOString(),
    })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'client_message_id']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (inserted) return message
  const earlier = await transaction
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', message.conversationId)
    .where('client_message_id', '=', clientMessageId)
    .executeTakeFirstOrThrow()
  return toMessage(earlier)
}

async function finishTurn(
  transaction: Transaction<Tables>,
  { message, inHand, handoffReason, complete, at }: FinishedTurn,
): Promise<Reply> {
  await lockConversation(transaction, message.conversationId)
  const existing = await transaction
    .selectFrom('replies')
    .select('body')
    .where('message_id', '=', message.id)
    .executeTakeFirst()
  if (existing) return toReply(existing.body)

  const created_at = at.toISOString()
  const ticket = handoffReason
    ? await openTicket(transaction, message.conversationId, handoffReason, at)
    : { ticket: null, isNew: false }
  const reply = complete(ticket.ticket, ticket.isNew)
  const conversation = { conversation_id: message.conversationId, created_at }
  await transaction
    .insertInto('replies')
    .values({ ...conversation, id: reply.id, message_id: message.id, body: JSON.stringify(reply) })
    .execute()
  await transaction
    .updateTable('conversations')
    .set({ in_hand: inHand && targetKey(inHand) })
    .where('id', '=', message.conversationId)
    .execute()
  if (ticket.isNew) {
    await transaction
      .insertInto('events')
      .values({ ...conversation, type: 'ticket', body: JSON.stringify(reply.ticket) })
      .execute()
  }
  return reply
}

/** Ends of turns of one conversation follow each other, whichever process they run in. */
async function lockConversation(transaction: Transaction<Tables>, id: string): Promise<void> {
  // An update that changes nothing: SQLite has no `select … for update`.
  await transaction
    .updateTable('conversations')
    .set(({ ref }) => ({ in_hand: ref('in_hand') }))
    .where('id', '=', id)
    .execute()
}

async function openTicket(
  transaction: Transaction<Tables>,
  conversationId: string,
  reason: Ticket['reason'],
  at: Date,
): Promise<{ ticket: Ticket; isNew: boolean }> {
  const open = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', openTicketStates)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  const state = openTicketStates.find((each) => each === open?.state) ?? 'new'
  const about = { conversationId, reason, state }
  if (open) {
    const createdAt = new Date(open.created_at)
    return { ticket: { ...about, number: ticketNumber(open.sequence), createdAt }, isNew: false }
  }
  const { sequence } = await transaction
    .insertInto('tickets')
    .values({ conversation_id: conversationId, reason, state, created_at: at.toISOString() })
    .returning('sequence')
    .executeTakeFirstOrThrow()
  return { ticket: { ...about, number: ticketNumber(sequence), createdAt: at }, isNew: true }
}

function toConversation(row: Selectable<Tables['conversations']>): Conversation {
  return {
    id: row.id,
    channel: channels.find((channel) => channel === row.channel) ?? 'web',
    tokenHash: row.token_hash,
    inHand: row.in_hand === null ? null : targetOfKey(row.in_hand),
    createdAt: new Date(row.created_at),
  }
}

function toMessage(
  row: Pick<Selectable<Tables['messages']>, 'id' | 'conversation_id' | 'text' | 'received_at'>,
): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    text: row.text,
    receivedAt: new Date(row.received_at),
  }
}

/** Bodies are written by this file alone, from a Reply. */
function toReply(body: string): Reply {
  return JSON.parse(body)
}

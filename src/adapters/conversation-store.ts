import type { Selectable, Transaction } from 'kysely'
import type { Reply } from '../answering/reply.ts'
import {
  type Conversation,
  channels,
  feedbackValues,
  type Message,
} from '../conversation/conversation.ts'
import type { ConversationStore, FinishedTurn, TicketFound } from '../conversation/store.ts'
import { ownerOfText, ownerText } from '../handoff/owner.ts'
import type { PromiseClocks } from '../handoff/service-level.ts'
import type { Ticket } from '../handoff/ticket.ts'
import { applyTicketAction, isProblem, type TicketAction } from '../handoff/ticket-life.ts'
import { targetKey, targetOfKey } from '../retrieval/indexed-texts.ts'
import { queueReply } from './chat-outbox.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'
import {
  insertTicket,
  keepNotice,
  lockConversation,
  openTicketOf,
  saveChange,
  toTicket,
} from './ticket-rows.ts'

/** ConversationStore on SQLite or PostgreSQL; `clocks` says by when tickets are due as the ward has set it. */
export function createConversationStore(
  database: Database,
  kind: DatabaseKind,
  clocks: () => Promise<PromiseClocks>,
): ConversationStore {
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
      const promised = await clocks()
      return await write((transaction) =>
        acceptMessage(transaction, { message, clientMessageId }, promised),
      )
    },

    async replyTo(messageId) {
      const row = await database
        .selectFrom('replies')
        .select('body')
        .where(({ eb, or, selectFrom }) =>
          or([
            eb('message_id', '=', messageId),
            eb(
              'message_id',
              '=',
              selectFrom('messages').select('joined_to').where('id', '=', messageId),
            ),
          ]),
        )
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

    async unansweredOf(conversationId) {
      const rows = await withoutReply(database)
        .where('messages.conversation_id', '=', conversationId)
        .execute()
      return rows.map(toMessage)
    },

    async latestMessage(conversationId) {
      const row = await database
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && toMessage(row)
    },

    async latestReplies(conversationId, limit) {
      const rows = await database
        .selectFrom('messages')
        .innerJoin('replies', 'replies.message_id', 'messages.id')
        .where('messages.conversation_id', '=', conversationId)
        .orderBy('messages.sequence', 'desc')
        .limit(limit)
        .select('replies.body')
        .execute()
      return rows.map(({ body }) => toReply(body))
    },

    async finish(turn) {
      const promised = await clocks()
      return await write((transaction) => finishTurn(transaction, turn, promised))
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
          'messages.joined_to',
        ])
        .select(['replies.body', 'feedback.value'])
        .execute()
      return rows.map((row) => ({
        message: toMessage(row),
        reply: row.body === null ? null : toReply(row.body),
        joinedTo: row.joined_to,
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

    async unhelpfulSinceTicket(conversationId) {
      const { count } = await database
        .selectFrom('feedback')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('conversation_id', '=', conversationId)
        .where('value', '=', 'down')
        .where('created_at', '>', ({ selectFrom, fn, val }) =>
          selectFrom('tickets')
            .select(({ ref }) => fn.coalesce(fn.max(ref('created_at')), val('')).as('latest'))
            .where('conversation_id', '=', conversationId),
        )
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async handOver(conversationId, ticket, notice, at) {
      return await write(async (transaction) => {
        const { owner } = await lockConversation(transaction, conversationId)
        if (owner !== 'bot') return undefined
        const opened = await insertTicket(transaction, conversationId, ticket, at)
        await keepNotice(transaction, opened, notice(opened), at)
        return opened
      })
    },

    async unanswered() {
      return (await withoutReply(database).execute()).map(toMessage)
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

    async attach({ id, conversationId, name, type, size, createdAt }) {
      const row = { id, conversation_id: conversationId, message_id: null, name, type, size }
      const created_at = createdAt.toISOString()
      const promised = await clocks()
      await write(async (transaction) => {
        await transaction
          .insertInto('attachments')
          .values({ ...row, path: id, created_at })
          .execute()
        await tellTicket(transaction, conversationId, createdAt, promised)
      })
    },

    async attachmentsOf(conversationId) {
      const rows = await database
        .selectFrom('attachments')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('created_at')
        .execute()
      return rows.map(({ id, name, type, size, created_at }) => ({
        id,
        conversationId,
        name,
        type,
        size,
        createdAt: new Date(created_at),
      }))
    },
  }
}

function withoutReply(database: Database) {
  return database
    .selectFrom('messages')
    .leftJoin('replies', 'replies.message_id', 'messages.id')
    .where('replies.id', 'is', null)
    .where('messages.joined_to', 'is', null)
    .orderBy('messages.sequence')
    .select(['messages.id', 'messages.conversation_id', 'messages.text', 'messages.received_at'])
}

async function acceptMessage(
  transaction: Transaction<Tables>,
  { message, clientMessageId }: { message: Message; clientMessageId: string | null },
  clocks: PromiseClocks,
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
  if (inserted) {
    await tellTicket(transaction, message.conversationId, message.receivedAt, clocks)
    return message
  }
  const earlier = await transaction
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', message.conversationId)
    .where('client_message_id', '=', clientMessageId)
    .executeTakeFirstOrThrow()
  return toMessage(earlier)
}

/** An official who has the conversation, or finds it in the queue, learns of the citizen's message. */
async function tellTicket(
  transaction: Transaction<Tables>,
  conversationId: string,
  at: Date,
  clocks: PromiseClocks,
): Promise<void> {
  const { owner } = await transaction
    .selectFrom('conversations')
    .select('owner')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  if (owner === 'bot') return
  await lockConversation(transaction, conversationId)
  const ticket = await openTicketOf(transaction, conversationId)
  if (!ticket) return
  await change(transaction, ticket, { type: 'citizen-message', reopenDays: 0 }, at, clocks)
  await transaction
    .updateTable('conversations')
    .set(({ eb }) => ({ unread_by_staff: eb('unread_by_staff', '+', 1) }))
    .where('id', '=', conversationId)
    .execute()
}

/** What the citizen does to a ticket by writing; undefined when it is refused. */
async function change(
  transaction: Transaction<Tables>,
  ticket: Ticket,
  action: TicketAction,
  at: Date,
  clocks: PromiseClocks,
): Promise<Ticket | undefined> {
  const changed = applyTicketAction(ticket, action, { kind: 'citizen' }, at, clocks)
  if (isProblem(changed)) return undefined
  if (changed.events.length > 0) {
    await saveChange(transaction, ticket, changed, { kind: 'citizen' }, at)
  }
  return changed.ticket
}

async function finishTurn(
  transaction: Transaction<Tables>,
  turn: FinishedTurn,
  clocks: PromiseClocks,
): Promise<Reply | undefined> {
  const { message, joined, inHand, owner, review, complete, at } = turn
  const { conversationId } = message
  const locked = await lockConversation(transaction, conversationId)
  const existing = await transaction
    .selectFrom('replies')
    .select('body')
    .where('message_id', '=', message.id)
    .executeTakeFirst()
  if (existing) return toReply(existing.body)
  if (locked.owner !== ownerText(owner)) return undefined

  const created_at = at.toISOString()
  const { ticket, found } = await ticketOfTurn(transaction, turn, clocks)
  const reply = complete(ticket, found)
  await transaction
    .insertInto('replies')
    .values({
      id: reply.id,
      message_id: message.id,
      conversation_id: conversationId,
      body: JSON.stringify(reply),
      created_at,
    })
    .execute()
  // In a chat an official is not interrupted; only danger is told of.
  if (locked.channel !== 'web' && (owner.kind !== 'staff' || turn.handoff))
    await queueReply(transaction, conversationId, reply, at)
  if (joined.length > 0) await join(transaction, joined, message)
  if (review) {
    await transaction
      .insertInto('drafts')
      .values({
        message_id: message.id,
        conversation_id: conversationId,
        guide: review.guide,
        field: review.field,
        reply: JSON.stringify(review.reply),
        state: 'waiting',
        due_at: review.dueAt.toISOString(),
        created_at,
        decided_by: null,
        decided_at: null,
      })
      .execute()
  }
  await transaction
    .updateTable('conversations')
    .set({ in_hand: inHand && targetKey(inHand) })
    .where('id', '=', conversationId)
    .execute()
  return reply
}

/** The ticket a reply names: the open one, one that opens again, or a new one. */
async function ticketOfTurn(
  transaction: Transaction<Tables>,
  { message: { conversationId }, owner, handoff, reopenDays, at }: FinishedTurn,
  clocks: PromiseClocks,
): Promise<{ ticket: Ticket | null; found: TicketFound }> {
  if (owner.kind !== 'bot') {
    const open = (await openTicketOf(transaction, conversationId)) ?? null
    const priority = handoff?.priority ?? 0
    const action = { type: 'escalate', priority } as const
    const escalated = open && (await change(transaction, open, action, at, clocks))
    return { ticket: escalated ?? open, found: 'already-open' }
  }
  if (reopenDays !== undefined) {
    const latest = await transaction
      .selectFrom('tickets')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst()
    const action = { type: 'citizen-message', reopenDays } as const
    const reopened = latest && (await change(transaction, toTicket(latest), action, at, clocks))
    if (reopened) return { ticket: reopened, found: 'reopened' }
  }
  if (!handoff) return { ticket: null, found: 'already-open' }
  return { ticket: await insertTicket(transaction, conversationId, handoff, at), found: 'opened' }
}

/** Marks messages as answered by the reply to a later one. */
async function join(
  transaction: Transaction<Tables>,
  joined: Message[],
  { id }: Message,
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set({ joined_to: id })
    .where(
      'id',
      'in',
      joined.map((each) => each.id),
    )
    .where('joined_to', 'is', null)
    .where('id', 'not in', ({ selectFrom }) => selectFrom('replies').select('message_id'))
    .execute()
}

function toConversation(row: Selectable<Tables['conversations']>): Conversation {
  return {
    id: row.id,
    channel: channels.find((channel) => channel === row.channel) ?? 'web',
    tokenHash: row.token_hash,
    inHand: row.in_hand === null ? null : targetOfKey(row.in_hand),
    owner: ownerOfText(row.owner),
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

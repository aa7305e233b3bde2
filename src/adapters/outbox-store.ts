import type { Selectable, Transaction } from 'kysely'
import { type Chat, type ChatChannel, chatChannels } from '../channels/chat.ts'
import { type ChatLanguage, chatLanguages } from '../channels/chat-text/chat-language.ts'
import {
  deliveryProblems,
  type Held,
  type OutboxRow,
  type OutboxStore,
  type Settlement,
  type Undelivered,
} from '../channels/delivery/outbox.ts'
import { ticketNumber } from '../handoff/ticket.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'

const open = ['waiting', 'sending']
const lost = ['dead', 'unsure']

/** OutboxStore on SQLite or PostgreSQL. */
export function createOutboxStore(database: Database, kind: DatabaseKind): OutboxStore {
  const write = createCommitGroup(database, kind)

  return {
    async put({ channel, address, conversationId, source, content }, at) {
      const now = at.toISOString()
      const row = {
        channel,
        address,
        conversation_id: conversationId,
        source,
        body: JSON.stringify(content),
        state: 'waiting',
        next_at: now,
        created_at: now,
      }
      await write((transaction) =>
        transaction
          .insertInto('outbox')
          .values(row)
          .onConflict((conflict) => conflict.column('source').doNothing())
          .execute(),
      )
    },

    async chatsWithWork(channels, at, limit) {
      if (channels.length === 0) return []
      const now = at.toISOString()
      // The oldest open row of each chat, read from the index alone.
      const heads = database
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('sequence').as('sequence'))
        .where('state', 'in', open)
        .where('channel', 'in', channels)
        .groupBy(['channel', 'address'])
      const rows = await database
        .selectFrom('outbox')
        .select(['channel', 'address'])
        .where('sequence', 'in', heads)
        .where(({ or, and, eb }) =>
          or([
            and([eb('state', '=', 'waiting'), eb('next_at', '<=', now)]),
            and([eb('state', '=', 'sending'), eb('claimed_until', '<', now)]),
          ]),
        )
        .limit(limit)
        .execute()
      return rows.flatMap(toChat)
    },

    async claimNext(chat, holder, at, until) {
      return await write((transaction) => claimNext(transaction, chat, holder, at, until))
    },

    async sinceLastWord({ channel, address }) {
      const chat = await database
        .selectFrom('chats')
        .select('last_inbound_at')
        .where('channel', '=', channel)
        .where('address', '=', address)
        .executeTakeFirst()
      if (!chat) return undefined
      const { sent } = await database
        .selectFrom('outbox')
        .select(({ fn }) => fn.sum<number | string | null>('parts_sent').as('sent'))
        .where('channel', '=', channel)
        .where('address', '=', address)
        .where('sent_at', '>=', chat.last_inbound_at)
        .executeTakeFirstOrThrow()
      return { at: new Date(chat.last_inbound_at), sent: Number(sent ?? 0) }
    },

    async keepClaim(held, until) {
      const values = { claimed_until: until.toISOString() }
      return await write((transaction) =>
        isDone(update(transaction, held).set(values).returning('sequence').executeTakeFirst()),
      )
    },

    async keepProgress(held, partsSent, providerIds) {
      const values = { parts_sent: partsSent, provider_ids: JSON.stringify(providerIds) }
      return await write((transaction) =>
        isDone(update(transaction, held).set(values).returning('sequence').executeTakeFirst()),
      )
    },

    async settle(held, settlement, at) {
      const isUnsure =
        settlement.state === 'unsure' || (settlement.state === 'waiting' && settlement.isUnsure)
      return await write((transaction) =>
        isDone(
          update(transaction, held)
            .set({ claimed_by: null, claimed_until: null })
            .set(({ eb }) => ({
              attempts: eb('attempts', '+', 1),
              unsure_sends: eb('unsure_sends', '+', isUnsure ? 1 : 0),
              ...columnsOf(settlement, at),
            }))
            .returning('sequence')
            .executeTakeFirst(),
        ),
      )
    },

    async undelivered({ conversationId, limit }) {
      const query = lostRows(database).orderBy('outbox.sequence', 'desc').limit(limit)
      const rows = await (conversationId === undefined
        ? query
        : query.where('outbox.conversation_id', '=', conversationId)
      ).execute()
      return rows.flatMap(toUndelivered)
    },

    async sendAgain(sequence, at) {
      return await write(async (transaction) => {
        const row = await lostRows(transaction)
          .where('outbox.sequence', '=', sequence)
          .executeTakeFirst()
        if (!row) return undefined
        await transaction
          .updateTable('outbox')
          .set({
            state: 'waiting',
            problem: null,
            attempts: 0,
            next_at: at.toISOString(),
            created_at: at.toISOString(),
          })
          .where('sequence', '=', sequence)
          .execute()
        return toUndelivered(row)[0]
      })
    },

    async dismiss(sequence) {
      const gone = await database
        .updateTable('outbox')
        .set({ state: 'dropped', body: '' })
        .where('sequence', '=', sequence)
        .where('state', 'in', lost)
        .returning('sequence')
        .executeTakeFirst()
      return gone !== undefined
    },
  }
}

/** The row, as long as nobody has taken it over or dropped it. */
function update(transaction: Transaction<Tables>, { sequence, holder }: Held) {
  return transaction
    .updateTable('outbox')
    .where('sequence', '=', sequence)
    .where('state', '=', 'sending')
    .where('claimed_by', '=', holder)
}

async function isDone(row: Promise<unknown>): Promise<boolean> {
  return (await row) !== undefined
}

/** The head of the chat's line, if it is due or was left by a process that is gone. */
async function claimNext(
  transaction: Transaction<Tables>,
  { channel, address }: Chat,
  holder: string,
  at: Date,
  until: Date,
): Promise<OutboxRow | undefined> {
  const now = at.toISOString()
  const head = await transaction
    .selectFrom('outbox')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('chats')
        .select('language')
        .whereRef('chats.channel', '=', 'outbox.channel')
        .whereRef('chats.address', '=', 'outbox.address')
        .as('language'),
    )
    .where('state', 'in', open)
    .where('channel', '=', channel)
    .where('address', '=', address)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
  if (!head) return undefined
  const isFree = head.state === 'waiting' ? head.next_at <= now : (head.claimed_until ?? '') < now
  if (!isFree) return undefined
  // Of two processes one finds it as it was read.
  const claimed = await transaction
    .updateTable('outbox')
    .set({ state: 'sending', claimed_by: holder, claimed_until: until.toISOString() })
    .set(({ eb }) => ({
      unsure_sends: eb('unsure_sends', '+', head.state === 'sending' ? 1 : 0),
    }))
    .where('sequence', '=', head.sequence)
    .where('state', '=', head.state)
    .where('attempts', '=', head.attempts)
    .where(({ eb, or }) =>
      or([eb('claimed_until', 'is', null), eb('claimed_until', '=', head.claimed_until ?? '')]),
    )
    .returning('sequence')
    .executeTakeFirst()
  return claimed && toRow(head)
}

function columnsOf(settlement: Settlement, at: Date) {
  switch (settlement.state) {
    case 'sent':
      return {
        state: 'sent',
        body: '',
        error: null,
        parts_sent: settlement.parts,
        provider_ids: JSON.stringify(settlement.providerIds),
        sent_at: at.toISOString(),
      }
    case 'waiting':
      return {
        state: 'waiting',
        error: settlement.error,
        next_at: settlement.nextAt.toISOString(),
      }
    case 'unsure':
      return { state: 'unsure', error: settlement.error }
    case 'dead':
      return { state: 'dead', error: settlement.error, problem: settlement.problem }
  }
}

function toRow(
  row: Selectable<Tables['outbox']> & { language: string | null },
): OutboxRow | undefined {
  const [chat] = toChat(row)
  return (
    chat && {
      ...chat,
      sequence: row.sequence,
      conversationId: row.conversation_id,
      source: row.source,
      content: JSON.parse(row.body),
      language: toLanguage(row.language),
      partsSent: row.parts_sent,
      providerIds: JSON.parse(row.provider_ids),
      attempts: row.attempts,
      createdAt: new Date(row.created_at),
      wasInterrupted: row.state === 'sending',
    }
  )
}

/** Vietnamese where nothing else was chosen. */
export function toLanguage(kept: string | null): ChatLanguage {
  return chatLanguages.find((each) => each === kept) ?? 'vi'
}

/** Nothing where a channel is not known any more. */
export function toChat({ channel, address }: { channel: string; address: string }): Chat[] {
  const known: ChatChannel | undefined = chatChannels.find((each) => each === channel)
  return known ? [{ channel: known, address }] : []
}

function lostRows(database: Database | Transaction<Tables>) {
  return database
    .selectFrom('outbox')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('tickets')
        .whereRef('tickets.conversation_id', '=', 'outbox.conversation_id')
        .select(({ fn }) => fn.max('tickets.sequence').as('latest'))
        .as('ticket_sequence'),
    )
    .where('outbox.state', 'in', lost)
}

function toUndelivered(
  row: Selectable<Tables['outbox']> & { ticket_sequence: number | null },
): Undelivered[] {
  return toChat(row).map((chat) => ({
    ...chat,
    sequence: row.sequence,
    conversationId: row.conversation_id,
    ticketNumber: row.ticket_sequence === null ? null : ticketNumber(row.ticket_sequence),
    state: row.state === 'unsure' ? 'unsure' : 'dead',
    problem: deliveryProblems.find((each) => each === row.problem) ?? null,
    error: row.error,
    createdAt: new Date(row.created_at),
  }))
}

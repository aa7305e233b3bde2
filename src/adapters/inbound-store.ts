import type { Selectable, Transaction } from 'kysely'
import type { Chat } from '../channels/chat.ts'
import type { InboundRow, InboundStore } from '../channels/intake/inbound.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'
import { toChat } from './outbox-store.ts'

/** InboundStore on SQLite or PostgreSQL. */
export function createInboundStore(database: Database, kind: DatabaseKind): InboundStore {
  const write = createCommitGroup(database, kind)
  const set = async (sequence: number, values: Partial<Selectable<Tables['inbound']>>) => {
    await write((transaction) =>
      transaction.updateTable('inbound').set(values).where('sequence', '=', sequence).execute(),
    )
  }
  const free = { claimed_by: null, claimed_until: null }

  return {
    async keep({ channel, address, key, act }, at) {
      const now = at.toISOString()
      const row = {
        channel,
        address,
        key,
        body: JSON.stringify(act),
        state: 'waiting',
        next_at: now,
        received_at: now,
      }
      const kept = await write((transaction) =>
        transaction
          .insertInto('inbound')
          .values(row)
          .onConflict((conflict) => conflict.columns(['channel', 'key']).doNothing())
          .returning('sequence')
          .executeTakeFirst(),
      )
      return kept !== undefined
    },

    async chatsWithWork(channels, at, limit) {
      if (channels.length === 0) return []
      const now = at.toISOString()
      const rows = await database
        .selectFrom('inbound')
        .select(['channel', 'address'])
        .where('channel', 'in', channels)
        .where('state', 'in', ['waiting', 'accepted'])
        .where('next_at', '<=', now)
        .where(({ eb, or }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
        .groupBy(['channel', 'address'])
        .limit(limit)
        .execute()
      return rows.flatMap(toChat)
    },

    async claimNext(chat, holder, at, until) {
      return await write((transaction) => claimNext(transaction, chat, holder, at, until))
    },

    async accepted(sequence, messageId, until) {
      await set(sequence, {
        state: 'accepted',
        message_id: messageId,
        claimed_until: until.toISOString(),
      })
    },

    async handled(sequence) {
      await set(sequence, { state: 'handled', body: '', error: null, ...free })
    },

    async retryLater(sequence, error, at) {
      await write((transaction) =>
        transaction
          .updateTable('inbound')
          .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), error, ...free }))
          .set({ next_at: at.toISOString() })
          .where('sequence', '=', sequence)
          .execute(),
      )
    },

    async failed(sequence, error) {
      await set(sequence, { state: 'failed', error, ...free })
    },

    async prune(before) {
      await database
        .deleteFrom('inbound')
        .where('state', '=', 'handled')
        .where('received_at', '<', before.toISOString())
        .execute()
    },
  }
}

async function claimNext(
  transaction: Transaction<Tables>,
  { channel, address }: Chat,
  holder: string,
  at: Date,
  until: Date,
): Promise<InboundRow | undefined> {
  const now = at.toISOString()
  const open = await transaction
    .selectFrom('inbound')
    .selectAll()
    .where('state', 'in', ['waiting', 'accepted'])
    .where('channel', '=', channel)
    .where('address', '=', address)
    .orderBy('sequence')
    .execute()
  const isFree = ({ next_at, claimed_until }: (typeof open)[number]) =>
    next_at <= now && (claimed_until === null || claimed_until < now)
  const overdue = open.find((row) => row.state === 'accepted' && isFree(row))
  // Whoever makes replies in this chat keeps their order; nobody else may come between.
  const isElsewhere = open.some((row) => row.state === 'accepted' && row.claimed_by !== holder)
  const waiting = open.find(({ state }) => state === 'waiting')
  const next = overdue ?? (waiting && !isElsewhere && isFree(waiting) ? waiting : undefined)
  if (!next) return undefined
  const claimed = await transaction
    .updateTable('inbound')
    .set({ claimed_by: holder, claimed_until: until.toISOString() })
    .where('sequence', '=', next.sequence)
    .where('state', '=', next.state)
    .where(({ eb, or }) =>
      or([eb('claimed_until', 'is', null), eb('claimed_until', '=', next.claimed_until ?? '')]),
    )
    .returning('sequence')
    .executeTakeFirst()
  if (!claimed) return undefined
  const [chat] = toChat(next)
  return (
    chat && {
      ...chat,
      sequence: next.sequence,
      key: next.key,
      act: JSON.parse(next.body),
      attempts: next.attempts,
      messageId: next.message_id,
      receivedAt: new Date(next.received_at),
    }
  )
}

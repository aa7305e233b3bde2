import type { Selectable, Transaction } from 'kysely'
import {
  type Chat,
  type ChatStore,
  type FirstWords,
  firstWordsSource,
  type KnownChat,
} from '../channels/chat.ts'
import type { PromiseClocks } from '../handoff/service-level.ts'
import { newId, newToken, sha256 } from '../shared/ids.ts'
import { queueForChat } from './chat-outbox.ts'
import { createCommitGroup } from './commit-group.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'
import { eraseConversation } from './erase-conversation.ts'
import { toChat, toLanguage } from './outbox-store.ts'

/** ChatStore on SQLite or PostgreSQL. */
export function createChatStore(
  database: Database,
  kind: DatabaseKind,
  clocks: () => Promise<PromiseClocks>,
): ChatStore {
  const write = createCommitGroup(database, kind)

  return {
    async find({ channel, address }) {
      const row = await database
        .selectFrom('chats')
        .selectAll()
        .where('channel', '=', channel)
        .where('address', '=', address)
        .executeTakeFirst()
      return row && toKnown(row)
    },

    async ofConversation(conversationId) {
      const row = await database
        .selectFrom('chats')
        .select(['channel', 'address'])
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst()
      return row && toChat(row)[0]
    },

    async open(chat, firstWords, at) {
      return await write((transaction) => open(transaction, chat, firstWords, at))
    },

    async setBlocked({ channel, address }, isBlocked) {
      await database
        .updateTable('chats')
        .set({ state: isBlocked ? 'blocked' : 'open' })
        .where('channel', '=', channel)
        .where('address', '=', address)
        .execute()
    },

    async setLanguage({ channel, address }, language) {
      await database
        .updateTable('chats')
        .set({ language })
        .where('channel', '=', channel)
        .where('address', '=', address)
        .execute()
    },

    async forget(chat, at) {
      const now = await clocks()
      return await write(async (transaction) => {
        const row = await transaction
          .deleteFrom('chats')
          .where('channel', '=', chat.channel)
          .where('address', '=', chat.address)
          .returning('conversation_id')
          .executeTakeFirst()
        await transaction
          .updateTable('inbound')
          .set({ body: '' })
          .where('channel', '=', chat.channel)
          .where('address', '=', chat.address)
          .where('state', 'in', ['handled', 'failed'])
          .execute()
        return row ? await eraseConversation(transaction, row.conversation_id, now, at) : []
      })
    },
  }
}

async function open(
  transaction: Transaction<Tables>,
  { channel, address }: Chat,
  { name, content }: FirstWords,
  at: Date,
): Promise<KnownChat> {
  const now = at.toISOString()
  const known = await transaction
    .updateTable('chats')
    .set({ last_inbound_at: now, state: 'open' })
    .where('channel', '=', channel)
    .where('address', '=', address)
    .returningAll()
    .executeTakeFirst()
  if (known) return toKnown(known)
  const id = newId('cnv')
  await transaction
    .insertInto('conversations')
    // Nobody has the token: a chat is its own way back in.
    .values({ id, channel, token_hash: sha256(newToken()), in_hand: null, created_at: now })
    .execute()
  const row = {
    channel,
    address,
    conversation_id: id,
    state: 'open',
    last_inbound_at: now,
    created_at: now,
    language: 'vi',
  }
  await transaction.insertInto('chats').values(row).execute()
  await queueForChat(transaction, id, firstWordsSource(id, name), content, at)
  return toKnown(row)
}

function toKnown(row: Selectable<Tables['chats']>): KnownChat {
  const [chat] = toChat(row)
  if (!chat) throw new Error(`no such channel: ${row.channel}`)
  return {
    ...chat,
    conversationId: row.conversation_id,
    isBlocked: row.state === 'blocked',
    language: toLanguage(row.language),
    lastInboundAt: new Date(row.last_inbound_at),
  }
}

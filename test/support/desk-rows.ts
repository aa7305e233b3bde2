import type { Insertable } from 'kysely'
import type { Database, Tables } from '../../src/adapters/database.ts'

export type SeededTicket = { sequence: number; conversationId: string }

let seeded = 0

/** Puts a conversation with a ticket into the database; a test states only what it is about. */
export async function seedTicket(
  database: Database,
  about: Partial<Insertable<Tables['tickets']>> & {
    channel?: string
    unread?: number
    /** What the citizen wrote, oldest first; one a minute from the ticket's creation on. */
    says?: string[]
  } = {},
): Promise<SeededTicket> {
  const { channel = 'web', unread = 0, says = ['Cho tôi gặp cán bộ'], ...ticket } = about
  const createdAt = ticket.created_at ?? '2026-11-24T01:00:00.000Z'
  const conversationId = `cnv_${String(++seeded).padStart(32, '0')}`
  await database
    .insertInto('conversations')
    .values({
      id: conversationId,
      channel,
      token_hash: 'h',
      in_hand: null,
      created_at: createdAt,
      owner: ticket.owner_id ? `staff:${ticket.owner_id}` : 'nobody',
      unread_by_staff: unread,
    })
    .execute()
  for (const [minute, text] of says.entries()) {
    await database
      .insertInto('messages')
      .values({
        id: `msg_${String(seeded).padStart(28, '0')}${String(minute).padStart(4, '0')}`,
        conversation_id: conversationId,
        client_message_id: null,
        text,
        received_at: new Date(Date.parse(createdAt) + minute * 60_000).toISOString(),
      })
      .execute()
  }
  const { sequence } = await database
    .insertInto('tickets')
    .values({
      conversation_id: conversationId,
      reason: 'asks-person',
      state: ticket.owner_id ? 'claimed' : 'new',
      waiting_since: createdAt,
      state_since: createdAt,
      ...ticket,
      created_at: createdAt,
    })
    .returning('sequence')
    .executeTakeFirstOrThrow()
  return { sequence, conversationId }
}

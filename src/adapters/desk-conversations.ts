import type { Database } from './database.ts'

/** What the desk does to conversations besides their tickets. */
export function createDeskConversations(database: Database) {
  return {
    /** What the citizen wrote counts as read. True when something was unread. */
    async markRead(conversationId: string): Promise<boolean> {
      const changed = await database
        .updateTable('conversations')
        .set({ unread_by_staff: 0 })
        .where('id', '=', conversationId)
        .where('unread_by_staff', '>', 0)
        .returning('id')
        .executeTakeFirst()
      return changed !== undefined
    },

    /** A citizen's file by its id, of whatever conversation. */
    async findAttachment(id: string) {
      const row = await database
        .selectFrom('attachments')
        .select(['conversation_id', 'name', 'type', 'size'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) return undefined
      const { conversation_id, ...file } = row
      return { conversationId: conversation_id, ...file }
    },
  }
}

import type { Attachment, Turn } from '../conversation/conversation.ts'
import type { ConversationStore } from '../conversation/store.ts'
import { openTicketStates, type Ticket } from '../handoff/ticket.ts'
import type { KeptTicketEvent, StaffMessage, TicketStore } from '../handoff/ticket-store.ts'
import type { WriteAudit } from './audit-log.ts'
import type { KnownStaff } from './directory.ts'
import { eventText, staffIdOf, whoName } from './event-text.ts'
import { createToRows, type InboxDeps } from './inbox.ts'
import { noSuchTicket, sequenceOf } from './refusals.ts'
import type { Entry, TicketView } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'
import type { TypingBoard } from './typing-board.ts'

export type ViewDeps = InboxDeps & {
  tickets: TicketStore
  conversations: Pick<ConversationStore, 'turns' | 'attachmentsOf'>
  /** What the citizen wrote counts as read. True when something was unread. */
  markRead: (conversationId: string) => Promise<boolean>
  typingBoard: TypingBoard
  /** Colleagues see the line of that ticket anew. */
  rowChanged: (sequence: number) => void
}

/** Views that belong together: an official who has it open asks again with every change. */
const oneViewMs = 10 * 60_000

/** One ticket with its whole conversation. */
export function createConversationView(deps: ViewDeps) {
  const { tickets, directory, inboxReader, conversations, clock, typingBoard } = deps
  const toRows = createToRows(deps)
  const writeView = createViewAudit(deps.writeAudit)

  const view = async (viewer: Viewer, ticket: Ticket): Promise<TicketView> => {
    const at = clock()
    const { sequence, conversationId, ownerId } = ticket
    const [records, turns, messages, events, attachments, people] = await Promise.all([
      inboxReader.rowsOf([sequence]),
      conversations.turns(conversationId),
      tickets.messagesOf(conversationId),
      tickets.eventsOf(sequence),
      conversations.attachmentsOf(conversationId),
      directory.people(),
    ])
    const [row] = await toRows(records, at)
    if (!row) throw noSuchTicket()
    const nameOf = (id: string) => people.get(id)?.name ?? 'Cán bộ'
    const typing = typingBoard.typing(conversationId)
    const isOpen = openTicketStates.includes(ticket.state)
    return {
      ...row,
      conversation: [
        ...citizenEntries(turns, attachments),
        ...messages.map((message) => messageEntry(message, people)),
        ...events.flatMap((event) => eventEntries(event, nameOf)),
      ].sort(inOrder),
      evidence: ticket.evidence,
      events: events.map((event) => ({
        sequence: event.sequence,
        at: event.at.toISOString(),
        type: event.type,
        who: personOf(staffIdOf(event.who), people),
        text: eventText(event, whoName(event.who, nameOf), nameOf),
      })),
      citizenPhone: ticket.citizenPhone,
      team: ticket.team,
      rating: ticket.rating,
      canClaim: isOpen && ownerId === null,
      isMine: isOpen && ownerId === viewer.id,
      typing: {
        citizen: typing.citizen,
        staff: typing.staffIds
          .filter((id) => id !== viewer.id)
          .map((id) => ({ id, name: nameOf(id) })),
      },
      version: ticket.version,
    }
  }

  return {
    view,

    /** Opens it on somebody's screen: written to the audit log; read, when it is the viewer's own. */
    async open(viewer: Viewer, number: string): Promise<TicketView> {
      const ticket = await tickets.find(sequenceOf(number))
      if (!ticket) throw noSuchTicket()
      await writeView(viewer, ticket, clock())
      if (ticket.ownerId === viewer.id && (await deps.markRead(ticket.conversationId))) {
        deps.rowChanged(ticket.sequence)
      }
      return await view(viewer, ticket)
    },
  }
}

function createViewAudit(writeAudit: WriteAudit) {
  const viewedAt = new Map<string, number>()
  return async (viewer: Viewer, { number, conversationId }: Ticket, at: Date) => {
    const key = `${viewer.id} ${number}`
    const before = viewedAt.get(key)
    if (before !== undefined && at.getTime() - before < oneViewMs) return
    const detail = { conversationId }
    await writeAudit({ who: viewer.id, action: 'view-conversation', subject: number, detail })
    if (viewedAt.size > 10_000) viewedAt.clear()
    viewedAt.set(key, at.getTime())
  }
}

/** What the citizen said and sent, and what the bot answered. */
function citizenEntries(turns: Turn[], attachments: Attachment[]): Entry[] {
  return [
    ...turns.flatMap(({ message, reply }, index) => {
      const at = message.receivedAt.toISOString()
      const said: Entry = {
        ...nothing,
        id: message.id,
        at,
        by: 'citizen',
        kind: 'message',
        text: message.text,
      }
      // Messages of a burst share the reply to the last of them.
      const isAnswered = reply !== null && turns[index + 1]?.reply?.id !== reply.id
      if (!isAnswered) return [said]
      const { id, text, citations } = reply
      // At the time of its message, so that it stands right after it.
      return [
        said,
        { ...nothing, id, at, by: 'bot', kind: 'reply', text, citations, reply } as const,
      ]
    }),
    ...attachments.map(
      ({ createdAt, ...attachment }): Entry => ({
        ...nothing,
        id: attachment.id,
        at: createdAt.toISOString(),
        by: 'citizen',
        kind: 'message',
        text: '',
        attachments: [shown(attachment)],
      }),
    ),
  ]
}

/** What an official or the service wrote, as an entry. */
export function messageEntry(
  message: StaffMessage,
  people: ReadonlyMap<string, KnownStaff>,
): Entry {
  const person = message.staffId === null ? undefined : people.get(message.staffId)
  return {
    ...nothing,
    id: message.id,
    at: message.createdAt.toISOString(),
    by: message.staffId === null ? 'system' : 'staff',
    staff:
      message.staffId === null
        ? null
        : { id: message.staffId, name: person?.name ?? 'Cán bộ', title: person?.title ?? '' },
    kind: message.kind === 'note' ? 'note' : 'reply',
    text: message.text,
    citations: message.citations,
    deliveredAt: message.deliveredAt?.toISOString() ?? null,
  }
}

/** Messages and notes stand for themselves. */
const shownAsEntries = ['staff-message', 'note', 'citizen-message']

function eventEntries(event: KeptTicketEvent, nameOf: (id: string) => string): Entry[] {
  if (shownAsEntries.includes(event.type)) return []
  const text = eventText(event, whoName(event.who, nameOf), nameOf)
  const at = event.at.toISOString()
  return [{ ...nothing, id: `tev_${event.sequence}`, at, by: 'system', kind: 'event', text }]
}

const nothing = { staff: null, citations: [], attachments: [], deliveredAt: null }

const shown = ({ id, name, type, size }: Omit<Attachment, 'createdAt'>) => ({
  id,
  name,
  type,
  size,
})

function personOf(id: string | null, people: ReadonlyMap<string, KnownStaff>) {
  return id === null ? null : { id, name: people.get(id)?.name ?? 'Cán bộ' }
}

/** By time; what came at the same moment stays as it was. */
function inOrder(one: Entry, other: Entry): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0
}

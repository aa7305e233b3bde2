import { createCannedReplyStore } from './adapters/canned-reply-store.ts'
import type { Database, DatabaseKind } from './adapters/database.ts'
import { createDeskConversations } from './adapters/desk-conversations.ts'
import { createDeskEventReader } from './adapters/desk-event-reader.ts'
import { createFigureReader } from './adapters/figure-reader.ts'
import { createInboxReader } from './adapters/inbox-reader.ts'
import { createPresenceStore } from './adapters/presence-store.ts'
import { createProposalStore } from './adapters/proposal-store.ts'
import type { AnswerDeps, Desk as Guides } from './answering/answer-question.ts'
import type { AttachmentFiles } from './conversation/attachment-files.ts'
import type { EventFeed } from './conversation/event-feed.ts'
import type { RelayStaffReply } from './conversation/relay-staff-reply.ts'
import type { ConversationStore } from './conversation/store.ts'
import type { DraftStore } from './handoff/approval.ts'
import type { Official } from './handoff/choose-official.ts'
import type { SettingsStore } from './handoff/desk-settings.ts'
import { officeCalendar } from './handoff/office-calendar.ts'
import { serviceLevelState } from './handoff/service-level.ts'
import { ticketNumber } from './handoff/ticket.ts'
import type { TicketStore } from './handoff/ticket-store.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import type { WriteAudit } from './staff/audit-log.ts'
import { presenceAt } from './staff/colleagues.ts'
import { createDesk } from './staff/create-desk.ts'
import type { StaffDirectory } from './staff/directory.ts'
import type { DeadlineState } from './staff/inbox.ts'
import { createDeskFeed } from './staff/live.ts'
import { createTypingBoard } from './staff/typing-board.ts'

export type WireDeskDeps = {
  database: Database
  kind: DatabaseKind
  store: ConversationStore
  tickets: TicketStore
  drafts: DraftStore
  settings: Pick<SettingsStore, 'read'>
  files: AttachmentFiles
  events: EventFeed
  relayStaffReply: RelayStaffReply
  currentDesk: () => Guides
  answering: AnswerDeps
  directory: StaffDirectory
  writeAudit: WriteAudit
  clock: Clock
  log: Log
}

/** The officials' side of the service: the desk, and what it feeds its consoles. */
export function wireDesk(deps: WireDeskDeps) {
  const { database, kind, store, tickets, currentDesk, directory, clock, log } = deps
  const ward = () => currentDesk().edition.knowledge.ward
  const deadlines = async (): Promise<DeadlineState> => {
    const settings = await deps.settings.read()
    const calendar = officeCalendar(settings, ward().hours)
    const { warningMinutes } = settings['service-level']
    return (dueAt, now) => serviceLevelState({ dueAt, now, calendar, warningMinutes })
  }
  const inboxReader = createInboxReader(database, kind)
  const presence = createPresenceStore(database)
  const typingBoard = createTypingBoard(clock)
  const feed = createDeskFeed({
    deskEvents: createDeskEventReader(database),
    inboxReader,
    directory,
    deadlines,
    presence,
    clock,
    onFailure: (error) => log.error({ error: String(error) }, 'the desk was not told of an event'),
  })
  const desk = createDesk({
    inboxReader,
    directory,
    deadlines,
    presence,
    typingBoard,
    feed,
    citizens: deps.events,
    tickets,
    drafts: deps.drafts,
    conversations: store,
    ...createDeskConversations(database),
    relay: deps.relayStaffReply,
    currentDesk,
    currentEdition: () => currentDesk().edition,
    answering: deps.answering,
    ward,
    numberOf: ticketNumber,
    cannedReplyStore: createCannedReplyStore(database),
    proposalStore: createProposalStore(database),
    figures: createFigureReader(database, kind),
    files: deps.files,
    writeAudit: deps.writeAudit,
    clock,
  })
  return {
    desk,
    feed,
    async officials(): Promise<Official[]> {
      const [people, presences] = await Promise.all([directory.people(), presence.presences()])
      const at = clock()
      return [...people.values()]
        .filter(({ disabled }) => !disabled)
        .map(({ id, fields }) => ({ id, fields, presence: presenceAt(presences.get(id), at) }))
    },
    /** A citizen types, or did something to their ticket. */
    onCitizen(conversationId: string, what: 'typing' | 'ticket') {
      if (what === 'ticket') return feed.announce()
      typingBoard.citizenTypes(conversationId)
      feed.citizenTypes(conversationId)
    },
  }
}

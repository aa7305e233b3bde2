import type {
  CannedReply,
  Colleague,
  Dashboard,
  DraftView,
  Entry,
  Inbox,
  InboxQuery,
  Me,
  NewCannedReply,
  NewContact,
  NewProposal,
  NewStaffMessage,
  Presence,
  Proposal,
  Suggestions,
  TicketView,
} from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** What an official can do to a ticket. */
export type DeskAction =
  | { type: 'claim' }
  | { type: 'release' }
  | { type: 'return-to-bot' }
  | { type: 'resolve'; closingNote: string }
  | { type: 'reopen' }
  | { type: 'transfer'; to: string | null; team: string | null; note: string }

/** An attachment's bytes, to be saved by the browser and never shown by it. */
export type AttachmentFile = {
  name: string
  type: string
  size: number
  body: ReadableStream<Uint8Array>
}

/**
 * The desk as the routes see it. Whatever names a ticket throws NotFoundError when there is none, and
 * ConflictError, which says who holds it, when it is a colleague's.
 */
export type Desk = {
  me(viewer: Viewer): Promise<Me>
  setPresence(viewer: Viewer, state: Presence): Promise<Me>
  colleagues(): Promise<Colleague[]>

  inbox(viewer: Viewer, query: InboxQuery): Promise<Inbox>
  /** Reads it: what was unread is read, and the audit log says who looked. */
  open(viewer: Viewer, number: string): Promise<TicketView>
  act(viewer: Viewer, number: string, action: DeskAction): Promise<TicketView>
  send(viewer: Viewer, number: string, message: NewStaffMessage): Promise<Entry>
  note(viewer: Viewer, number: string, text: string): Promise<Entry>
  /** Tells the citizen and the colleagues; kept nowhere. */
  typing(viewer: Viewer, number: string): Promise<void>
  setContact(viewer: Viewer, number: string, contact: NewContact): Promise<TicketView>
  suggest(viewer: Viewer, number: string, q: string | undefined): Promise<Suggestions>
  attachment(viewer: Viewer, id: string): Promise<AttachmentFile>

  propose(viewer: Viewer, number: string, proposal: NewProposal): Promise<Proposal>
  proposals(state: Proposal['state'] | undefined): Promise<Proposal[]>
  decideProposal(viewer: Viewer, id: string, state: 'accepted' | 'rejected'): Promise<Proposal>

  cannedReplies(viewer: Viewer, number: string | undefined): Promise<CannedReply[]>
  /** `id` null: a new one. */
  saveCannedReply(viewer: Viewer, id: string | null, reply: NewCannedReply): Promise<CannedReply>
  deleteCannedReply(viewer: Viewer, id: string): Promise<void>

  drafts(): Promise<DraftView[]>
  /** Sends the bot's draft, in the official's words when there are any. */
  approve(viewer: Viewer, id: string, text: string | undefined): Promise<DraftView>

  dashboard(days: 1 | 7 | 30): Promise<Dashboard>
  /** The figures as CSV; written to the audit log. */
  dashboardCsv(viewer: Viewer, days: 1 | 7 | 30): Promise<string>
  /** `from` undefined: this week. Written to the audit log. */
  weeklyReport(
    viewer: Viewer,
    from: string | undefined,
    format: 'html' | 'docx',
  ): Promise<{ name: string; body: string | Uint8Array<ArrayBuffer> }>
}

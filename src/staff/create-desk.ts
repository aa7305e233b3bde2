import type { EventFeed } from '../conversation/event-feed.ts'
import { createAttachmentDownload, type DownloadDeps } from './attachment-download.ts'
import { type CannedReplyDeps, createCannedReplies } from './canned-replies.ts'
import { type ColleagueDeps, createColleagues } from './colleagues.ts'
import { createConversationView, type ViewDeps } from './conversation-view.ts'
import { createDashboard, type DashboardDeps } from './dashboard.ts'
import type { Desk } from './desk.ts'
import { createDraftDesk, type DraftDeskDeps } from './draft-desk.ts'
import { createInbox } from './inbox.ts'
import type { DeskFeed } from './live.ts'
import { createProposals, type ProposalDeps } from './proposals.ts'
import { createSuggestions, type SuggestionDeps } from './suggestions.ts'
import { type ActionDeps, createTicketActions } from './ticket-actions.ts'
import { createWeeklyReport, type WeeklyReportDeps } from './weekly-report.ts'

/** What the desk is made from: stores, and the two feeds that its changes go to. */
export type DeskDeps = Omit<ViewDeps, 'rowChanged'> &
  Omit<ColleagueDeps, 'tellPresence'> &
  Omit<DraftDeskDeps, 'draftSent'> &
  Pick<ActionDeps, 'relay'> &
  CannedReplyDeps &
  DashboardDeps &
  DownloadDeps &
  ProposalDeps &
  SuggestionDeps &
  WeeklyReportDeps & {
    feed: DeskFeed
    citizens: Pick<EventFeed, 'announce' | 'whisper'>
  }

/** The whole desk, put together from its parts. */
export function createDesk(deps: DeskDeps): Desk {
  const { feed, citizens } = deps
  const view = createConversationView({ ...deps, rowChanged: feed.rowChanged })

  return {
    ...createInbox(deps),
    ...createColleagues({ ...deps, tellPresence: feed.presenceChanged }),
    open: view.open,
    ...createTicketActions({
      ...deps,
      view: view.view,
      changed({ conversationId }) {
        citizens.announce(conversationId)
        feed.announce()
      },
      tellCitizen: (conversationId) => citizens.whisper(conversationId, 'typing', { by: 'staff' }),
      tellColleagues: feed.staffTypes,
    }),
    ...createSuggestions(deps),
    ...createAttachmentDownload(deps),
    ...createProposals(deps),
    ...createCannedReplies(deps),
    ...createDraftDesk({
      ...deps,
      draftSent(conversationId) {
        citizens.announce(conversationId)
        feed.announce()
      },
    }),
    ...createDashboard(deps),
    ...createWeeklyReport(deps),
  }
}

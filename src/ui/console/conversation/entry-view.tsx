import { useState } from 'react'
import type { Entry, TicketView } from '../../../staff/staff-api-schema.ts'
import { clockText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { Markdown } from '../components/markdown.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { CitationList } from './citation-list.tsx'
import { ProposalDialog } from './proposal-dialog.tsx'

/** One thing that was said or happened. */
export function EntryView({ entry, ticket }: { entry: Entry; ticket: TicketView }) {
  if (entry.kind === 'event') {
    return (
      <p className="event">
        {entry.text} · <time dateTime={entry.at}>{clockText(entry.at)}</time>
      </p>
    )
  }
  const side = entry.kind === 'note' ? 'note' : entry.by
  return (
    <article className={`entry ${side}`}>
      <p className="sender">
        {entry.kind === 'note' ? icons.note : senderIcons[entry.by]}
        <strong>{senderName(entry, ticket)}</strong>
        <time className="quiet" dateTime={entry.at}>
          {clockText(entry.at)}
        </time>
      </p>
      <div className="bubble">
        {entry.by === 'bot' ? (
          <Markdown source={entry.text} />
        ) : (
          <p className="as-typed">{entry.text}</p>
        )}
        <AttachmentList attachments={entry.attachments} />
        <CitationList citations={entry.citations} />
      </div>
      {entry.by === 'staff' && entry.kind === 'reply' && (
        <StaffReplyFoot entry={entry} ticket={ticket} />
      )}
    </article>
  )
}

const senderIcons = {
  citizen: icons.person,
  bot: icons.bot,
  staff: icons.office,
  system: icons.office,
}

function senderName({ by, kind, staff }: Entry, { citizenName }: TicketView): string {
  if (kind === 'note') return `Ghi chú nội bộ của ${staff?.name ?? 'cán bộ'}`
  if (by === 'citizen') return citizenName || 'Người dân'
  if (by === 'bot') return 'Trợ lý tự động'
  return staff ? `${staff.name}${staff.title && ` · ${staff.title}`}` : 'Cán bộ'
}

function StaffReplyFoot({ entry, ticket }: { entry: Entry; ticket: TicketView }) {
  const [isProposing, setProposing] = useState(false)
  return (
    <div className="reply-foot small quiet">
      <span>{entry.deliveredAt ? 'Người dân đã nhận' : 'Đã gửi, chờ người dân mở'}</span>
      <button type="button" className="button bare" onClick={() => setProposing(true)}>
        {icons.idea}Đề xuất vào hướng dẫn
      </button>
      {isProposing && (
        <ProposalDialog entry={entry} ticket={ticket} onClose={() => setProposing(false)} />
      )}
    </div>
  )
}

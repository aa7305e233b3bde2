import { Link } from 'wouter'
import type { TicketRow } from '../../../staff/staff-api-schema.ts'
import { minutesBetween, minutesText, momentText } from '../components/format.ts'
import { channelTexts, reasonText, stateTexts } from '../texts.ts'
import { DueBadge } from './due-badge.tsx'

type Props = { row: TicketRow; now: Date; isOpen: boolean }

/** One ticket in the list: who waits, for how long, about what, and who has it. */
export function InboxRow({ row, now, isOpen }: Props) {
  const { number, unread, waitingSince, priority, owner, citizenName, lastText } = row
  const isUrgent = priority === 2
  return (
    <li>
      <Link
        href={`/tickets/${number}`}
        className={`inbox-row${unread > 0 ? ' unread' : ''}${isUrgent ? ' urgent' : ''}`}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className="line">
          <strong>{citizenName || 'Người dân'}</strong>
          <span className="quiet small">{number}</span>
          <time className="push quiet small" dateTime={row.lastAt}>
            {momentText(row.lastAt, now)}
          </time>
        </span>
        <span className="last">{lastText || row.summary}</span>
        <span className="line badges">
          {isUrgent && <span className="badge bad">Khẩn cấp</span>}
          {priority === 1 && <span className="badge warn">Ưu tiên</span>}
          <DueBadge row={row} now={now} />
          <span className="small quiet">
            {row.field ?? reasonText(row.reason)} · {channelTexts[row.channel]}
          </span>
          {unread > 0 && (
            <span className="count push">
              {unread}
              <span className="unseen"> tin chưa đọc</span>
            </span>
          )}
        </span>
        <span className="line small quiet">
          {waitingSince && <span>Chờ {minutesText(minutesBetween(waitingSince, now))}</span>}
          {waitingSince && <span aria-hidden="true">·</span>}
          <span>{owner ? `${owner.name} giữ` : stateTexts[row.state]}</span>
        </span>
      </Link>
    </li>
  )
}

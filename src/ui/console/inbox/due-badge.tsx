import type { TicketRow } from '../../../staff/staff-api-schema.ts'
import { momentText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'

/** How the ticket stands against the service level; nothing where no clock runs. */
export function DueBadge({ row, now }: { row: TicketRow; now: Date }) {
  const due = row.dueFirstAt ?? row.dueResolvedAt
  if (!due || row.state === 'resolved' || row.state === 'closed') return null
  if (row.breached) {
    return (
      <span className="badge bad">
        {icons.alert}Quá hạn {momentText(due, now)}
      </span>
    )
  }
  if (row.warning) {
    return (
      <span className="badge warn">
        {icons.clock}Sắp hạn {momentText(due, now)}
      </span>
    )
  }
  return row.waitingSince ? <span className="badge">Hạn {momentText(due, now)}</span> : null
}

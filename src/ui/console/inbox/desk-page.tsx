import { useState } from 'react'
import type { Me } from '../../../staff/staff-api-schema.ts'
import type { InboxWanted } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { TicketPanel } from '../conversation/ticket-panel.tsx'
import { InboxList } from './inbox-list.tsx'

const everything: InboxWanted = { filter: 'all', field: '', channel: '', q: '' }

/** The inbox at the left, the open ticket beside it; on a phone one after the other. */
export function DeskPage({ me, number }: { me: Me; number: string | null }) {
  const [wanted, setWanted] = useState(everything)
  return (
    <div className={number === null ? 'desk listing' : 'desk reading'}>
      <InboxList wanted={wanted} onWanted={setWanted} openNumber={number} />
      {number === null ? (
        <section className="no-ticket" aria-label="Chưa mở phiếu">
          {icons.inbox}
          <p>Chọn một phiếu ở bên trái để đọc và trả lời.</p>
          <p className="small">
            Bấm <kbd>J</kbd> <kbd>K</kbd> để đi trong danh sách, <kbd>?</kbd> để xem mọi phím tắt.
          </p>
        </section>
      ) : (
        <TicketPanel key={number} me={me} number={number} />
      )}
    </div>
  )
}

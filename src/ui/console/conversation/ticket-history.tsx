import type { TicketEventView } from '../../../staff/staff-api-schema.ts'
import { momentText } from '../components/format.ts'

/** Every change of the ticket: what, who, when. */
export function TicketHistory({ events }: { events: TicketEventView[] }) {
  return (
    <section>
      <details>
        <summary>
          <h2>Nhật ký phiếu ({events.length})</h2>
        </summary>
        <ol className="history plain small">
          {events.map(({ sequence, at, text, who }) => (
            <li key={sequence}>
              <time className="quiet" dateTime={at}>
                {momentText(at)}
              </time>{' '}
              {text}
              {who && !text.includes(who.name) && ` (${who.name})`}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

import { useRef } from 'react'
import { useInbox } from '../api/queries.ts'
import type { InboxWanted } from '../api/staff.ts'
import { PageTitle } from '../components/page-title.tsx'
import { useNow } from '../components/use-now.ts'
import { Waiting } from '../components/waiting.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { InboxFilters } from './inbox-filters.tsx'
import { InboxRow } from './inbox-row.tsx'

type Props = {
  wanted: InboxWanted
  onWanted(wanted: InboxWanted): void
  openNumber: string | null
}

/** Filters, search and the tickets that fit them. */
export function InboxList({ wanted, onWanted, openNumber }: Props) {
  const question = useInbox(wanted)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = question
  const now = useNow()
  const list = useRef<HTMLUListElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const tickets = data?.pages.flatMap((page) => page.tickets) ?? []

  const step = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll('a') ?? [])]
    const focused = rows.indexOf(document.activeElement as HTMLAnchorElement)
    const open = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
    const from = focused >= 0 ? focused : open
    rows[Math.max(0, Math.min(rows.length - 1, from + by))]?.focus()
  }
  useShortcuts({ j: () => step(1), k: () => step(-1), '/': () => search.current?.focus() })

  return (
    <section className="inbox" aria-label="Hộp thư">
      <div className="inbox-head">
        {openNumber === null ? <PageTitle title="Hộp thư" /> : <h2>Hộp thư</h2>}
        <InboxFilters
          wanted={wanted}
          onWanted={onWanted}
          counts={data?.pages[0]?.counts}
          search={search}
        />
      </div>
      {data ? (
        <ul ref={list} className="rows plain" aria-label="Các phiếu">
          {tickets.map((row) => (
            <InboxRow key={row.number} row={row} now={now} isOpen={row.number === openNumber} />
          ))}
          {tickets.length === 0 && <li className="empty">{emptyText(wanted)}</li>}
          {hasNextPage && (
            <li className="more">
              <button
                type="button"
                className="button"
                disabled={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                Xem thêm phiếu
              </button>
            </li>
          )}
        </ul>
      ) : (
        <Waiting question={question} />
      )}
    </section>
  )
}

function emptyText({ filter, q, field, channel }: InboxWanted): string {
  if (q || field || channel) return 'Không có phiếu nào khớp. Bạn thử bỏ bớt điều kiện lọc.'
  if (filter === 'mine') return 'Bạn không giữ phiếu nào.'
  if (filter === 'unassigned') return 'Không có phiếu nào chờ nhận.'
  if (filter === 'breached') return 'Không có phiếu nào quá hạn.'
  return 'Chưa có phiếu nào. Phiếu mới sẽ tự hiện ở đây.'
}

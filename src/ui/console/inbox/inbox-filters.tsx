import { type RefObject, useEffect, useId, useState } from 'react'
import type { InboxCounts, InboxFilter } from '../../../staff/staff-api-schema.ts'
import { useColleagues } from '../api/queries.ts'
import type { InboxWanted } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { channelTexts } from '../texts.ts'
import { fieldNames } from './field-names.ts'

type Props = {
  wanted: InboxWanted
  onWanted(wanted: InboxWanted): void
  counts: InboxCounts | undefined
  search: RefObject<HTMLInputElement | null>
}

const filters: { filter: InboxFilter; name: string }[] = [
  { filter: 'all', name: 'Tất cả' },
  { filter: 'unassigned', name: 'Chưa ai nhận' },
  { filter: 'mine', name: 'Của tôi' },
  { filter: 'waiting', name: 'Đang chờ' },
  { filter: 'breached', name: 'Quá hạn' },
]
const typingPauseMs = 250

/** Which tickets to show: a filter, words, and, when unfolded, a field and a channel. */
export function InboxFilters({ wanted, onWanted, counts, search }: Props) {
  const id = useId()
  const [words, setWords] = useState(wanted.q)
  const colleagues = useColleagues().data?.staff ?? []
  const fields = fieldNames(colleagues.flatMap((colleague) => colleague.fields))
  useEffect(() => {
    if (words.trim() === wanted.q) return
    const timer = setTimeout(() => onWanted({ ...wanted, q: words.trim() }), typingPauseMs)
    return () => clearTimeout(timer)
  }, [words, wanted, onWanted])

  return (
    <>
      <search>
        <label className="unseen" htmlFor={`${id}-q`}>
          Tìm phiếu
        </label>
        <span className="search-box">
          {icons.search}
          <input
            ref={search}
            id={`${id}-q`}
            type="search"
            placeholder="Tìm số phiếu, tên, nội dung…"
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </span>
      </search>
      <fieldset className="tabs">
        <legend className="unseen">Lọc phiếu</legend>
        {filters.map(({ filter, name }) => {
          const count = filter === 'all' ? undefined : counts?.[filter]
          const isAlarm = filter === 'breached' && (count ?? 0) > 0
          return (
            <button
              key={filter}
              type="button"
              className={isAlarm ? 'tab alarm' : 'tab'}
              aria-pressed={wanted.filter === filter}
              onClick={() => onWanted({ ...wanted, filter })}
            >
              {name}
              {count !== undefined && <span className="figure">{count}</span>}
            </button>
          )
        })}
      </fieldset>
      <details className="more-filters">
        <summary>
          Lọc theo lĩnh vực, kênh{wanted.field || wanted.channel ? ' (đang lọc)' : ''}
        </summary>
        <div className="pair">
          <div className="field">
            <label htmlFor={`${id}-field`}>Lĩnh vực</label>
            <select
              id={`${id}-field`}
              value={wanted.field}
              onChange={({ target }) => onWanted({ ...wanted, field: target.value })}
            >
              <option value="">Mọi lĩnh vực</option>
              {fields.map((field) => (
                <option key={field}>{field}</option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-channel`}>Kênh</label>
            <select
              id={`${id}-channel`}
              value={wanted.channel}
              onChange={({ target }) => onWanted({ ...wanted, channel: target.value })}
            >
              <option value="">Mọi kênh</option>
              {Object.entries(channelTexts).map(([channel, name]) => (
                <option key={channel} value={channel}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </div>
      </details>
    </>
  )
}

import { useRef, useState } from 'react'
import { links } from '../api/staff.ts'
import { isoDay, shortDayText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'

const dayMs = 24 * 3600 * 1000
const weeksBack = 12

/** The weekly report on difficulties, for the ward's leaders: to read, print and send upward. */
export function ReportPage() {
  const weeks = mondays(new Date())
  const [from, setFrom] = useState(weeks[0] ?? '')
  const frame = useRef<HTMLIFrameElement>(null)
  return (
    <div className="page">
      <PageTitle title="Báo cáo tuần">
        <span className="row push">
          <label htmlFor="week" className="unseen">
            Tuần
          </label>
          <select
            id="week"
            className="week"
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          >
            {weeks.map((monday, index) => (
              <option key={monday} value={monday}>
                {index === 0 ? 'Tuần này' : index === 1 ? 'Tuần trước' : 'Tuần'} (
                {shortDayText(monday)} – {shortDayText(plusDays(monday, 6))})
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button"
            onClick={() => frame.current?.contentWindow?.print()}
          >
            {icons.print}In
          </button>
          <a className="button" href={links.weekly(from, 'docx')} download>
            {icons.download}Tải Word
          </a>
        </span>
      </PageTitle>
      <p className="quiet">
        Khó khăn, vướng mắc trong tuần: việc người dân hỏi mà chưa có hướng dẫn, việc phải chuyển
        cán bộ và vì sao, phản ánh. Muốn có PDF, bạn bấm In rồi chọn “Lưu thành PDF”.
      </p>
      <iframe
        ref={frame}
        key={from}
        className="report"
        title={`Báo cáo tuần từ ${shortDayText(from)}`}
        src={links.weekly(from, 'html')}
      />
    </div>
  )
}

/** The Mondays of this week and those before, in Vietnam. */
export function mondays(now: Date): string[] {
  const today = new Date(`${isoDay(now)}T00:00:00Z`)
  const sinceMonday = (today.getUTCDay() + 6) % 7
  return Array.from({ length: weeksBack }, (_, index) =>
    new Date(today.getTime() - (sinceMonday + 7 * index) * dayMs).toISOString().slice(0, 10),
  )
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

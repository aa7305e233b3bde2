import { SpansInput } from '../admin/spans-input.tsx'
import type { WardProfile } from './knowledge-api.ts'

type Hours = WardProfile['hours']
type Props = { hours: Hours; onChange(hours: Hours): void }

/** As the profile numbers them: Monday is 2, Sunday 8. */
const days = [
  { day: 2, name: 'Thứ Hai' },
  { day: 3, name: 'Thứ Ba' },
  { day: 4, name: 'Thứ Tư' },
  { day: 5, name: 'Thứ Năm' },
  { day: 6, name: 'Thứ Sáu' },
  { day: 7, name: 'Thứ Bảy' },
  { day: 8, name: 'Chủ nhật' },
]

/** Opening hours as citizens are told them. */
export function WardHours({ hours, onChange }: Props) {
  const spansOn = (day: number) =>
    (hours ?? [])
      .filter((each) => each.days.includes(day))
      .map(({ open, close }) => ({ from: open, until: close }))
  return (
    <section className="card stack" aria-labelledby="ward-hours">
      <h2 id="ward-hours">Giờ tiếp dân</h2>
      <p className="quiet small">Ngày lễ, ngày nghỉ bù đặt ở Quản trị › Giờ làm việc, ngày nghỉ.</p>
      <div className="hours">
        {days.map(({ day, name }) => (
          <div key={day} className="hours-day">
            <strong>{name}</strong>
            <SpansInput
              of={name}
              spans={spansOn(day)}
              onChange={(spans) => onChange(withDay(spansOn, day, spans))}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

type Spans = { from: string; until: string }[]

/** Days with the same span share an entry, so that they are told together. */
function withDay(spansOn: (day: number) => Spans, changed: number, spans: Spans): Hours {
  const sessions = new Map<string, { days: number[]; open: string; close: string }>()
  for (const { day } of days) {
    for (const { from, until } of day === changed ? spans : spansOn(day)) {
      const key = `${from}-${until}`
      const session = sessions.get(key) ?? { days: [], open: from, close: until }
      session.days.push(day)
      sessions.set(key, session)
    }
  }
  return sessions.size === 0 ? null : [...sessions.values()]
}

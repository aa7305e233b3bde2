import type { Dashboard } from '../../../staff/staff-api-schema.ts'
import { minutesText, numberText } from '../components/format.ts'

type Card = { name: string; value: string; more?: string; isBad?: boolean }

/** The figures that say how the desk does. */
export function FigureCards({ figures }: { figures: Dashboard['figures'] }) {
  const share =
    figures.questions > 0
      ? `${Math.round((figures.answeredByBot / figures.questions) * 100)}% câu hỏi`
      : ''
  const cards: Card[] = [
    {
      name: 'Đang chờ',
      value: numberText(figures.waiting),
      more:
        figures.oldestWaitingMinutes === null
          ? 'không ai phải chờ'
          : `lâu nhất ${minutesText(figures.oldestWaitingMinutes)}`,
    },
    {
      name: 'Quá hạn',
      value: numberText(figures.breached),
      isBad: figures.breached > 0,
    },
    {
      name: 'Trả lời đầu tiên',
      value: optionalMinutes(figures.medianFirstAnswerMinutes),
      more: 'nửa số phiếu nhanh hơn mức này',
    },
    { name: 'Người dân hỏi', value: numberText(figures.questions) },
    { name: 'Trợ lý trả lời', value: numberText(figures.answeredByBot), more: share },
    { name: 'Chuyển cán bộ', value: numberText(figures.handedOver) },
    { name: 'Đã xong', value: numberText(figures.resolved) },
    {
      name: 'Hài lòng',
      value: figures.satisfaction === null ? '–' : `${numberText(figures.satisfaction, 1)}/5`,
      more: `${figures.ratings} người chấm · có ích ${figures.thumbsUp}, chưa ổn ${figures.thumbsDown}`,
    },
  ]
  return (
    <dl className="figures">
      {cards.map(({ name, value, more, isBad }) => (
        <div key={name} className={isBad ? 'card bad' : 'card'}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong>
            {more && <span className="small quiet">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `12 phút`; a dash where nothing was measured. */
export function optionalMinutes(minutes: number | null): string {
  return minutes === null ? '–' : minutesText(minutes)
}

import { useId } from 'react'
import type { Dashboard } from '../../../staff/staff-api-schema.ts'
import { numberText, shortDayText } from '../components/format.ts'
import { TableBox } from '../components/table-box.tsx'

type Series = Dashboard['series']

const width = 900
const height = 280
const left = 46
const bottom = 34
const top = 12
const inner = { width: width - left - 8, height: height - bottom - top }

/** Questions a day: answered by the bot, handed over, and the rest; the same as a table below. */
export function DayChart({ series }: { series: Series }) {
  const id = useId()
  const most = Math.max(1, ...series.map(({ questions }) => questions))
  const steps = ticks(most)
  const highest = steps.at(-1) ?? 1
  const slot = inner.width / series.length
  const barWidth = Math.min(34, slot * 0.66)
  const yOf = (count: number) => top + inner.height * (1 - count / highest)
  const everyNth = Math.ceil(series.length / 7)
  const total = (name: 'answeredByBot' | 'handedOver') =>
    series.reduce((sum, day) => sum + day[name], 0)

  return (
    <figure className="card chart">
      <figcaption className="row">
        <h2>Câu hỏi mỗi ngày</h2>
        <span className="legend bot">Trợ lý trả lời</span>
        <span className="legend over">Chuyển cán bộ</span>
        <span className="legend rest">Còn lại</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>Câu hỏi mỗi ngày</title>
        <desc id={`${id}-d`}>
          {`${series.length} ngày; trợ lý trả lời ${total('answeredByBot')}, chuyển cán bộ ${total('handedOver')}. Bảng ngay dưới có từng ngày.`}
        </desc>
        <defs>
          <pattern id={`${id}-p`} width="7" height="7" patternUnits="userSpaceOnUse">
            <rect width="7" height="7" className="over-fill" />
            <path d="M0 7L7 0" stroke="#fff" strokeWidth="1.6" />
          </pattern>
        </defs>
        {steps.map((step) => (
          <g key={step}>
            <line x1={left} x2={width - 8} y1={yOf(step)} y2={yOf(step)} className="grid" />
            <text x={left - 8} y={yOf(step) + 5} textAnchor="end">
              {numberText(step)}
            </text>
          </g>
        ))}
        {series.map(({ day, questions, answeredByBot, handedOver }, index) => {
          const x = left + slot * index + (slot - barWidth) / 2
          const rest = Math.max(0, questions - answeredByBot - handedOver)
          return (
            <g key={day}>
              <rect
                x={x}
                width={barWidth}
                y={yOf(answeredByBot)}
                height={yOf(0) - yOf(answeredByBot)}
                className="bot-fill"
              />
              <rect
                x={x}
                width={barWidth}
                y={yOf(answeredByBot + handedOver)}
                height={yOf(0) - yOf(handedOver)}
                fill={`url(#${id}-p)`}
              />
              <rect
                x={x}
                width={barWidth}
                y={yOf(answeredByBot + handedOver + rest)}
                height={yOf(0) - yOf(rest)}
                className="rest-fill"
              />
              {index % everyNth === 0 && (
                <text x={x + barWidth / 2} y={height - 10} textAnchor="middle">
                  {shortDayText(day)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <details>
        <summary>Xem bảng số từng ngày</summary>
        <TableBox name="Từng ngày">
          <thead>
            <tr>
              <th scope="col">Ngày</th>
              <th scope="col" className="number">
                Câu hỏi
              </th>
              <th scope="col" className="number">
                Trợ lý trả lời
              </th>
              <th scope="col" className="number">
                Chuyển cán bộ
              </th>
              <th scope="col" className="number">
                Đã xong
              </th>
            </tr>
          </thead>
          <tbody>
            {series.map(({ day, questions, answeredByBot, handedOver, resolved }) => (
              <tr key={day}>
                <th scope="row">{shortDayText(day)}</th>
                <td className="number">{questions}</td>
                <td className="number">{answeredByBot}</td>
                <td className="number">{handedOver}</td>
                <td className="number">{resolved}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      </details>
    </figure>
  )
}

/** Round steps from 0 to at least that many. */
function ticks(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 1
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}

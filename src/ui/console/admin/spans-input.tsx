import { icons } from '../components/icons.tsx'
import type { Spans } from './settings-types.ts'

type Props = { of: string; spans: Spans; onChange(spans: Spans): void }

/** Opening hours of one day: a span for the morning, one for the afternoon. */
export function SpansInput({ of, spans, onChange }: Props) {
  const change = (index: number, part: Partial<Spans[number]>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...part } : span)))
  return (
    <div>
      {spans.map(({ from, until }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans are known by their place
        <div key={index} className="span">
          <input
            type="time"
            required
            aria-label={`${of}: mở cửa`}
            value={from}
            onChange={({ target }) => change(index, { from: target.value })}
          />
          đến
          <input
            type="time"
            required
            aria-label={`${of}: đóng cửa`}
            value={until}
            onChange={({ target }) => change(index, { until: target.value })}
          />
          <button
            type="button"
            className="icon-button bare"
            aria-label={`${of}: bỏ buổi ${from}–${until}`}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          >
            {icons.close}
          </button>
        </div>
      ))}
      {spans.length < 2 && (
        <button
          type="button"
          className="button bare"
          onClick={() =>
            onChange([
              ...spans,
              spans.length === 0
                ? { from: '08:00', until: '12:00' }
                : { from: '13:30', until: '17:00' },
            ])
          }
        >
          {icons.plus}
          {spans.length === 0 ? 'Nghỉ. Thêm buổi làm việc' : 'Thêm buổi'}
          <span className="unseen"> cho {of}</span>
        </button>
      )}
    </div>
  )
}

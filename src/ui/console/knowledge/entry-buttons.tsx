import { icons } from '../components/icons.tsx'
import { moveRow } from './paper-rows.ts'

type Props<Row> = {
  /** What the row is, for screen readers: `Mức 2`. */
  name: string
  rows: Row[]
  index: number
  onChange(rows: Row[]): void
}

/** Moves a row of a table up or down, or takes it away. */
export function EntryButtons<Row>({ name, rows, index, onChange }: Props<Row>) {
  return (
    <div className="entry-buttons">
      <button
        type="button"
        className="icon-button bare"
        aria-label={`${name}: đưa lên`}
        disabled={index === 0}
        onClick={() => onChange(moveRow(rows, index, -1))}
      >
        {icons.up}
      </button>
      <button
        type="button"
        className="icon-button bare"
        aria-label={`${name}: đưa xuống`}
        disabled={index === rows.length - 1}
        onClick={() => onChange(moveRow(rows, index, 1))}
      >
        {icons.down}
      </button>
      <button
        type="button"
        className="icon-button bare"
        aria-label={`${name}: xoá`}
        onClick={() => onChange(rows.filter((_, at) => at !== index))}
      >
        {icons.erase}
      </button>
    </div>
  )
}

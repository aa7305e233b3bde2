import { icons } from '../components/icons.tsx'
import { TableBox } from '../components/table-box.tsx'
import { EntryButtons } from './entry-buttons.tsx'
import { faultUnder } from './fault-of.ts'
import type { FormProblem } from './knowledge-api.ts'

type Value = string | number | null

export type Column<Key extends string> = {
  key: Key
  label: string
  type: 'text' | 'date' | 'money' | 'lines'
  /** What an empty cell means. */
  empty?: string
  /** Never null: an empty one is a fault. */
  isRequired?: boolean
}

type Props<Row extends Record<string, Value>> = {
  name: string
  /** `Mức`, `Văn bản`: what a row is called. */
  rowName: string
  field: string
  columns: Column<keyof Row & string>[]
  rows: Row[]
  newRow: NoInfer<Row>
  addLabel: string
  problems: FormProblem[]
  onChange(rows: Row[]): void
}

/** A list of entries of a guide as a table: fees, time limits, laws, forms. */
export function EntryTable<Row extends Record<string, Value>>({
  name,
  rowName,
  field,
  columns,
  rows,
  newRow,
  addLabel,
  problems,
  onChange,
}: Props<Row>) {
  const change = (index: number, key: keyof Row, value: Value) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [key]: value } : row)))
  const whole = problems.filter((each) => each.field === field).map(({ message }) => message)
  return (
    <div className="stack">
      <TableBox name={name}>
        <thead>
          <tr>
            {columns.map(({ key, label, type }) => (
              <th key={key} scope="col" className={type === 'lines' ? 'wide-column' : undefined}>
                {label}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">Sắp xếp</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const fault = faultUnder(problems, `${field}.${index}`)
            const called = `${rowName} ${index + 1}`
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries are known by their place
              <tr key={index} className={fault ? 'faulty' : undefined}>
                {columns.map((column, at) => (
                  <td key={column.key}>
                    <Cell
                      name={`${called}: ${column.label}`}
                      column={column}
                      value={row[column.key] ?? null}
                      isFaulty={problems.some(
                        (each) => each.field === `${field}.${index}.${column.key}`,
                      )}
                      onChange={(value) => change(index, column.key, value)}
                    />
                    {at === 0 && fault && <span className="fault small">{fault}</span>}
                  </td>
                ))}
                <td>
                  <EntryButtons name={called} rows={rows} index={index} onChange={onChange} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </TableBox>
      {whole.length > 0 && <p className="fault">{whole.join(' ')}</p>}
      <div>
        <button type="button" className="button" onClick={() => onChange([...rows, newRow])}>
          {icons.plus}
          {addLabel}
        </button>
      </div>
    </div>
  )
}

type CellProps = {
  name: string
  column: Column<string>
  value: Value
  isFaulty: boolean
  onChange(value: Value): void
}

function Cell({ name, column, value, isFaulty, onChange }: CellProps) {
  const { type, empty = '', isRequired = false } = column
  const nothing = isRequired ? '' : null
  const text = value === null ? '' : String(value)
  const shared = { 'aria-label': name, 'aria-invalid': isFaulty, placeholder: empty }
  if (type === 'lines') {
    return (
      <textarea
        {...shared}
        rows={rowsFor(text)}
        value={text}
        onChange={({ target }) => onChange(target.value.replaceAll('\n', ' ') || nothing)}
      />
    )
  }
  if (type === 'money') {
    return (
      <input
        {...shared}
        inputMode="numeric"
        className="money"
        value={typeof value === 'number' ? value.toLocaleString('vi-VN') : text}
        onChange={({ target }) => onChange(moneyOf(target.value))}
      />
    )
  }
  return (
    <input
      {...shared}
      type={type === 'date' ? 'date' : 'text'}
      value={text}
      onChange={({ target }) => onChange(target.value === '' ? nothing : target.value)}
    />
  )
}

// Letters to a line of a narrow cell, about.
const lettersToLine = 26

/** So many lines that the words can be read without scrolling, as a rule. */
export function rowsFor(text: string, letters = lettersToLine): number {
  return Math.min(8, Math.max(2, Math.ceil(text.length / letters)))
}

/** `8.000` → 8000; what is no whole number stays as typed, for the checker to say. */
function moneyOf(typed: string): number | string | null {
  const digits = typed.replace(/[.,\s]|đồng|đ$/g, '')
  if (digits === '') return null
  return /^\d{1,12}$/.test(digits) ? Number(digits) : typed
}

import { icons } from '../components/icons.tsx'
import { TableBox } from '../components/table-box.tsx'
import { EntryButtons } from './entry-buttons.tsx'
import { rowsFor } from './entry-table.tsx'
import { type PaperRow, rowsOfText, textOfRows } from './paper-rows.ts'

type Props = { text: string; onChange(text: string): void }

const emptyRow: PaperRow = { isPaper: true, text: '', from: '', until: '', opensParagraph: false }

/** The papers of a guide, one a row, to be put in order; words between them are rows too. */
export function PaperTable({ text, onChange }: Props) {
  const rows = rowsOfText(text)
  const set = (next: PaperRow[]) => onChange(textOfRows(next))
  const change = (index: number, part: Partial<PaperRow>) =>
    set(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  const add = (isPaper: boolean) =>
    set([
      ...rows,
      // Something has to stand in a line, or it is none.
      {
        ...emptyRow,
        isPaper,
        text: isPaper ? 'Giấy tờ mới' : 'Đoạn chữ mới',
        opensParagraph: !isPaper,
      },
    ])
  return (
    <div className="stack">
      <TableBox name="Bảng giấy tờ">
        <thead>
          <tr>
            <th scope="col">Loại dòng</th>
            <th scope="col" className="wide-column">
              Nội dung
            </th>
            <th scope="col">Đúng từ ngày</th>
            <th scope="col">Đến hết ngày</th>
            <th scope="col">
              <span className="unseen">Sắp xếp</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const name = `Dòng ${index + 1}`
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
              <tr key={index}>
                <td>
                  <select
                    aria-label={`${name}: loại`}
                    value={row.isPaper ? 'paper' : 'text'}
                    onChange={({ target }) => change(index, { isPaper: target.value === 'paper' })}
                  >
                    <option value="paper">Giấy tờ</option>
                    <option value="text">Đoạn chữ</option>
                  </select>
                </td>
                <td>
                  <textarea
                    aria-label={`${name}: nội dung`}
                    rows={rowsFor(row.text, 55)}
                    value={row.text}
                    onChange={({ target }) =>
                      change(index, { text: target.value.replaceAll('\n', ' ') || ' ' })
                    }
                  />
                </td>
                <td>
                  <input
                    type="date"
                    aria-label={`${name}: đúng từ ngày`}
                    value={row.from}
                    onChange={({ target }) => change(index, { from: target.value })}
                  />
                </td>
                <td>
                  <input
                    type="date"
                    aria-label={`${name}: đúng đến hết ngày`}
                    value={row.until}
                    onChange={({ target }) => change(index, { until: target.value })}
                  />
                </td>
                <td>
                  <EntryButtons name={name} rows={rows} index={index} onChange={set} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </TableBox>
      <div className="row">
        <button type="button" className="button" onClick={() => add(true)}>
          {icons.plus}Thêm giấy tờ
        </button>
        <button type="button" className="button" onClick={() => add(false)}>
          {icons.plus}Thêm đoạn chữ
        </button>
      </div>
    </div>
  )
}

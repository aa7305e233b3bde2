import type { Dashboard } from '../../../staff/staff-api-schema.ts'
import { numberText } from '../components/format.ts'
import { TableBox } from '../components/table-box.tsx'
import { optionalMinutes } from './figure-cards.tsx'

/** What came in and went out, field by field. */
export function FieldTable({ rows }: { rows: Dashboard['perField'] }) {
  return (
    <section className="stack" aria-labelledby="per-field">
      <h2 id="per-field">Theo lĩnh vực</h2>
      <TableBox name="Theo lĩnh vực">
        <thead>
          <tr>
            <th scope="col">Lĩnh vực</th>
            <NumberHead name="Chuyển cán bộ" />
            <NumberHead name="Đang chờ" />
            <NumberHead name="Đã xong" />
            <NumberHead name="Trả lời đầu tiên" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field ?? ''}>
              <th scope="row">{row.field ?? 'Chưa rõ'}</th>
              <td className="number">{row.handedOver}</td>
              <td className="number">{row.waiting}</td>
              <td className="number">{row.resolved}</td>
              <td className="number">{optionalMinutes(row.medianFirstAnswerMinutes)}</td>
            </tr>
          ))}
          {rows.length === 0 && <NothingYet columns={5} />}
        </tbody>
      </TableBox>
    </section>
  )
}

/** What each official did. */
export function PersonTable({ rows }: { rows: Dashboard['perPerson'] }) {
  return (
    <section className="stack" aria-labelledby="per-person">
      <h2 id="per-person">Theo cán bộ</h2>
      <TableBox name="Theo cán bộ">
        <thead>
          <tr>
            <th scope="col">Cán bộ</th>
            <NumberHead name="Đang giữ" />
            <NumberHead name="Tin đã trả lời" />
            <NumberHead name="Đã xong" />
            <NumberHead name="Trả lời đầu tiên" />
            <NumberHead name="Hài lòng" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td className="number">{row.open}</td>
              <td className="number">{row.messages}</td>
              <td className="number">{row.resolved}</td>
              <td className="number">{optionalMinutes(row.medianFirstAnswerMinutes)}</td>
              <td className="number">
                {row.satisfaction === null ? '–' : `${numberText(row.satisfaction, 1)}/5`}
              </td>
            </tr>
          ))}
          {rows.length === 0 && <NothingYet columns={6} />}
        </tbody>
      </TableBox>
    </section>
  )
}

function NumberHead({ name }: { name: string }) {
  return (
    <th scope="col" className="number">
      {name}
    </th>
  )
}

function NothingYet({ columns }: { columns: number }) {
  return (
    <tr>
      <td colSpan={columns} className="quiet">
        Chưa có số liệu.
      </td>
    </tr>
  )
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AuditWanted, adminApi } from '../api/staff.ts'
import { Field } from '../components/field.tsx'
import { momentText } from '../components/format.ts'
import { PageTitle } from '../components/page-title.tsx'
import { TableBox } from '../components/table-box.tsx'
import { Waiting } from '../components/waiting.tsx'
import { AdminPlaces } from './admin-places.tsx'

const everything: AuditWanted = { who: '', action: '', from: '', to: '' }

/** Who looked at what, exported what and changed what. Nobody can change this log. */
export function AuditPage() {
  const [wanted, setWanted] = useState(everything)
  const users = useQuery({ queryKey: ['users'], queryFn: adminApi.users }).data?.users ?? []
  const question = useInfiniteQuery({
    queryKey: ['audit', wanted],
    queryFn: ({ pageParam }) => adminApi.audit(wanted, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const entries = question.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <div className="page">
      <AdminPlaces />
      <PageTitle title="Nhật ký" />
      <form className="audit-filters" onSubmit={(event) => event.preventDefault()}>
        <Field label="Ai">
          {(ids) => (
            <select
              {...ids}
              value={wanted.who}
              onChange={({ target }) => setWanted({ ...wanted, who: target.value })}
            >
              <option value="">Mọi người</option>
              {users.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Việc">
          {(ids) => (
            <input
              {...ids}
              placeholder="Ví dụ: conversation.view"
              value={wanted.action}
              onChange={({ target }) => setWanted({ ...wanted, action: target.value.trim() })}
            />
          )}
        </Field>
        <Field label="Từ ngày">
          {(ids) => (
            <input
              {...ids}
              type="date"
              value={wanted.from}
              onChange={({ target }) => setWanted({ ...wanted, from: target.value })}
            />
          )}
        </Field>
        <Field label="Đến ngày">
          {(ids) => (
            <input
              {...ids}
              type="date"
              value={wanted.to}
              onChange={({ target }) => setWanted({ ...wanted, to: target.value })}
            />
          )}
        </Field>
      </form>
      {question.data ? (
        <TableBox name="Các dòng nhật ký">
          <thead>
            <tr>
              <th scope="col">Lúc</th>
              <th scope="col">Ai</th>
              <th scope="col">Việc</th>
              <th scope="col">Với</th>
              <th scope="col">Chi tiết</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ sequence, at, who, action, subject, detail }) => (
              <tr key={sequence}>
                <td>{momentText(at)}</td>
                <td>{who?.name ?? 'Hệ thống'}</td>
                <td>{action}</td>
                <td>{subject}</td>
                <td className="small">{detailText(detail)}</td>
              </tr>
            ))}
            {entries.length === 0 && (
              <tr>
                <td colSpan={5} className="quiet">
                  Không có dòng nào khớp.
                </td>
              </tr>
            )}
          </tbody>
        </TableBox>
      ) : (
        <Waiting question={question} />
      )}
      {question.hasNextPage && (
        <button type="button" className="button" onClick={() => void question.fetchNextPage()}>
          Xem thêm
        </button>
      )}
    </div>
  )
}

function detailText(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}

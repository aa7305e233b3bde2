import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { Field } from '../components/field.tsx'
import { formatIsoDay } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { TableBox } from '../components/table-box.tsx'
import { Waiting } from '../components/waiting.tsx'
import { statusWords } from './form-words.ts'
import { type GuideRow, type GuideShow, knowledgeApi } from './knowledge-api.ts'
import { KnowledgePlaces } from './knowledge-places.tsx'
import { NewGuideDialog } from './new-guide-dialog.tsx'

const shows: { key: GuideShow; name: string }[] = [
  { key: 'all', name: 'Tất cả' },
  { key: 'drafts', name: 'Có bản nháp' },
  { key: 'attention', name: 'Cần xem lại' },
  { key: 'unasked', name: 'Tháng này không ai hỏi' },
]

/** Every guide, with what tells an admin which to open. */
export function GuideListPage() {
  const [wanted, setWanted] = useState({ q: '', field: '', show: 'all' as GuideShow })
  const [isAdding, setAdding] = useState(false)
  const question = useInfiniteQuery({
    queryKey: ['guides', wanted],
    queryFn: ({ pageParam }) => knowledgeApi.guides({ ...wanted, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const first = question.data?.pages[0]
  const rows = question.data?.pages.flatMap((page) => page.guides) ?? []
  return (
    <div className="page wide">
      <KnowledgePlaces />
      <PageTitle title="Hướng dẫn thủ tục">
        {first && <span className="quiet">Ấn bản {first.edition}</span>}
        <button type="button" className="button main push" onClick={() => setAdding(true)}>
          {icons.plus}Hướng dẫn mới
        </button>
      </PageTitle>
      <div className="guide-filters">
        <Field label="Tìm theo tên" hint="Có dấu hay không dấu đều được.">
          {(ids) => (
            <input
              {...ids}
              type="search"
              value={wanted.q}
              onChange={({ target }) => setWanted({ ...wanted, q: target.value })}
            />
          )}
        </Field>
        <Field label="Lĩnh vực">
          {(ids) => (
            <select
              {...ids}
              value={wanted.field}
              onChange={({ target }) => setWanted({ ...wanted, field: target.value })}
            >
              <option value="">Mọi lĩnh vực</option>
              {first?.fields.map((field) => (
                <option key={field}>{field}</option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="tabs">
        {shows.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="tab"
            aria-pressed={wanted.show === key}
            onClick={() => setWanted({ ...wanted, show: key })}
          >
            {name} <span className="figure">{first?.counts[key] ?? ''}</span>
          </button>
        ))}
      </div>
      {question.data ? (
        <TableBox name="Các hướng dẫn">
          <thead>
            <tr>
              <th scope="col">Thủ tục</th>
              <th scope="col">Lĩnh vực</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">Đối chiếu</th>
              <th scope="col">Phụ trách</th>
              <th scope="col" className="number">
                Hỏi tháng này
              </th>
              <th scope="col" className="number">
                👎<span className="unseen"> Không hữu ích</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={7} className="quiet">
                  Không có hướng dẫn nào khớp.
                </td>
              </tr>
            )}
          </tbody>
        </TableBox>
      ) : (
        <Waiting question={question} />
      )}
      {question.hasNextPage && (
        <div>
          <button type="button" className="button" onClick={() => void question.fetchNextPage()}>
            Xem thêm
          </button>
        </div>
      )}
      {isAdding && <NewGuideDialog onClose={() => setAdding(false)} />}
    </div>
  )
}

function Row({ row }: { row: GuideRow }) {
  const { draft, publication } = row
  return (
    <tr>
      <th scope="row" className="guide-title">
        <Link href={`/knowledge/guides/${row.id}`}>{row.title}</Link>
        {row.attention.map((note) => (
          <span key={note} className="attention small">
            {icons.alert}
            {note}
          </span>
        ))}
      </th>
      <td>{row.field}</td>
      <td>
        <span className={row.status === 'published' ? 'badge good' : 'badge'}>
          {statusWords[row.status]}
        </span>
        {draft && (
          <span className="badge warn">
            {draft.isImported
              ? 'Bản nháp nhập từ nguồn'
              : `Bản nháp${draft.savedBy ? ` của ${draft.savedBy.name}` : ''}`}
          </span>
        )}
        {draft?.review === 'asked' && <span className="badge warn">Chờ duyệt</span>}
        {publication?.state === 'waiting' && (
          <span className="badge">Hẹn {formatIsoDay(publication.effectiveOn)}</span>
        )}
      </td>
      <td>
        {row.checkedOn && formatIsoDay(row.checkedOn)}
        {row.effectiveUntil && (
          <span className="small quiet block">dùng đến {formatIsoDay(row.effectiveUntil)}</span>
        )}
      </td>
      <td>{row.owner?.name ?? <span className="quiet">chưa giao</span>}</td>
      <td className="number">{row.asked}</td>
      <td className="number">{row.thumbsDown}</td>
    </tr>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { longDayText, momentText } from '../components/format.ts'
import { TableBox } from '../components/table-box.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { knowledgeApi, reasonOf } from './knowledge-api.ts'
import { ChangeList } from './word-diff.tsx'

type Props = { id: string; onChanged(): void }

const kindWords = {
  seed: 'Bản đầu tiên',
  folder: 'Từ thư mục',
  console: 'Sửa trên bàn làm việc',
  scheduled: 'Hẹn ngày',
  'roll-back': 'Lùi về bản cũ',
}

/** Every edition of the guide: who, when, why; any two compared; an old one back in use. */
export function HistoryPanel({ id, onChanged }: Props) {
  const question = useQuery({
    queryKey: ['guide-history', id],
    queryFn: () => knowledgeApi.history(id),
  })
  const editions = question.data?.editions ?? []
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState('live')
  const older = from ?? String(editions[1]?.number ?? editions[0]?.number ?? '')
  const comparison = useQuery({
    queryKey: ['guide-compare', id, older, to, editions.length],
    queryFn: () => knowledgeApi.compare(id, older, to),
    enabled: older !== '',
  })
  const [rolledBack, setRolledBack] = useState<number | null>(null)
  if (!question.data) return <Waiting question={question} />
  const select = (label: string, value: string, set: (value: string) => void) => (
    <Field label={label}>
      {(ids) => (
        <select {...ids} value={value} onChange={({ target }) => set(target.value)}>
          <option value="live">Bản đang dùng</option>
          {editions.map(({ number, publishedAt }) => (
            <option key={number} value={String(number)}>
              Ấn bản {number}, {momentText(publishedAt)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <div className="stack">
      {editions.length === 0 && <p className="card quiet">Hướng dẫn này chưa được công bố.</p>}
      {editions.length > 0 && (
        <TableBox name="Các ấn bản của hướng dẫn">
          <thead>
            <tr>
              <th scope="col">Ấn bản</th>
              <th scope="col">Công bố</th>
              <th scope="col">Ai</th>
              <th scope="col">Lý do</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {editions.map(({ number, publishedAt, kind, who, reason, isGone }, index) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td title={longDayText(publishedAt)}>{momentText(publishedAt)}</td>
                <td>{who?.name ?? 'Hệ thống'}</td>
                <td>
                  {kindWords[kind]}
                  {reason && `: ${reason}`}
                  {isGone && ' (hướng dẫn bị gỡ)'}
                </td>
                <td>
                  {index === 0 ? (
                    <span className="badge good">Đang dùng</span>
                  ) : (
                    <button type="button" className="button" onClick={() => setRolledBack(number)}>
                      Dùng lại<span className="unseen"> ấn bản {number}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editions.length > 0 && (
        <section className="card stack" aria-labelledby="compare-title">
          <h2 id="compare-title">So sánh hai bản</h2>
          <div className="pair">
            {select('Từ bản', older, setFrom)}
            {select('Đến bản', to, setTo)}
          </div>
          {comparison.data && (
            <ChangeList changes={comparison.data.changes} nothing="Hai bản giống nhau." />
          )}
        </section>
      )}
      {rolledBack !== null && (
        <RollBackDialog
          id={id}
          edition={rolledBack}
          onDone={() => {
            setRolledBack(null)
            onChanged()
          }}
          onClose={() => setRolledBack(null)}
        />
      )}
    </div>
  )
}

type RollBackProps = { id: string; edition: number; onDone(): void; onClose(): void }

function RollBackDialog({ id, edition, onDone, onClose }: RollBackProps) {
  const client = useQueryClient()
  const tell = useTell()
  const [reason, setReason] = useState('')
  const rollBack = useMutation({
    mutationFn: () => knowledgeApi.rollBack(id, edition, reason.trim()),
    onSuccess: (answer) => {
      tell.done(`Đã dùng lại bản cũ. Ấn bản ${answer.edition} đang trả lời người dân.`)
      void client.invalidateQueries({ queryKey: ['guide-history', id] })
      onDone()
    },
  })
  return (
    <Dialog title={`Dùng lại ấn bản ${edition}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          rollBack.mutate()
        }}
      >
        <p>
          Hướng dẫn này trở lại đúng như ở ấn bản {edition}, ngay lập tức. Bản hiện nay vẫn được giữ
          trong lịch sử.
        </p>
        <Field label="Lý do">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {rollBack.error && <p className="notice bad">{reasonOf(rollBack.error)}</p>}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={rollBack.isPending}>
            Dùng lại
          </button>
        </div>
      </form>
    </Dialog>
  )
}

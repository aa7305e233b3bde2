import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useColleagues } from '../api/queries.ts'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'
import { knowledgeApi, type OpenedGuide, reasonOf } from './knowledge-api.ts'

type Props = { id: string; care: OpenedGuide['care'] }

/** Who minds the guide and by when it is looked at again. */
export function CareCard({ id, care }: Props) {
  const client = useQueryClient()
  const tell = useTell()
  const people = useColleagues().data?.staff ?? []
  const [ownerId, setOwner] = useState(care.owner?.id ?? '')
  const [recheckOn, setRecheck] = useState(care.recheckOn ?? '')
  const [note, setNote] = useState(care.note)
  const save = useMutation({
    mutationFn: () =>
      knowledgeApi.setCare(id, { ownerId: ownerId || null, recheckOn: recheckOn || null, note }),
    onSuccess: () => {
      tell.done('Đã lưu.')
      void client.invalidateQueries({ queryKey: ['guides'] })
    },
    onError: (error) => tell.refused(reasonOf(error)),
  })
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2>Người phụ trách, ngày xem lại</h2>
      <p className="quiet small">Không hiện với người dân và không cần công bố.</p>
      <div className="pair">
        <Field label="Người phụ trách">
          {(ids) => (
            <select {...ids} value={ownerId} onChange={({ target }) => setOwner(target.value)}>
              <option value="">Chưa giao</option>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Phải xem lại trước ngày" hint="Đến ngày sẽ nhắc ở danh sách.">
          {(ids) => (
            <input
              {...ids}
              type="date"
              value={recheckOn}
              onChange={({ target }) => setRecheck(target.value)}
            />
          )}
        </Field>
        <Field label="Ghi chú">
          {(ids) => (
            <input
              {...ids}
              maxLength={500}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
      </div>
      <div>
        <button type="submit" className="button" disabled={save.isPending}>
          Lưu người phụ trách
        </button>
      </div>
    </form>
  )
}

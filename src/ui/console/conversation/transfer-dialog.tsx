import { useState } from 'react'
import type { Me, TicketView } from '../../../staff/staff-api-schema.ts'
import { useColleagues } from '../api/queries.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { presenceTexts } from '../texts.ts'
import type { TicketActions } from './use-ticket-actions.ts'

type Props = { me: Me; view: TicketView; actions: TicketActions; onClose(): void }

/** Gives the ticket to a colleague or to the team of a field, with a note for them. */
export function TransferDialog({ me, view, actions, onClose }: Props) {
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const colleagues = (useColleagues().data?.staff ?? []).filter(({ id }) => id !== me.id)
  const teams = fieldNames(colleagues.flatMap(({ fields }) => fields))
  const submit = () => {
    const isTeam = to.startsWith('team:')
    actions.transfer(
      isTeam
        ? { to: null, team: to.slice('team:'.length), note: note.trim() }
        : { to, note: note.trim() },
      onClose,
    )
  }
  return (
    <Dialog title={`Chuyển phiếu ${view.number}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label="Chuyển cho">
          {(ids) => (
            <select {...ids} required value={to} onChange={({ target }) => setTo(target.value)}>
              <option value="">Chọn người hoặc nhóm…</option>
              <optgroup label="Đồng nghiệp">
                {colleagues.map(({ id, name, title, presence, load }) => (
                  <option key={id} value={id}>
                    {name}
                    {title && `, ${title}`} ({presenceTexts[presence].toLowerCase()}, giữ {load}{' '}
                    phiếu)
                  </option>
                ))}
              </optgroup>
              <optgroup label="Nhóm lĩnh vực">
                {teams.map((team) => (
                  <option key={team} value={`team:${team}`}>
                    Nhóm {team}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
        <Field label="Lời nhắn cho người nhận" hint="Người dân không thấy.">
          {(ids) => (
            <textarea
              {...ids}
              rows={3}
              maxLength={2000}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={actions.isPending || to === ''}>
            Chuyển phiếu
          </button>
        </div>
      </form>
    </Dialog>
  )
}

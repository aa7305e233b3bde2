import { useState } from 'react'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import type { TicketActions } from './use-ticket-actions.ts'

type Props = { view: TicketView; actions: TicketActions; onClose(): void }

/** Ends the ticket, with a last word to the citizen if there is one. */
export function ResolveDialog({ view, actions, onClose }: Props) {
  const [note, setNote] = useState('')
  return (
    <Dialog title={`Phiếu ${view.number} đã xong?`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          actions.resolve(note.trim(), onClose)
        }}
      >
        <p>Người dân sẽ được báo là đã xong và được mời chấm điểm. Họ nhắn lại thì phiếu tự mở.</p>
        <Field label="Lời nhắn kết thúc gửi người dân" hint="Không bắt buộc.">
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
            Chưa xong
          </button>
          <button type="submit" className="button good" disabled={actions.isPending}>
            Đã xong
          </button>
        </div>
      </form>
    </Dialog>
  )
}

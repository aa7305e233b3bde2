import { useState } from 'react'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { useTicketChange } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { Field } from '../components/field.tsx'
import { icons } from '../components/icons.tsx'
import { useTell } from '../components/toasts.tsx'

/** Name and phone the citizen gave, to be read and mended. */
export function ContactForm({ view }: { view: TicketView }) {
  const [isEditing, setEditing] = useState(false)
  const [name, setName] = useState(view.citizenName ?? '')
  const [phone, setPhone] = useState(view.citizenPhone ?? '')
  const tell = useTell()
  const save = useTicketChange(view.number, () =>
    staffApi.saveContact(view.number, {
      ...(name.trim() && { name: name.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
    }),
  )
  if (!isEditing) {
    return (
      <div className="row contact">
        <span>{view.citizenName || <span className="quiet">Chưa cho tên</span>}</span>
        {view.citizenPhone ? (
          <a href={`tel:${view.citizenPhone.replace(/[^\d+]/g, '')}`} className="row">
            {icons.phone}
            {view.citizenPhone}
          </a>
        ) : (
          <span className="quiet">Chưa cho số điện thoại</span>
        )}
        <button type="button" className="button bare push" onClick={() => setEditing(true)}>
          Sửa
        </button>
      </div>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined, { onSuccess: () => setEditing(false), onError: tell.failed })
      }}
    >
      <Field label="Tên người dân">
        {(ids) => (
          <input
            {...ids}
            maxLength={100}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field label="Số điện thoại">
        {(ids) => (
          <input
            {...ids}
            type="tel"
            pattern="\+?[\d .\-]{8,20}"
            value={phone}
            onChange={({ target }) => setPhone(target.value)}
          />
        )}
      </Field>
      <div className="row">
        <button type="submit" className="button main" disabled={save.isPending}>
          Lưu
        </button>
        <button type="button" className="button" onClick={() => setEditing(false)}>
          Thôi
        </button>
      </div>
    </form>
  )
}

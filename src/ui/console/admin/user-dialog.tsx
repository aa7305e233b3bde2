import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../../staff/staff-api-schema.ts'
import { adminApi, type UserLink } from '../api/staff.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { roleTexts } from '../texts.ts'

type Props = { user: User | null; onDone(link: UserLink | null): void; onClose(): void }

/** Adds an official or changes one; a new one gets a link to set the password. */
export function UserDialog({ user, onDone, onClose }: Props) {
  const tell = useTell()
  const [name, setName] = useState(user?.name ?? '')
  const [email, setEmail] = useState(user?.email ?? '')
  const [title, setTitle] = useState(user?.title ?? '')
  const [role, setRole] = useState(user?.role ?? 'staff')
  const [fields, setFields] = useState<string[]>(user?.fields ?? [])
  const save = useMutation({
    mutationFn: async () => {
      const wanted = { name: name.trim(), title: title.trim(), role, fields }
      if (!user) return await adminApi.addUser({ ...wanted, email: email.trim() })
      await adminApi.changeUser(user.id, wanted)
      return null
    },
    onSuccess: onDone,
    onError: tell.failed,
  })
  return (
    <Dialog title={user ? `Sửa ${user.name}` : 'Thêm cán bộ'} isWide onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Field label="Họ và tên">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        {!user && (
          <Field label="Thư điện tử (email)">
            {(ids) => (
              <input
                {...ids}
                type="email"
                required
                value={email}
                onChange={({ target }) => setEmail(target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Chức danh" hint="Người dân thấy khi được trả lời.">
          {(ids) => (
            <input
              {...ids}
              maxLength={100}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label="Vai trò">
          {(ids) => (
            <select
              {...ids}
              value={role}
              onChange={({ target }) => setRole(target.value === 'admin' ? 'admin' : 'staff')}
            >
              <option value="staff">{roleTexts.staff}</option>
              <option value="admin">{roleTexts.admin}</option>
            </select>
          )}
        </Field>
        <details>
          <summary>Lĩnh vực phụ trách ({fields.length})</summary>
          <div className="pair">
            {fieldNames(fields).map((field) => (
              <label key={field} className="tick">
                <input
                  type="checkbox"
                  checked={fields.includes(field)}
                  onChange={({ target }) =>
                    setFields(
                      target.checked ? [...fields, field] : fields.filter((each) => each !== field),
                    )
                  }
                />
                {field}
              </label>
            ))}
          </div>
        </details>
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={save.isPending}>
            Lưu
          </button>
        </div>
      </form>
    </Dialog>
  )
}

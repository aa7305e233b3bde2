import { type FormEvent, useState } from 'react'
import { auth } from '../api/auth.ts'
import { ApiProblem, messageOf } from '../api/request.ts'
import { Field } from '../components/field.tsx'
import { Gate } from './gate.tsx'
import { shortestPassword } from './password-form.tsx'

/** Opened by the one-time link the service prints while there is no admin. */
export function FirstAdminPage() {
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [name, setName] = useState('')
  const [title, setTitle] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState('')
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFault('')
    try {
      await auth.createFirstAdmin({ token, name, title, email, password })
      await auth.signIn(email, password)
      location.assign('/console/')
    } catch (error) {
      setFault(
        error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status)
          ? 'Đường dẫn này không dùng được nữa. Bạn khởi động lại dịch vụ để lấy đường dẫn mới.'
          : messageOf(error),
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <Gate title="Tạo quản trị đầu tiên">
      <p>Người này sẽ thêm các cán bộ khác và chỉnh giờ làm việc.</p>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field label="Họ và tên">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={100}
              autoComplete="name"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="Chức danh" hint="Người dân sẽ thấy. Ví dụ: Công chức tư pháp – hộ tịch.">
          {(ids) => (
            <input
              {...ids}
              maxLength={100}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label="Thư điện tử (email)">
          {(ids) => (
            <input
              {...ids}
              type="email"
              required
              autoComplete="username"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
        <Field
          label="Mật khẩu"
          hint={`Ít nhất ${shortestPassword} ký tự. Một câu dễ nhớ là tốt nhất.`}
          fault={fault}
        >
          {(ids) => (
            <input
              {...ids}
              type="password"
              required
              minLength={shortestPassword}
              maxLength={128}
              autoComplete="new-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button main" disabled={isBusy}>
          Tạo tài khoản quản trị
        </button>
      </form>
    </Gate>
  )
}

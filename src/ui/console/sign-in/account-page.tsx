import { useState } from 'react'
import { auth } from '../api/auth.ts'
import { Field } from '../components/field.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { PasswordForm } from './password-form.tsx'
import { TwoFactorForm } from './two-factor-form.tsx'

/** One's own password and the code from the phone. */
export function AccountPage() {
  const tell = useTell()
  const [current, setCurrent] = useState('')
  return (
    <div className="page">
      <PageTitle title="Tài khoản và bảo mật" />
      <section className="card form" aria-labelledby="two-factor">
        <h2 id="two-factor">Xác nhận hai bước</h2>
        <TwoFactorForm />
      </section>
      <section className="card form" aria-labelledby="password">
        <h2 id="password">Đổi mật khẩu</h2>
        <Field label="Mật khẩu đang dùng">
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={({ target }) => setCurrent(target.value)}
            />
          )}
        </Field>
        <PasswordForm
          submitName="Đổi mật khẩu"
          onSubmit={async (password) => {
            await auth.changePassword(current, password)
            setCurrent('')
            tell.done('Đã đổi mật khẩu.')
          }}
        />
      </section>
    </div>
  )
}

import { useState } from 'react'
import { auth } from '../api/auth.ts'
import { Gate } from './gate.tsx'
import { PasswordForm } from './password-form.tsx'

/** Opened by the one-time link an admin gives to a new official, or after a reset. */
export function SetPasswordPage() {
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [isDone, setDone] = useState(false)
  if (isDone) {
    return (
      <Gate title="Đã đặt mật khẩu">
        <a className="button main" href="/console/">
          Đăng nhập
        </a>
      </Gate>
    )
  }
  return (
    <Gate title="Đặt mật khẩu">
      <PasswordForm
        submitName="Đặt mật khẩu"
        onSubmit={async (password) => {
          await auth.setPassword(token, password)
          setDone(true)
        }}
      />
    </Gate>
  )
}

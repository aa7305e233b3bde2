import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { auth, isRefused } from '../api/auth.ts'
import { keys } from '../api/queries.ts'
import { messageOf } from '../api/request.ts'
import { Field } from '../components/field.tsx'
import { Gate } from './gate.tsx'

/** E-mail and password; then, for who switched it on, a code from the phone. */
export function SignInPage() {
  const client = useQueryClient()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [fault, setFault] = useState('')
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFault('')
    try {
      if (step === 'code') await auth.enterCode(code.trim())
      else if ((await auth.signIn(email.trim(), password)) === 'second-step') {
        return setStep('code')
      }
      await client.resetQueries({ queryKey: keys.me })
    } catch (error) {
      setFault(faultOf(error, step))
    } finally {
      setBusy(false)
    }
  }

  if (step === 'code') {
    return (
      <Gate title="Nhập mã xác nhận">
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <p>Mở ứng dụng xác thực trên điện thoại của bạn và nhập sáu chữ số đang hiện.</p>
          <Field label="Mã xác nhận" hint="Mất điện thoại? Nhập một mã dự phòng." fault={fault}>
            {(ids) => (
              <input
                {...ids}
                className="code-input"
                autoComplete="one-time-code"
                required
                // biome-ignore lint/a11y/noAutofocus: the only thing to do on this screen
                autoFocus
                value={code}
                onChange={({ target }) => setCode(target.value)}
              />
            )}
          </Field>
          <button type="submit" className="button main" disabled={isBusy}>
            Xác nhận
          </button>
          <button type="button" className="button bare" onClick={() => setStep('password')}>
            Đăng nhập bằng tài khoản khác
          </button>
        </form>
      </Gate>
    )
  }
  return (
    <Gate title="Đăng nhập">
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field label="Thư điện tử (email)">
          {(ids) => (
            <input
              {...ids}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
        <Field label="Mật khẩu" fault={fault}>
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button main" disabled={isBusy}>
          {isBusy ? 'Đang đăng nhập…' : 'Đăng nhập'}
        </button>
        <p className="small quiet">
          Quên mật khẩu? Nhờ quản trị của cơ quan cấp lại đường dẫn đặt mật khẩu.
        </p>
      </form>
    </Gate>
  )
}

function faultOf(error: unknown, step: 'password' | 'code'): string {
  if (!isRefused(error)) return messageOf(error)
  return step === 'code'
    ? 'Mã không đúng hoặc đã hết hạn. Bạn nhập mã mới đang hiện.'
    : 'Email hoặc mật khẩu không đúng.'
}

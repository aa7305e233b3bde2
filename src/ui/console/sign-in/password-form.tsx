import { type FormEvent, useState } from 'react'
import { isRefused } from '../api/auth.ts'
import { messageOf } from '../api/request.ts'
import { Field } from '../components/field.tsx'

type Props = { submitName: string; onSubmit(password: string): Promise<void> }

export const shortestPassword = 10

/** A new password, typed once and shown on request: typing it blind twice helps nobody. */
export function PasswordForm({ submitName, onSubmit }: Props) {
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [fault, setFault] = useState('')
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFault('')
    try {
      await onSubmit(password)
    } catch (error) {
      setFault(isRefused(error) ? 'Mật khẩu không đúng hoặc chưa đủ dài.' : messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Field
        label="Mật khẩu mới"
        hint={`Ít nhất ${shortestPassword} ký tự. Một câu dễ nhớ là tốt nhất.`}
        fault={fault}
      >
        {(ids) => (
          <input
            {...ids}
            type={isShown ? 'text' : 'password'}
            autoComplete="new-password"
            required
            minLength={shortestPassword}
            maxLength={128}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      <label className="tick">
        <input
          type="checkbox"
          checked={isShown}
          onChange={({ target }) => setShown(target.checked)}
        />
        Hiện mật khẩu
      </label>
      <button type="submit" className="button main" disabled={isBusy}>
        {submitName}
      </button>
    </form>
  )
}

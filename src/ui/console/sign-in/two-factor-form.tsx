import { type FormEvent, useState } from 'react'
import { encode } from 'uqr'
import { auth, isRefused } from '../api/auth.ts'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'

type Begun = { address: string; spareCodes: string[] }

/** Switches on the code from the phone: password, QR code, first code, spare codes to keep. */
export function TwoFactorForm() {
  const tell = useTell()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [begun, setBegun] = useState<Begun | null>(null)
  const attempt = async (event: FormEvent, action: () => Promise<void>) => {
    event.preventDefault()
    try {
      await action()
    } catch (error) {
      if (isRefused(error)) tell.refused('Mật khẩu hoặc mã không đúng.')
      else tell.failed(error)
    }
  }
  if (begun) {
    const secret = new URL(begun.address).searchParams.get('secret') ?? ''
    return (
      <form
        className="stack"
        onSubmit={(event) =>
          void attempt(event, async () => {
            await auth.enterCode(code.trim())
            setBegun(null)
            setPassword('')
            tell.done('Đã bật xác nhận hai bước.')
          })
        }
      >
        <p>1. Mở ứng dụng xác thực trên điện thoại và quét hình này.</p>
        <QrCode text={begun.address} />
        <p className="small quiet">
          Không quét được? Nhập khoá này: <span className="link-box">{secret}</span>
        </p>
        <p>2. Chép các mã dự phòng này ra giấy, cất chỗ an toàn. Mỗi mã dùng một lần.</p>
        <ul className="codes plain">
          {begun.spareCodes.map((spare) => (
            <li key={spare}>{spare}</li>
          ))}
        </ul>
        <Field label="3. Nhập sáu chữ số đang hiện">
          {(ids) => (
            <input
              {...ids}
              className="code-input"
              inputMode="numeric"
              pattern="\d{6}"
              autoComplete="one-time-code"
              required
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button main">
          Bật xác nhận hai bước
        </button>
      </form>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) =>
        void attempt(event, async () => setBegun(await auth.beginTwoFactor(password)))
      }
    >
      <p>
        Khi đăng nhập, ngoài mật khẩu còn hỏi một mã trên điện thoại. Người khác biết mật khẩu cũng
        không vào được.
      </p>
      <Field label="Mật khẩu của bạn">
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
      <div className="row">
        <button type="submit" className="button main">
          Bắt đầu bật
        </button>
        <button
          type="button"
          className="button bare"
          disabled={password === ''}
          onClick={(event) =>
            void attempt(event, async () => {
              await auth.endTwoFactor(password)
              tell.done('Đã tắt xác nhận hai bước.')
            })
          }
        >
          Tắt
        </button>
      </div>
    </form>
  )
}

function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label="Mã QR cho ứng dụng xác thực">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </div>
  )
}

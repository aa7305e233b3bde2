import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { auth } from '../api/auth.ts'
import { ApiProblem } from '../api/request.ts'
import { Waiting } from '../components/waiting.tsx'
import { Gate } from './gate.tsx'
import { PasswordForm } from './password-form.tsx'

/** Opened by the one-time link an admin gives to a new official, or after a reset. */
export function SetPasswordPage() {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '')
  const question = useQuery({
    queryKey: ['link', token],
    queryFn: () => auth.checkLink(token),
    staleTime: Infinity,
  })
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
  if (question.error instanceof ApiProblem && question.error.status === 404) {
    return (
      <Gate title="Đường dẫn đã hết hiệu lực">
        <p>Đường dẫn này đã dùng rồi hoặc đã quá hạn. Bạn xin quản trị cấp đường dẫn mới.</p>
      </Gate>
    )
  }
  if (!question.data) {
    return (
      <Gate title="Đặt mật khẩu">
        <Waiting question={question} />
      </Gate>
    )
  }
  return (
    <Gate title="Đặt mật khẩu">
      <p>
        Chào {question.data.name}. Bạn sẽ đăng nhập bằng <strong>{question.data.email}</strong>.
      </p>
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

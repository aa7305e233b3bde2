import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../../staff/staff-api-schema.ts'
import { adminApi, type UserLink } from '../api/staff.ts'
import { Dialog } from '../components/dialog.tsx'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { roleTexts } from '../texts.ts'
import { AdminPlaces } from './admin-places.tsx'
import { UserDialog } from './user-dialog.tsx'

/** Who may sign in, and as what. */
export function UsersPage() {
  const question = useQuery({ queryKey: ['users'], queryFn: adminApi.users })
  const client = useQueryClient()
  const tell = useTell()
  const [edited, setEdited] = useState<User | 'new' | null>(null)
  const [link, setLink] = useState<UserLink | null>(null)
  const refresh = () => void client.invalidateQueries({ queryKey: ['users'] })
  const reset = useMutation({
    mutationFn: ({ id }: User) => adminApi.resetUser(id),
    onSuccess: setLink,
    onError: tell.failed,
  })
  const disable = useMutation({
    mutationFn: ({ id, disabled }: User) => adminApi.changeUser(id, { disabled: !disabled }),
    onError: tell.failed,
    onSettled: refresh,
  })
  return (
    <div className="page">
      <AdminPlaces />
      <PageTitle title="Người dùng">
        <button type="button" className="button main push" onClick={() => setEdited('new')}>
          {icons.plus}Thêm cán bộ
        </button>
      </PageTitle>
      {!question.data && <Waiting question={question} />}
      {question.data?.users.map((user) => (
        <article key={user.id} className="card stack">
          <div className="row">
            <h2>{user.name}</h2>
            <span className="badge">{roleTexts[user.role]}</span>
            {user.twoFactor && <span className="badge good">Hai bước</span>}
            {user.disabled && <span className="badge bad">Đã khoá</span>}
          </div>
          <p>
            {user.title && `${user.title} · `}
            {user.email}
            {user.fields.length > 0 && (
              <>
                <br />
                <span className="quiet">Lĩnh vực: {user.fields.join(', ')}</span>
              </>
            )}
          </p>
          <div className="row">
            <button type="button" className="button" onClick={() => setEdited(user)}>
              Sửa<span className="unseen"> {user.name}</span>
            </button>
            <button
              type="button"
              className="button"
              disabled={reset.isPending}
              onClick={() => reset.mutate(user)}
            >
              Cấp lại mật khẩu<span className="unseen"> cho {user.name}</span>
            </button>
            <button
              type="button"
              className="button bare"
              disabled={disable.isPending}
              onClick={() => disable.mutate(user)}
            >
              {user.disabled ? 'Mở khoá' : 'Khoá'}
              <span className="unseen"> {user.name}</span>
            </button>
          </div>
        </article>
      ))}
      {edited && (
        <UserDialog
          user={edited === 'new' ? null : edited}
          onDone={(made) => {
            setEdited(null)
            setLink(made)
            refresh()
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </div>
  )
}

function LinkDialog({ link: { user, link }, onClose }: { link: UserLink; onClose(): void }) {
  return (
    <Dialog title={`Đường dẫn cho ${user.name}`} onClose={onClose}>
      <p>
        Gửi đường dẫn này cho {user.name} để tự đặt mật khẩu. Chỉ dùng được một lần và chỉ hiện ở
        đây lần này.
      </p>
      <p className="link-box">{link}</p>
      <div className="actions">
        <button
          type="button"
          className="button main"
          onClick={() => void navigator.clipboard?.writeText(link)}
        >
          Sao chép
        </button>
      </div>
    </Dialog>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Me, Presence } from '../../../staff/staff-api-schema.ts'
import { auth } from '../api/auth.ts'
import { keys } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { Menu } from '../components/menu.tsx'
import { useTell } from '../components/toasts.tsx'
import { presenceTexts } from '../texts.ts'

/** Who is signed in, whether they take tickets now, and the way out. */
export function PersonMenu({ me }: { me: Me }) {
  const client = useQueryClient()
  const tell = useTell()
  const setPresence = useMutation({
    mutationFn: (state: Presence) => staffApi.setPresence(state),
    onMutate: (presence) =>
      client.setQueryData<Me>(keys.me, (before) => before && { ...before, presence }),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  const signOut = async () => {
    await auth.signOut().catch(() => undefined)
    client.clear()
    location.assign('/console/')
  }
  return (
    <Menu
      name={`${me.name}, ${presenceTexts[me.presence].toLowerCase()}`}
      label={
        <>
          <span className={`presence ${me.presence}`} aria-hidden="true" />
          <span className="person-name">{me.name}</span>
          <span className="person-icon">{icons.person}</span>
        </>
      }
    >
      <p>
        <strong>{me.name}</strong>
        <br />
        <span className="small quiet">{me.title || 'Cán bộ'}</span>
      </p>
      <fieldset>
        <legend>Bạn đang</legend>
        {(Object.keys(presenceTexts) as Presence[]).map((presence) => (
          <label key={presence} className="tick">
            <input
              type="radio"
              name="presence"
              checked={me.presence === presence}
              onChange={() => setPresence.mutate(presence)}
            />
            <span className={`presence ${presence}`} aria-hidden="true" />
            {presenceTexts[presence]}
          </label>
        ))}
      </fieldset>
      <Link href="/account" className="button">
        Tài khoản và bảo mật
      </Link>
      <button type="button" className="button" onClick={() => void signOut()}>
        Đăng xuất
      </button>
    </Menu>
  )
}

import type { Sessions } from '../staff/require-staff.ts'
import { roles } from '../staff/staff-api-schema.ts'
import type { Auth, AuthSettings } from './better-auth.ts'

export type OpenAuth = () => Promise<Auth>

/**
 * better-auth, loaded when the first official knocks: it takes a third of a second, which no citizen who
 * asks a question after a restart should wait for.
 */
export function openWhenNeeded(settings: AuthSettings): OpenAuth {
  let auth: Promise<Auth> | undefined
  return () => {
    auth ??= import('./better-auth.ts').then(({ createAuth }) => createAuth(settings))
    return auth
  }
}

/** Who a request comes from, by its session cookie. */
export function createSessions(openAuth: OpenAuth): Sessions {
  return {
    async staffOf(headers) {
      const { api } = await openAuth()
      const found = await api.getSession({ headers })
      if (!found || found.user.disabledAt) return undefined
      const { id, name, title, role } = found.user
      return { id, name, title, role: roles.find((each) => each === role) ?? 'staff' }
    },
  }
}

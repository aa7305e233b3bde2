import type { Clock } from '../shared/clock.ts'
import { NotFoundError } from '../shared/errors.ts'
import { newToken, sha256 } from '../shared/ids.ts'
import type { StaffAccount, StaffAccounts } from './staff-accounts.ts'

/** What a one-time link is good for. */
export type StaffLink = { purpose: 'first-admin' } | { purpose: 'set-password'; userId: string }

/** Where links are kept, by the hash of their token. The real one is adapters/staff-link-store.ts. */
export type StaffLinkStore = {
  put(tokenHash: string, link: StaffLink, about: { at: Date; expiresAt: Date }): Promise<void>
  find(tokenHash: string, at: Date): Promise<StaffLink | undefined>
  /**
   * Removes the link, and every other one for the same purpose and person. Of several callers, whichever
   * of those links they hold, one gets it.
   */
  take(tokenHash: string, at: Date): Promise<StaffLink | undefined>
}

export type StaffLinks = ReturnType<typeof createStaffLinks>

const dayMs = 24 * 60 * 60 * 1000
// A new colleague may be on leave; whoever installs the service is there now, and a restart makes a new one.
const longestMs = { 'set-password': 7 * dayMs, 'first-admin': dayMs }

/** One-time links by which people come in who have no password yet. */
export function createStaffLinks(deps: {
  store: StaffLinkStore
  accounts: StaffAccounts
  clock: Clock
}) {
  const { store, accounts, clock } = deps

  const make = async (link: StaffLink) => {
    const token = newToken()
    const at = clock()
    const expiresAt = new Date(at.getTime() + longestMs[link.purpose])
    await store.put(sha256(token), link, { at, expiresAt })
    return { path: `/console/${link.purpose}?token=${token}`, expiresAt }
  }

  const ownerOf = async (link: StaffLink): Promise<StaffAccount | undefined> =>
    link.purpose === 'set-password' ? await accounts.find(link.userId) : undefined

  return {
    /** Where the first admin comes in; null when there is an admin. */
    async makeFirstAdminLink(): Promise<string | null> {
      return (await accounts.hasAdmin()) ? null : (await make({ purpose: 'first-admin' })).path
    },

    async makePasswordLink(userId: string) {
      return await make({ purpose: 'set-password', userId })
    },

    /** What the page behind a link shows; throws NotFoundError when the link is used, over or wrong. */
    async check(token: string) {
      const link = await store.find(sha256(token), clock())
      if (!link) throw linkIsOver()
      const owner = await ownerOf(link)
      return { purpose: link.purpose, name: owner?.name ?? '', email: owner?.email ?? '' }
    },

    async makeFirstAdmin(
      token: string,
      person: { name: string; email: string; title: string; password: string },
    ): Promise<StaffAccount> {
      const link = await store.find(sha256(token), clock())
      if (link?.purpose !== 'first-admin' || (await accounts.hasAdmin())) throw linkIsOver()
      if (!(await store.take(sha256(token), clock()))) throw linkIsOver()
      const { password, ...account } = person
      const admin = await accounts.create({ ...account, role: 'admin', fields: [] })
      await accounts.setPassword(admin.id, password)
      return admin
    },

    async setPassword(token: string, password: string): Promise<StaffAccount> {
      const link = await store.find(sha256(token), clock())
      const owner = link && (await ownerOf(link))
      if (!owner || owner.disabled) throw linkIsOver()
      if (!(await store.take(sha256(token), clock()))) throw linkIsOver()
      await accounts.setPassword(owner.id, password)
      return owner
    },
  }
}

function linkIsOver(): NotFoundError {
  return new NotFoundError('This link has been used, is over, or never was; ask for a new one.')
}

import type { KnownStaff, StaffDirectory } from './directory.ts'
import type { Role } from './staff-api-schema.ts'

/** An official as an admin sees one. */
export type StaffAccount = KnownStaff & { email: string; twoFactor: boolean; createdAt: Date }

export type NewStaffAccount = {
  name: string
  email: string
  title: string
  role: Role
  fields: string[]
}

export type StaffAccountChange = {
  [Key in 'name' | 'title' | 'role' | 'fields' | 'disabled']?: StaffAccount[Key] | undefined
}

/** Who may sign in. The real one is adapters/staff-accounts.ts. */
export type StaffAccounts = StaffDirectory & {
  all(): Promise<StaffAccount[]>
  find(id: string): Promise<StaffAccount | undefined>
  hasAdmin(): Promise<boolean>
  /** An account without a password. Throws ConflictError when the e-mail address has one already. */
  create(account: NewStaffAccount): Promise<StaffAccount>
  /**
   * Whoever is disabled is signed out at once. Throws NotFoundError, and ConflictError when nobody would
   * be left who can administer the desk.
   */
  change(id: string, change: StaffAccountChange): Promise<StaffAccount>
  /** Also ends the person's sessions and turns the second factor off: it may be what was lost. */
  setPassword(id: string, password: string): Promise<void>
}

import type { Presence, Role } from './staff-api-schema.ts'

/** An official of this office. */
export type KnownStaff = {
  id: string
  name: string
  title: string
  role: Role
  /** Fields whose tickets come to this person first. */
  fields: string[]
  /** May not sign in any more; still named beside what they wrote. */
  disabled: boolean
}

/** Who works here. */
export type StaffDirectory = {
  /** Everybody who ever did, by id. */
  people(): Promise<ReadonlyMap<string, KnownStaff>>
}

/** Who is there now. */
export type PresenceStore = {
  presences(): Promise<ReadonlyMap<string, { state: Presence; seenAt: Date }>>
  /** Also says that the person was seen. */
  setPresence(staffId: string, state: Presence, at: Date): Promise<void>
  /** They have the desk open; whoever had no presence yet is online. */
  seen(staffIds: string[], at: Date): Promise<void>
}

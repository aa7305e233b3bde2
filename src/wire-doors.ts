import { createAuditLog } from './adapters/audit-log.ts'
import { createSessions, openWhenNeeded } from './adapters/auth-sessions.ts'
import type { PasswordHashing } from './adapters/better-auth.ts'
import type { Database, DatabaseKind } from './adapters/database.ts'
import { deriveKey } from './adapters/secret-key.ts'
import { createStaffAccounts } from './adapters/staff-accounts.ts'
import { createStaffLinkStore } from './adapters/staff-link-store.ts'
import type { StaffOf } from './handoff/staff-of.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import type { StaffDirectory } from './staff/directory.ts'
import type { Sessions } from './staff/require-staff.ts'
import { createStaffLinks } from './staff/staff-links.ts'

export type WireDoorsDeps = {
  database: Database
  kind: DatabaseKind
  secretKey: string
  publicUrl: string | undefined
  /** Who works here and who a request comes from, without signing in. */
  staff: { sessions: Sessions; directory: StaffDirectory } | undefined
  hashing: PasswordHashing | undefined
  clock: Clock
  log: Log
}

/** Who works here, how they sign in, and the record of what they did. */
export function wireDoors({ database, kind, clock, ...deps }: WireDoorsDeps) {
  const openAuth = openWhenNeeded({
    database,
    kind,
    secret: deriveKey(deps.secretKey, 'auth'),
    publicUrl: deps.publicUrl,
    log: deps.log,
    hashing: deps.hashing,
  })
  const accounts = createStaffAccounts({ database, kind, openAuth, clock })
  const links = createStaffLinks({ store: createStaffLinkStore(database), accounts, clock })
  const audit = createAuditLog(database, clock)
  const sessions = deps.staff?.sessions ?? createSessions(openAuth)
  const directory = deps.staff?.directory ?? accounts
  // Citizens see a name and a title, and nothing else of an official.
  const staffOf: StaffOf = async (id) => {
    const person = (await directory.people()).get(id)
    return person && { name: person.name, title: person.title }
  }
  return { openAuth, accounts, links, audit, sessions, directory, staffOf }
}

/** Prints a one-time link to set a new password: `npm run -s staff-link -- lan@phuong.vn`. For who is locked out. */
import { createAuditLog } from '../src/adapters/audit-log.ts'
import { openWhenNeeded } from '../src/adapters/auth-sessions.ts'
import { openDatabase } from '../src/adapters/database.ts'
import { migrate } from '../src/adapters/migrations.ts'
import { deriveKey, readSecretKey } from '../src/adapters/secret-key.ts'
import { createStaffAccounts } from '../src/adapters/staff-accounts.ts'
import { createStaffLinkStore } from '../src/adapters/staff-link-store.ts'
import { readConfig } from '../src/config.ts'
import { systemClock as clock } from '../src/shared/clock.ts'
import { silentLog as log } from '../src/shared/log.ts'
import { createStaffLinks } from '../src/staff/staff-links.ts'

const [email] = process.argv.slice(2)
const config = readConfig(process.env)
const { publicUrl } = config
const { database, kind } = openDatabase(config.databaseUrl)
await migrate(database, kind)
const secret = deriveKey(await readSecretKey(config.secretKey, config.dataDir), 'auth')
const openAuth = openWhenNeeded({ database, kind, secret, publicUrl, log })
const accounts = createStaffAccounts({ database, kind, openAuth, clock })
const links = createStaffLinks({ store: createStaffLinkStore(database), accounts, clock })

const all = await accounts.all()
const account = all.find((each) => each.email === email?.toLowerCase())
if (account) {
  const { path, expiresAt } = await links.makePasswordLink(account.id)
  const detail = { from: 'command line' }
  const { write } = createAuditLog(database, clock)
  await write({ who: '', action: 'reset-user', subject: account.id, detail })
  console.log(`${publicUrl ?? `http://localhost:${config.port}`}${path}`)
  console.error(`Good once, until ${expiresAt.toISOString()}.`)
} else {
  console.error(`Name one of: ${all.map((each) => each.email).join(', ') || '(no accounts yet)'}`)
  process.exitCode = 1
}
await database.destroy()

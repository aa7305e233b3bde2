import type { Selectable, Transaction } from 'kysely'
import type { Clock } from '../shared/clock.ts'
import { ConflictError, NotFoundError } from '../shared/errors.ts'
import type { KnownStaff } from '../staff/directory.ts'
import type { StaffAccount, StaffAccountChange, StaffAccounts } from '../staff/staff-accounts.ts'
import { roles } from '../staff/staff-api-schema.ts'
import type { OpenAuth } from './auth-sessions.ts'
import type { Database, DatabaseKind, Tables } from './database.ts'

type Row = Selectable<Tables['auth_user']>
type Deps = { database: Database; kind: DatabaseKind; openAuth: OpenAuth; clock: Clock }

/** StaffAccounts on better-auth's tables; what it has functions for is left to it. */
export function createStaffAccounts({ database, kind, openAuth, clock }: Deps): StaffAccounts {
  const all = () =>
    database.selectFrom('auth_user').selectAll().orderBy('createdAt').orderBy('id').execute()
  const find = async (id: string) =>
    await database.selectFrom('auth_user').selectAll().where('id', '=', id).executeTakeFirst()

  const known = async (id: string) => {
    const row = await find(id)
    if (!row) throw missing()
    return row
  }

  return {
    async people() {
      return new Map((await all()).map((row) => [row.id, toKnownStaff(row)]))
    },

    async all() {
      return (await all()).map(toAccount)
    },

    async find(id) {
      const row = await find(id)
      return row && toAccount(row)
    },

    async hasAdmin() {
      const admin = await database
        .selectFrom('auth_user')
        .select('id')
        .where('role', '=', 'admin')
        .executeTakeFirst()
      return admin !== undefined
    },

    async create({ fields, ...account }) {
      const { internalAdapter } = await (await openAuth()).$context
      const taken = `The e-mail address ${account.email} has an account already.`
      if (await internalAdapter.findUserByEmail(account.email)) throw new ConflictError(taken)
      const { id } = await internalAdapter.createUser(
        { ...account, emailVerified: true, fields: JSON.stringify(fields) },
        { method: 'admin' },
      )
      return toAccount(await known(id))
    },

    async change(id, change) {
      await database.transaction().execute(async (transaction) => {
        if (kind === 'postgres') await lockAdmins(transaction)
        await updateAccount(transaction, id, change, clock())
        await mustHaveAdmin(transaction)
      })
      const { internalAdapter } = await (await openAuth()).$context
      if (change.disabled) await internalAdapter.deleteUserSessions(id)
      return toAccount(await known(id))
    },

    async setPassword(id, password) {
      const { internalAdapter, adapter, password: passwords } = await (await openAuth()).$context
      const hash = await passwords.hash(password)
      if (await internalAdapter.findCredentialAccount(id)) {
        await internalAdapter.updatePassword(id, hash)
      } else {
        const credential = { providerId: 'credential', accountId: id, password: hash }
        await internalAdapter.linkAccount({ userId: id, ...credential })
      }
      await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: id }] })
      // Browsers that were trusted with the second factor that was.
      await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: id }] })
      await internalAdapter.updateUser(id, { twoFactorEnabled: false })
      await internalAdapter.deleteUserSessions(id)
    },
  }
}

async function updateAccount(
  transaction: Transaction<Tables>,
  id: string,
  { fields, disabled, ...change }: StaffAccountChange,
  at: Date,
): Promise<void> {
  const isDisabled =
    disabled === undefined ? {} : { disabledAt: disabled ? at.toISOString() : null }
  const hasFields = fields ? { fields: JSON.stringify(fields) } : {}
  const values = { ...given(change), ...hasFields, ...isDisabled }
  const query = transaction.updateTable('auth_user').where('id', '=', id).returning('id')
  // SQL has no update of nothing; the id stays what it is.
  const changed = await query.set({ id, ...values }).executeTakeFirst()
  if (!changed) throw missing()
}

/** Two admins who take each other's role away at once must come one after the other. */
async function lockAdmins(transaction: Transaction<Tables>): Promise<void> {
  await transaction
    .selectFrom('auth_user')
    .select('id')
    .where('role', '=', 'admin')
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function mustHaveAdmin(transaction: Transaction<Tables>): Promise<void> {
  const admin = await transaction
    .selectFrom('auth_user')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (!admin) throw new ConflictError('Nobody would be left who can administer the desk.')
}

/** Without what is undefined. */
function given(values: Omit<StaffAccountChange, 'fields' | 'disabled'>): Partial<Row> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries)
}

function missing(): NotFoundError {
  return new NotFoundError('There is no such account.')
}

function toKnownStaff(row: Row): KnownStaff {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    role: roles.find((role) => role === row.role) ?? 'staff',
    fields: JSON.parse(row.fields),
    disabled: row.disabledAt !== null,
  }
}

function toAccount(row: Row): StaffAccount {
  return {
    ...toKnownStaff(row),
    email: row.email,
    // Text and 0 or 1 on SQLite, a Date and a boolean on PostgreSQL.
    twoFactor: Boolean(row.twoFactorEnabled),
    createdAt: new Date(row.createdAt),
  }
}

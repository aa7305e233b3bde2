import { APIError, type BetterAuthOptions, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { Log } from '../shared/log.ts'
import { longestPassword, shortestPassword } from '../staff/sign-in.ts'
import type { Database, DatabaseKind } from './database.ts'

export type Auth = ReturnType<typeof createAuth>

export type AuthSettings = {
  database: Database
  kind: DatabaseKind
  secret: string
  publicUrl: string | undefined
  log: Log
  /** How passwords are kept; better-auth's own salted scrypt when not given. */
  hashing?: PasswordHashing | undefined
}

export type PasswordHashing = {
  hash(password: string): Promise<string>
  verify(about: { hash: string; password: string }): Promise<boolean>
}

// Signed in each morning anew; a browser left open overnight is none.
const sessionSeconds = 12 * 60 * 60

/** better-auth on the service's own database: passwords, sessions, second factors. */
export function createAuth(settings: AuthSettings) {
  return betterAuth(authOptions(settings))
}

/** What better-auth is told; a test holds the tables of migration-doors.ts against it. */
export function authOptions({ database, kind, secret, publicUrl, log, hashing }: AuthSettings) {
  return {
    appName: 'Một Cửa',
    basePath: '/api/auth',
    ...(publicUrl ? { baseURL: new URL(publicUrl).origin } : {}),
    secret,
    database: { db: database, type: kind },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      ...(hashing ? { password: hashing } : {}),
    },
    user: {
      modelName: 'auth_user',
      additionalFields: {
        title: { type: 'string', required: true, input: false },
        role: { type: 'string', required: true, input: false },
        fields: { type: 'string', required: true, input: false },
        disabledAt: { type: 'string', required: false, input: false },
      },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    plugins: [
      twoFactor({
        issuer: 'Một Cửa',
        schema: { twoFactor: { modelName: 'auth_two_factor' } },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => {
            const user = await database
              .selectFrom('auth_user')
              .select('disabledAt')
              .where('id', '=', userId)
              .executeTakeFirst()
            if (user && user.disabledAt === null) return
            const message = 'This account has been disabled.'
            throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message })
          },
        },
      },
    },
    // http/same-origin.ts has looked before anything comes here.
    trustedOrigins: async (request?: Request) => {
      const origin = request?.headers.get('Origin')
      return origin ? [origin] : []
    },
    // Our own counts failures by account too, and knows which proxies to believe.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'mot-cua',
      useSecureCookies: publicUrl?.startsWith('https://') ?? false,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Only the sentence: what goes with it may name people.
      log: (_level: string, sentence: string) => log.debug({}, `better-auth: ${sentence}`),
    },
  } satisfies BetterAuthOptions
}

/** What middleware puts beside a request. */
export type AppEnv = { Variables: { requestId: string } }

/** Structured log lines: facts first, then one fixed sentence. Never a citizen's words. */
export type Log = Record<
  'debug' | 'info' | 'warn' | 'error',
  (facts: Record<string, string | number | boolean | null>, sentence: string) => void
>

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

import { startPatience } from './patience.ts'

/** A request to a provider that did not end well, in words that carry no address and so no token. */
export class ProviderError extends Error {
  /** `no-connection`: it never arrived. `no-answer`: nobody knows. `answer`: the provider said no. */
  readonly kind: 'no-connection' | 'no-answer' | 'answer'
  /** The provider's own code; 0 when there is none. */
  readonly code: number

  constructor(kind: ProviderError['kind'], code: number, message: string) {
    super(message)
    this.name = 'ProviderError'
    this.kind = kind
    this.code = code
  }
}

const neverArrived = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Sends a request and reads its JSON; undefined for a body that is none. Throws ProviderError. */
export async function requestJson(
  service: string,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<{ status: number; body: unknown }> {
  const patience = startPatience(timeoutMs)
  try {
    const response = await fetch(url, { ...init, signal: patience.signal })
    return { status: response.status, body: parsed(await response.text()) }
  } catch (error) {
    const code = codeOf(error)
    const kind = neverArrived.includes(code) ? 'no-connection' : 'no-answer'
    throw new ProviderError(kind, 0, `${service} không trả lời${code && ` (${code})`}`)
  } finally {
    patience.end()
  }
}

/** Fetches a file a provider names, over https or from the provider's own server. */
export async function fetchFile(
  url: string,
  ownServer: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const isAllowed =
    URL.canParse(url) &&
    (new URL(url).protocol === 'https:' || new URL(url).origin === new URL(ownServer).origin)
  if (!isAllowed) return undefined
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000), redirect: 'error' })
  if (!response.ok) throw new ProviderError('answer', response.status, 'the file is not there')
  if (Number(response.headers.get('Content-Length') ?? 0) > mostBytes) {
    await response.body?.cancel()
    return undefined
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  return bytes.length > mostBytes ? undefined : bytes
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error instanceof Error && error.name === 'TimeoutError' ? 'ETIMEDOUT' : ''
}

import { parseJson, textOf } from './read-json.ts'

/** The service said no; `detail` is its sentence for developers, never shown to a citizen. */
export class ApiProblem extends Error {
  readonly status: number
  readonly detail: string
  /** How long the service asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(status: number, detail: string, retryAfterMs: number | null = null) {
    super(`${status} ${detail}`)
    this.name = 'ApiProblem'
    this.status = status
    this.detail = detail
    this.retryAfterMs = retryAfterMs
  }
}

/** The problem of a response that is not ok. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const body = await response.text().catch(() => '')
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null
  return new ApiProblem(response.status, textOf(parseJson(body), 'detail'), retryAfterMs)
}

/** The problem of an `error` event in a stream. */
export function problemOfEvent(json: string): ApiProblem {
  const value = parseJson(json)
  return new ApiProblem(Number(textOf(value, 'status')) || 500, textOf(value, 'detail'))
}

/** True when the conversation is no longer there for us, so that a new one is needed. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 401 || error.status === 404)
}

/** True when the same request may succeed later: no network, a broken stream, an overloaded service. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true
  return error.status >= 500 || error.status === 429 || error.status === 408
}

import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, ConflictError, TooManyRequestsError } from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'
import type { AppEnv } from './env.ts'

/** An error as RFC 9457 problem details (https://www.rfc-editor.org/rfc/rfc9457). */
export type Problem = {
  type: 'about:blank'
  title: string
  status: number
  /** What was wrong and how to mend it. */
  detail: string
  /** Stable, for programs: `invalid_input`, `not_found` … */
  code: string
  requestId: string
  /** For invalid input: which field, and what about it. */
  errors?: { path: string; message: string }[]
  /** For a conflict: the official who holds it. */
  heldBy?: { id: string; name: string }
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Answers with a problem body. */
export function problem(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  about: Pick<Problem, 'code' | 'detail' | 'errors' | 'heldBy'>,
): Response {
  const body: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: about.detail,
    code: about.code,
    requestId: c.get('requestId'),
    ...(about.errors ? { errors: about.errors } : {}),
    ...(about.heldBy ? { heldBy: about.heldBy } : {}),
  }
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' })
}

const statusOfCode: Record<string, ContentfulStatusCode> = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many_requests: 429,
  unavailable: 503,
  upstream: 503,
}

/**
 * The one place where a thrown error becomes an answer. Only the message of a failure is logged: the
 * error objects of some clients carry tokens and citizens' words.
 */
export function handleError(log: Log): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof AppError) {
      const status = statusOfCode[error.code] ?? 500
      if (error instanceof TooManyRequestsError) {
        c.header('Retry-After', String(error.retryAfterSeconds))
      }
      if (status >= 500) log.error({ requestId: c.get('requestId') }, error.message)
      const held = error instanceof ConflictError && error.heldBy ? { heldBy: error.heldBy } : {}
      return problem(c, status, { code: error.code, detail: error.message, ...held })
    }
    if (error instanceof HTTPException) {
      const detail = error.message || 'The request could not be read.'
      return problem(c, 400, { code: 'bad_request', detail })
    }
    log.error({ requestId: c.get('requestId'), name: error.name }, error.message)
    const detail = 'Something failed on our side. What was accepted is kept; try again.'
    return problem(c, 500, { code: 'internal', detail })
  }
}

export const handleNotFound: NotFoundHandler<AppEnv> = (c) =>
  problem(c, 404, { code: 'not_found', detail: `There is nothing at ${c.req.path}.` })

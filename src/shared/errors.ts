/** Failures that have a name. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** What the caller sent cannot be used; the message says what, where and how to mend it. */
export class InvalidInputError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super('invalid_input', message, options)
  }
}

/** No such thing, or not for this caller. */
export class NotFoundError extends AppError {
  constructor(message: string) {
    super('not_found', message)
  }
}

/** The caller did not show the right token. */
export class UnauthorizedError extends AppError {
  constructor(message: string) {
    super('unauthorized', message)
  }
}

/** The caller is known, but this is not for them. */
export class ForbiddenError extends AppError {
  constructor(message: string) {
    super('forbidden', message)
  }
}

/** It is not as the caller thinks; `heldBy` is the official who holds it, when somebody does. */
export class ConflictError extends AppError {
  readonly heldBy: { id: string; name: string } | null

  constructor(message: string, heldBy: ConflictError['heldBy'] = null) {
    super('conflict', message)
    this.heldBy = heldBy
  }
}

/** Asked too often; the caller may come again after those seconds. */
export class TooManyRequestsError extends AppError {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super('too_many_requests', message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Not now; later the same request may work. */
export class UnavailableError extends AppError {
  constructor(message: string) {
    super('unavailable', message)
  }
}

/** A setting is wrong; all wrong settings are listed. */
export class ConfigError extends AppError {
  constructor(problems: string[]) {
    super('config', problems.join('\n'))
  }
}

/** A service beside us failed. */
export class UpstreamError extends AppError {
  readonly service: string

  constructor(service: string, cause: unknown) {
    super('upstream', `${service} failed`, { cause })
    this.service = service
  }
}

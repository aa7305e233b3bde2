import { bodyLimit } from 'hono/body-limit'
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'

// A message has at most 2,000 characters; with JSON escapes that stays far below this.
const maxBodyBytes = 64 * 1024

/** Refuses larger bodies before they are read. */
export const limitBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: (c) =>
    problem(c, 413, {
      code: 'too_large',
      detail: `The body may have at most ${maxBodyBytes} bytes.`,
    }),
})

/** Checks a JSON body against a schema; what does not fit gets 400 with every fault named. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return validator<Schema, 'json', AppEnv, string>('json', schema, (result, c) => {
    if (result.success) return undefined
    const errors = result.error.map(({ path, message }) => ({
      path: (path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
      message,
    }))
    const detail = `The body does not fit: ${errors.map((e) => `${e.path || 'body'}: ${e.message}`).join('; ')}.`
    return problem(c, 400, { code: 'invalid_input', detail, errors })
  })
}

import { validator } from 'hono-openapi'
import type { z } from 'zod'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'

/** Checks the query against a schema; what does not fit gets 400 with every fault named. */
export function readQuery<Schema extends z.ZodType>(schema: Schema) {
  return validator<Schema, 'query', AppEnv, string>('query', schema, (result, c) => {
    if (result.success) return undefined
    const errors = result.error.map(({ path, message }) => ({
      path: (path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
      message,
    }))
    const detail = `The query does not fit: ${errors.map((e) => `${e.path}: ${e.message}`).join('; ')}.`
    return problem(c, 400, { code: 'invalid_input', detail, errors })
  })
}

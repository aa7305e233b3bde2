import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import { problemBody } from './web-api-schema.ts'

/** A route's entry in the API documentation; problems are the same everywhere. */
export function describe(summary: string, responses: Record<number, z.ZodType | undefined>) {
  return describeRoute({
    summary,
    responses: Object.fromEntries([
      ...Object.entries(responses).map(([status, body]) => [
        status,
        {
          description: 'Success',
          ...(body ? { content: { 'application/json': { schema: resolver(body) } } } : {}),
        },
      ]),
      [
        'default',
        {
          description: 'A problem',
          content: { 'application/problem+json': { schema: resolver(problemBody) } },
        },
      ],
    ]),
  })
}

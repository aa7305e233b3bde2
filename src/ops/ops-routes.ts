import { Hono } from 'hono'
import type { KnowledgeProblem } from '../knowledge/problem.ts'
import type { Metrics } from './metrics.ts'

/** What serves now, and what keeps the newest files from serving. */
export type Readiness = { edition: number | null; guides: number; problems: KnowledgeProblem[] }

/** `/healthz`: the process is up. `/readyz`: it can answer now. `/metrics`: for Prometheus. */
export function createOpsRoutes({
  readiness,
  metrics,
}: {
  readiness: () => Readiness
  metrics: Metrics
}) {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'up' }))
    .get('/readyz', (c) => {
      const state = readiness()
      const isReady = state.edition !== null
      return c.json({ status: isReady ? 'ready' : 'starting', ...state }, isReady ? 200 : 503)
    })
    .get('/metrics', async (c) => c.text(await metrics.print()))
}

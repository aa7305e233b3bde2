import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Reply } from '../answering/reply.ts'

export type Metrics = {
  turnFinished(reply: Reply, durationMs: number): void
  modelFailed(): void
  editionServes(number: number, guides: number, problems: number): void
  /** In Prometheus' text format. */
  print(): Promise<string>
}

/** Counts and times for Prometheus. Nothing in them says who asked or what. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'motcua_turns_total',
    help: 'Finished turns by kind of reply and by who worded it',
    labelNames: ['kind', 'generated_by'],
    registers,
  })
  const durations = new Histogram({
    name: 'motcua_turn_duration_seconds',
    help: 'From kept message to kept reply',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 10, 30],
    registers,
  })
  const failures = new Counter({
    name: 'motcua_language_model_failures_total',
    help: 'Replies that fell back to the guide’s own text because the model failed',
    registers,
  })
  const edition = new Gauge({
    name: 'motcua_edition',
    help: 'Number of the edition that serves',
    registers,
  })
  const guides = new Gauge({ name: 'motcua_guides', help: 'Guides in that edition', registers })
  const problems = new Gauge({
    name: 'motcua_knowledge_problems',
    help: 'Faults in the knowledge folder that keep the newest state from being published',
    registers,
  })

  return {
    turnFinished({ kind, generatedBy }, durationMs) {
      turns.inc({ kind, generated_by: generatedBy })
      durations.observe(durationMs / 1000)
    },
    modelFailed: () => failures.inc(),
    editionServes(number, guideCount, problemCount) {
      edition.set(number)
      guides.set(guideCount)
      problems.set(problemCount)
    },
    print: () => registry.metrics(),
  }
}

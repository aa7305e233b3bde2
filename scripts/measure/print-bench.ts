import type { SizeFigures } from './bench-size.ts'
import type { ChannelFigures } from './channel-load.ts'
import type { DeskFigures } from './desk-load.ts'

export type BenchReport = {
  node: string
  cores: number
  questions: number
  sizes: SizeFigures[]
  /** null: not measured this time. */
  webhook: ChannelFigures | null
  desk: DeskFigures | null
}

/** The report as a table, a column for each size; then the webhook and the desk. */
export function printBench({ node, cores, questions, sizes, webhook, desk }: BenchReport): void {
  console.log(`Node ${node}, ${cores} cores, ${questions} questions\n`)
  if (sizes.length > 0) printSizes(sizes)
  if (webhook) printWebhook(webhook)
  if (desk) printDesk(desk)
}

function printWebhook(webhook: ChannelFigures): void {
  const { updates, per_second, chats, refused, goal_p99_ms, p99_ms, load_average } = webhook
  console.log(
    `\nA webhook while the language model hangs: ${per_second} updates a second, ${chats} chats`,
  )
  const row = (label: string, figure: string) => console.log(label.padEnd(54) + figure.padStart(22))
  row('acknowledged after, p50 / p95 / p99 ms', trio(webhook))
  row(`goal of ${goal_p99_ms} ms at p99`, p99_ms < goal_p99_ms ? 'within' : 'MISSES')
  row('updates (refused)', `${updates} (${refused})`)
  row('requests at the hanging model', `${webhook.model_requests_hanging}`)
  row('load average of the machine', load_average.toFixed(1))
}

function printDesk(desk: DeskFigures): void {
  const { tickets, citizens, officials, goal_p95_ms, is_within_goal } = desk
  console.log(
    `\nThe desk on ${desk.database}: ${tickets} open tickets, ${citizens} citizens, ${officials} officials`,
  )
  const row = (label: string, figure: string) => console.log(label.padEnd(54) + figure.padStart(22))
  const verdict = is_within_goal ? 'within' : 'MISSES'
  row('change on every inbox, p50 / p95 / p99 ms', trio(desk.inbox_update))
  row(`goal of ${goal_p95_ms} ms at p95`, verdict)
  row('inbox loads, p50 / p95 / p99 ms', trio(desk.inbox_load))
  row('answer on its citizen’s screen, p50 / p95 / p99 ms', trio(desk.to_citizen))
  row('changes (failed, unseen)', `${desk.changes} (${desk.failed}, ${desk.unseen})`)
  row('processor s, resident MB', `${desk.cpu_seconds.toFixed(1)}, ${desk.resident_mb.toFixed(0)}`)
  row('load average of the machine', desk.load_average.toFixed(1))
}

function printSizes(sizes: SizeFigures[]): void {
  const row = (label: string, figure: (size: SizeFigures) => string) =>
    console.log(label.padEnd(54) + sizes.map((size) => figure(size).padStart(28)).join(''))

  row('guides', ({ guides }) => `${guides}`)
  row('vectors', ({ vectors }) => `${vectors}`)
  row('turn in process, p50 / p95 / p99 ms', ({ in_process }) => trio(in_process))
  row('turns/s in process', ({ in_process }) => in_process.turns_per_s.toFixed(0))
  for (const [index, { connections, questions }] of (sizes[0]?.http ?? []).entries()) {
    const label = `HTTP, ${connections} connections, ${questions}`
    row(`${label}: p50 / p95 / p99 ms`, ({ http }) => trio(http[index]))
    row(`${label}: turns/s (failed)`, ({ http }) => {
      return `${http[index]?.turns_per_s.toFixed(0)} (${http[index]?.failed})`
    })
  }
  row('plain MiniSearch, p50 / p95 / p99 ms', ({ plain }) => trio(plain.minisearch))
  row('plain cosine, p50 / p95 / p99 ms', ({ plain }) => trio(plain.cosine))
  row('recall@1 ours', ({ in_process }) => in_process.recall_at_1.toFixed(3))
  row('recall@1 plain MiniSearch', ({ plain }) => plain.minisearch.recall_at_1.toFixed(3))
  row('recall@1 plain cosine', ({ plain }) => plain.cosine.recall_at_1.toFixed(3))
  row(
    'index build, s (guides/s)',
    ({ build }) => `${(build.ms / 1_000).toFixed(1)} (${build.guides_per_s.toFixed(0)})`,
  )
  row('publish one changed guide, s', ({ publish_one_ms }) => (publish_one_ms / 1_000).toFixed(1))
  row('cold start with kept index, s', ({ cold_start_ms }) => (cold_start_ms / 1_000).toFixed(2))
  row(
    'resident MB, at start / after load',
    ({ resident_mb }) =>
      `${resident_mb.at_start.toFixed(0)} / ${resident_mb.after_load.toFixed(0)}`,
  )
  row(
    'index MB (all data)',
    ({ index_mb, data_mb }) => `${index_mb.toFixed(1)} (${data_mb.toFixed(1)})`,
  )
}

function trio(figures: { p50_ms: number; p95_ms: number; p99_ms: number } | undefined): string {
  if (!figures) return ''
  return [figures.p50_ms, figures.p95_ms, figures.p99_ms].map((each) => each.toFixed(1)).join(' / ')
}

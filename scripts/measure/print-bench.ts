import type { SizeFigures } from './bench-size.ts'

export type BenchReport = { node: string; cores: number; questions: number; sizes: SizeFigures[] }

/** The report as a table, a column for each size. */
export function printBench({ node, cores, questions, sizes }: BenchReport): void {
  console.log(`Node ${node}, ${cores} cores, ${questions} questions\n`)
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

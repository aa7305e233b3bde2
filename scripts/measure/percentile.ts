/** The value below which that share (0…1) of the values lies, by nearest rank; 0 for none. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The three latencies that every report of ours tells, in milliseconds. */
export function latencies(durations: number[]) {
  return {
    p50_ms: percentile(durations, 0.5),
    p95_ms: percentile(durations, 0.95),
    p99_ms: percentile(durations, 0.99),
  }
}

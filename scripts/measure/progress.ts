const startedAt = performance.now()

/** A line on stderr with the seconds since the start: whoever waits sees what for. */
export function tellProgress(what: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  console.error(`${seconds.padStart(5)} s  ${what}`)
}

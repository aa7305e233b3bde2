/**
 * Reads at most once in so many milliseconds: whoever asks meanwhile gets what was read. A failure goes
 * to whoever asked and is not remembered.
 */
export function remembered<Value>(read: () => Promise<Value>, ms: number): () => Promise<Value> {
  let readAt = Number.NEGATIVE_INFINITY
  let value: Promise<Value> | undefined
  return () => {
    if (value && performance.now() - readAt < ms) return value
    readAt = performance.now()
    const reading = read()
    value = reading
    reading.catch(() => {
      if (value === reading) value = undefined
    })
    return reading
  }
}

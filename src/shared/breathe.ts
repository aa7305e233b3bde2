/**
 * Long work on the main thread calls the function again and again; after that many milliseconds it lets
 * everything else that waits go first.
 */
export function createBreathing(workMs = 15): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < workMs) return
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

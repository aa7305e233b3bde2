/** A signal that ends a request, and what is called when the request has ended by itself. */
export type Patience = { signal: AbortSignal; end(): void }

const ticks = 20

/**
 * Aborts after so long of listening in vain.
 *
 * Only time in which we could have heard an answer counts: a plain timer fires first thing after the
 * process stood still (a suspended machine, a disk that hangs), before the answer that has lain in the
 * socket meanwhile is read. The request would be taken for lost, and be sent twice. So it counts
 * twenty short ticks, of which a standstill costs one.
 */
export function startPatience(ms: number): Patience {
  const controller = new AbortController()
  let left = ticks
  let timer: NodeJS.Timeout
  const wait = () => {
    timer = setTimeout(() => {
      left -= 1
      if (left > 0) wait()
      else controller.abort(new DOMException('no answer in time', 'TimeoutError'))
    }, ms / ticks)
  }
  wait()
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}

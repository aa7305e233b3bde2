/** Runs tasks of one lane one after the other, lanes side by side. */
export type Lanes = {
  run<Result>(lane: string, task: () => Promise<Result>): Promise<Result>
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

/** A task that fails does not stop its lane; the failure goes to its own caller. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(lane, task) {
      const before = tails.get(lane) ?? Promise.resolve()
      const result = before.then(task, task)
      const tail = result
        .catch(() => undefined)
        .finally(() => {
          if (tails.get(lane) === tail) tails.delete(lane)
        })
      tails.set(lane, tail)
      return result
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}

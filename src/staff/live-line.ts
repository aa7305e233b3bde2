/** One server-sent event. */
export type Frame = { id?: string; event: string; data: string }

/** Where an official's events go: a stream of server-sent events has this shape. */
export type DeskSink = {
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>
  write(text: string): Promise<unknown>
  onAbort(listener: () => void): void
  readonly aborted: boolean
}

/** One official's line: what is sent comes in order, and whoever sends never waits for a slow browser. */
export type Line = {
  /** Before it is live, waits until what was missed is there. */
  send(frame: Frame): void
  /** Sends what was missed, then what came meanwhile and is not part of it. */
  goLive(missed: Frame[]): void
  /** Resolves when the browser is gone, the time is over, or `end` is called. */
  ended: Promise<void>
  end(): void
  close(): void
}

export function openLine(
  sink: DeskSink,
  { heartbeatMs, longestMs }: { heartbeatMs: number; longestMs: number },
): Line {
  const waiting: Frame[] = []
  let isLive = false
  let lane: Promise<unknown> = Promise.resolve()
  const then = (write: () => Promise<unknown>) => {
    // A browser that is gone is noticed by `onAbort`.
    lane = lane.then(write).catch(() => undefined)
  }
  const write = (frame: Frame) => then(() => sink.writeSSE(frame))
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  sink.onAbort(end)
  if (sink.aborted) end()
  const timeOver = setTimeout(end, longestMs)
  const beat = setInterval(() => then(() => sink.write(': still here\n\n')), heartbeatMs)

  return {
    send: (frame) => (isLive ? write(frame) : void waiting.push(frame)),
    goLive(missed) {
      const last = Math.max(0, ...missed.map(({ id }) => Number(id ?? 0)))
      for (const frame of missed) write(frame)
      for (const frame of waiting.splice(0)) {
        if (frame.id === undefined || Number(frame.id) > last) write(frame)
      }
      isLive = true
    },
    ended,
    end,
    close() {
      clearTimeout(timeOver)
      clearInterval(beat)
    },
  }
}

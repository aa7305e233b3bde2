export type ServerEvent = { id: string; event: string; data: unknown }

/** The server-sent events of a response, as they come; comments are left out. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    rest += decoder.decode(bytes, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trimStart())
          .join('\n')
      const data = field('data')
      if (data !== '') yield { id: field('id'), event: field('event'), data: JSON.parse(data) }
    }
  }
}

/** Every event of a stream that ends. */
export async function allEvents(response: Response): Promise<ServerEvent[]> {
  return await firstEvents(response, Number.POSITIVE_INFINITY)
}

/** The first so many events; the stream is left open no longer. */
export async function firstEvents(response: Response, count: number): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of readEvents(response)) {
    events.push(event)
    if (events.length === count) break
  }
  return events
}

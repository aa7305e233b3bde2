/** One event of a `text/event-stream`. `id` is the last id seen so far, to resume after. */
export type ServerEvent = { event: string; data: string; id: string | null }

/**
 * Parses a `text/event-stream` piece by piece; a piece may end anywhere, inside a line too.
 *
 * Comments (heartbeats) and events without data give nothing; an event that is not yet closed by
 * an empty line waits for the next piece.
 */
export function createSseParser(): (piece: string) => ServerEvent[] {
  let rest = ''
  let isFirst = true
  let event = ''
  let data: string[] = []
  let id: string | null = null

  const takeLine = (line: string): ServerEvent | null => {
    if (line === '') {
      const complete =
        data.length > 0 ? { event: event || 'message', data: data.join('\n'), id } : null
      event = ''
      data = []
      return complete
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') event = value
    if (name === 'data') data.push(value)
    if (name === 'id' && !value.includes('\0')) id = value
    return null
  }

  return (piece) => {
    rest += isFirst ? piece.replace(/^\uFEFF/, '') : piece
    if (piece !== '') isFirst = false
    // A CR at the very end may be half of a CRLF, so it waits.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    return lines.flatMap((line) => takeLine(line) ?? [])
  }
}

/** The events of a response body, until it ends. Throws what reading the body throws. */
export async function* readServerEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerEvent> {
  const parse = createSseParser()
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield* parse(decoder.decode(next.value, { stream: true }))
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

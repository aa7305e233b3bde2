import { describe, expect, it } from 'vitest'
import { createSseParser, readServerEvents } from '../../src/ui/widget/sse-parser.ts'

describe('createSseParser', () => {
  it('reads event, data and id', () => {
    const parse = createSseParser()

    expect(parse('event: delta\nid: 7\ndata: {"text":"chào"}\n\n')).toEqual([
      { event: 'delta', data: '{"text":"chào"}', id: '7' },
    ])
  })

  it('joins several data lines by line breaks and calls an unnamed event "message"', () => {
    const parse = createSseParser()

    expect(parse('data: một\ndata: hai\n\n')).toEqual([
      { event: 'message', data: 'một\nhai', id: null },
    ])
  })

  it('reads the same wherever the stream is cut, with any line ending', () => {
    const stream = 'event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\rdata: 3\n\n'
    const whole = createSseParser()(stream)

    const parse = createSseParser()
    const bitByBit = [...stream].flatMap((character) => parse(character))

    expect(whole.map(({ event, data }) => [event, data])).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['message', '3'],
    ])
    expect(bitByBit).toEqual(whole)
  })

  it('gives nothing for heartbeats, for events without data and for an unfinished one', () => {
    const parse = createSseParser()

    expect(parse(': still here\n\nevent: typing\n\nid: 3\n\ndata: chưa xong\n')).toEqual([])
  })

  it('keeps the last id for events that bring none', () => {
    const parse = createSseParser()

    expect(parse('id: 4\ndata: a\n\ndata: b\n\n').map(({ id }) => id)).toEqual(['4', '4'])
  })
})

describe('readServerEvents', () => {
  it('puts letters together that were cut in the middle of their bytes', async () => {
    const bytes = new TextEncoder().encode('data: Đăng ký khai sinh\n\n')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })

    const seen: string[] = []
    for await (const { data } of readServerEvents(body)) seen.push(data)

    expect(seen).toEqual(['Đăng ký khai sinh'])
  })
})

import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { clientAddress } from '../../src/http/client-address.ts'
import { createRateLimit } from '../../src/http/rate-limit.ts'

describe('createRateLimit', () => {
  let now = 0
  const aLimit = () => createRateLimit({ limit: 2, windowMs: 60_000, clock: () => new Date(now) })

  it('lets so many through, says how long to wait, and begins anew', () => {
    now = 0
    const limit = aLimit()

    expect([limit.take('a'), limit.take('a')]).toEqual([0, 0])
    now = 20_000
    expect(limit.take('a')).toBe(40)
    expect(limit.take('b')).toBe(0)
    now = 60_000
    expect(limit.take('a')).toBe(0)
  })

  it('forgives all, or gives one back', () => {
    const limit = aLimit()
    for (const key of ['a', 'b']) {
      limit.take(key)
      limit.take(key)
    }

    limit.forgive('a')
    limit.giveBack('b')

    expect([limit.take('a'), limit.take('a')]).toEqual([0, 0])
    expect([limit.take('b'), limit.take('b') > 0]).toEqual([0, true])
  })
})

describe('clientAddress', () => {
  const addressOf = async (peer: string, forwarded: string | undefined, trustProxy = false) => {
    const app = new Hono().get('/', (c) => c.text(clientAddress(c, trustProxy)))
    const connection = { incoming: { socket: { remoteAddress: peer } } }
    const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }
    return await (await app.request('/', { headers }, connection)).text()
  }

  it.each([
    ['the peer', '203.0.113.9', undefined, '203.0.113.9'],
    ['the peer, whatever it writes', '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['what a proxy on this machine saw', '127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['the same over IPv6', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ])('is %s', async (_what, peer, forwarded, address) => {
    expect(await addressOf(peer, forwarded)).toBe(address)
  })

  it('believes a proxy on another machine when told to', async () => {
    expect(await addressOf('10.0.0.2', '203.0.113.9', true)).toBe('203.0.113.9')
  })
})

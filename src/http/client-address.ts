import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * Where a request comes from. What a proxy says (`X-Forwarded-For`, its last entry) counts when the proxy
 * runs on this machine, or when the setting TRUST_PROXY says that one stands in front; anybody else could
 * write there what they like.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const peer = peerAddress(c)
  const forwarded = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()
  const isProxy = trustProxy || isThisMachine(peer)
  return (isProxy && forwarded) || peer
}

/** `unknown` for requests that came over no connection, as in tests. */
function peerAddress(c: Context): string {
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown'
}

function isThisMachine(address: string): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address)
}

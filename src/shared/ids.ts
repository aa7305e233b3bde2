import { createHash, randomBytes, randomUUID } from 'node:crypto'

export type IdPrefix =
  | 'cnv'
  | 'msg'
  | 'rpl'
  | 'evt'
  | 'fbk'
  | 'req'
  | 'stm'
  | 'att'
  | 'crp'
  | 'prp'
  | 'pub'
  | 'tqu'

/** A new unguessable id that says what it names: `cnv_…`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`
}

/** True for text that `newId` could have made with that prefix. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[a-z]{3}_[0-9a-f]{32}$/.test(text)
}

/** 256 random bits for a bearer token, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Hex SHA-256; what is stored in place of a token, and the address of cached content. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

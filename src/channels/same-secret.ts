import { timingSafeEqual } from 'node:crypto'

/** Whether two secrets are the same, in a time that says nothing about them. */
export function isSameSecret(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

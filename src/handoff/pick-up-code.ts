import { randomInt } from 'node:crypto'
import { sha256 } from '../shared/ids.ts'

/** Without letters and digits that look or sound alike on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const alphabet = 'ACDEFGHJKMNPQRTWXY34679'
const length = 6

/** What a citizen gets the answer with, on any channel or at the counter: `K7M3QD`, one of 148 million. */
export function newPickUpCode(randomBelow: (limit: number) => number = randomInt): string {
  return Array.from({ length }, () => alphabet[randomBelow(alphabet.length)]).join('')
}

/** As people type it (`k7m-3qd`) → as it was given; undefined for what can be no code. */
export function readPickUpCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s.-]/g, '')
  const isCode = code.length === length && [...code].every((letter) => alphabet.includes(letter))
  return isCode ? code : undefined
}

/** `K7M3QD` → `K7M 3QD`, to be read over a counter. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

/** What is kept in its place. */
export function pickUpHash(code: string): string {
  return sha256(`pick-up:${code}`)
}

/** The second factor of a ticket with a phone number: its last four digits. */
export function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-4)
}

import { describe, expect, it } from 'vitest'
import { lastDigits, newPickUpCode, readPickUpCode } from '../../src/handoff/pick-up-code.ts'

describe('a pick-up code', () => {
  it('has six characters, none of which looks like another', () => {
    const codes = Array.from({ length: 500 }, () => newPickUpCode())

    expect(new Set(codes).size).toBeGreaterThan(495)
    for (const code of codes) expect(code).toMatch(/^[A-Z0-9]{6}$/)
    expect(codes.join('')).not.toMatch(/[01258BILOSUVZ]/)
  })

  it.each([
    ['k7m3qd', 'K7M3QD'],
    [' K7M 3QD ', 'K7M3QD'],
    ['k7m-3qd', 'K7M3QD'],
    ['K7M3Q', undefined],
    ['K7M3Q0', undefined],
    ['', undefined],
  ])('typed as %j is %j', (typed, code) => {
    expect(readPickUpCode(typed)).toBe(code)
  })

  it('goes with the last four digits of a phone number, however it is written', () => {
    expect(lastDigits('+84 912-345.678')).toBe('5678')
  })
})

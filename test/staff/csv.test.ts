import { describe, expect, it } from 'vitest'
import { toCsv } from '../../src/staff/csv.ts'

describe('toCsv', () => {
  it('quotes what would break a row', () => {
    expect(toCsv([['a,b', 'c"d', 'e\nf', 1.5, null]])).toBe('\ufeff"a,b","c""d","e\nf",1.5,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1'])('defuses the formula %j', (text) => {
    expect(toCsv([[text]])).toContain(`'${text}`)
  })
})

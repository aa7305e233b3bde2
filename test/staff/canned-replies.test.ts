import { describe, expect, it } from 'vitest'
import { fillIn } from '../../src/staff/canned-replies.ts'

describe('fillIn', () => {
  it('fills in what is known and leaves the rest to be seen', () => {
    const text = 'Chào {{ ten }}, phiếu {{phieu}}, {{gio}}, {{toString}}'

    expect(fillIn(text, { ten: 'bác Ba', phieu: 'P-0001', gio: null })).toBe(
      'Chào bác Ba, phiếu P-0001, {{gio}}, {{toString}}',
    )
  })

  it('takes a value as it is, whatever stands in it', () => {
    expect(fillIn('{{ten}}', { ten: '$& {{phieu}}', phieu: 'P-1' })).toBe('$& {{phieu}}')
  })
})

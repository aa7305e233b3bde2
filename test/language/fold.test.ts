import { describe, expect, it } from 'vitest'
import { fold, hasMarks, stripMarks } from '../../src/language/fold.ts'

describe('fold', () => {
  it.each([
    ['Đăng ký KHAI SINH', 'dang ky khai sinh'],
    ['  Giấy tờ,   gì?!  ', 'giay to gi'],
    ['Ủy ban / Uỷ ban', 'uy ban uy ban'],
    ['Toà án – Tòa án', 'toa an toa an'],
    ['50.000 đồng', '50 000 dong'],
    ['…', ''],
  ])('takes %j down to %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('reads NFD as NFC', () => {
    expect(fold('Sổ đỏ, hộ khẩu'.normalize('NFD'))).toBe('so do ho khau')
  })
})

describe('stripMarks', () => {
  it('keeps the punctuation and the length of NFC text', () => {
    const text = 'Lệ phí: 50.000 đồng (Đã gồm thuế).'

    expect(stripMarks(text)).toBe('le phi: 50.000 dong (da gom thue).')
    expect(stripMarks(text)).toHaveLength(text.length)
  })
})

describe('hasMarks', () => {
  it.each(['sổ', 'đo', 'Đo', 'sổ'.normalize('NFD')])('is true for %s', (text) => {
    expect(hasMarks(text)).toBe(true)
  })

  it.each(['so do', 'SO DO 123!', ''])('is false for "%s"', (text) => {
    expect(hasMarks(text)).toBe(false)
  })
})

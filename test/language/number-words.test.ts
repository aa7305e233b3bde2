import { describe, expect, it } from 'vitest'
import { numberWordsIn } from '../../src/language/number-words.ts'

describe('numberWordsIn', () => {
  it.each([
    ['ba ngày', 3, 'ngày'],
    ['năm năm', 5, 'năm'],
    ['mười lăm ngày làm việc', 15, 'ngày làm việc'],
    ['hai mươi mốt tuổi', 21, 'tuổi'],
    ['một trăm linh năm ngày', 105, 'ngày'],
    ['năm mươi nghìn', 50_000, 'đồng'],
    ['hai trăm năm mươi nghìn đồng', 250_000, 'đồng'],
    ['một triệu hai trăm nghìn đồng', 1_200_000, 'đồng'],
    ['hai trăm đồng', 200, 'đồng'],
  ])('reads %s', (text, value, unit) => {
    expect(numberWordsIn(`hết ${text} thôi`)).toEqual([
      { value, unit, start: 4, end: 4 + text.length },
    ])
  })

  it.each([
    '50 nghìn đồng',
    'sau ngày',
    'tạm trú',
    'bà, năm sinh',
    'thứ Ba ngày mai',
    'một bản',
    '500.000 đồng một tháng',
  ])('reads no number in %s', (text) => {
    expect(numberWordsIn(text)).toEqual([])
  })
})

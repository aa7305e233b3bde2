import { describe, expect, it } from 'vitest'
import { citedNumbers, withoutCitationMarks } from '../../src/language/citation-marks.ts'

describe('citedNumbers', () => {
  it.each([
    ['Nộp tờ khai [1].', [1]],
    ['Nộp tờ khai [1][12].', [1, 12]],
    ['Nộp tờ khai [1, 2; 3].', [1, 2, 3]],
    ['Nộp tờ khai [đoạn 2].', [2]],
    ['Nộp [tờ khai](https://a.vn).', []],
  ])('reads %s', (text, numbers) => {
    expect(citedNumbers(text)).toEqual(numbers)
  })
})

describe('withoutCitationMarks', () => {
  it.each([
    ['Nộp tờ khai [1]. ', 'Nộp tờ khai. '],
    ['Nộp. [1, 2]\n', 'Nộp.\n'],
    ['Nộp [Đoạn 1] [2] nhé', 'Nộp nhé'],
    ['- Nộp\n[1] nhé', '- Nộp\n nhé'],
  ])('leaves of %j only the words', (text, words) => {
    expect(withoutCitationMarks(text)).toBe(words)
  })
})

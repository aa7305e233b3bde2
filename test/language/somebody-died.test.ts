import { describe, expect, it } from 'vitest'
import { hasMarks } from '../../src/language/fold.ts'
import { saysSomebodyDied } from '../../src/language/somebody-died.ts'

const says = (text: string) => saysSomebodyDied(text, hasMarks(text))

describe('saysSomebodyDied', () => {
  it.each([
    'mẹ em mất hồi tháng trước, giờ phải làm gì',
    'chồng chị vừa mất tuần rồi',
    'Ông nội cháu mới mất ở quê',
    'bo em mat hom qua',
    'ba ngoai toi vua mat',
  ])('hears a death in "%s"', (text) => {
    expect(says(text)).toBe(true)
  })

  it.each([
    'mẹ em mất giấy khai sinh',
    'em làm mất thẻ căn cước rồi',
    'con đi khai sinh mất bao lâu',
    'vo em bi mat the can cuoc',
    'anh ơi làm cái này mất mấy ngày',
    'chị mát tính',
  ])('hears none in "%s"', (text) => {
    expect(says(text)).toBe(false)
  })
})

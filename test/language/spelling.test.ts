import { describe, expect, it } from 'vitest'
import { createSpelling, mendSpelling } from '../../src/language/spelling.ts'

const names = ['Đăng ký khai sinh', 'Đăng ký tạm trú', 'Cấp lại thẻ căn cước', 'giấy khai sinh']
const people = Array.from({ length: 4 }, () => 'tôi muốn hỏi chung cư này nam nay')
const spelling = createSpelling(names, people)

describe('mendSpelling', () => {
  it.each([
    ['xin giaykhaisinh cho con', 'xin giay khai sinh cho con'],
    ['đăngký tạmtrú ở đâu', 'đăng ký tạm trú ở đâu'],
    ['mất căn cướt', 'mất căn cước'],
    ['lam giay khai xinh', 'lam giay khai sinh'],
  ])('mends "%s"', (typed, meant) => {
    expect(mendSpelling(typed, spelling)).toBe(meant)
  })

  it.each([
    'tôi nghiêng về phương án này',
    'biển số 29E12345',
    'chung cư nam nay',
    'https://example.vn/khaisinh1',
  ])('leaves "%s" as it is', (typed) => {
    expect(mendSpelling(typed, spelling)).toBe(typed)
  })

  it('mends nothing when no names are known', () => {
    expect(mendSpelling('khaisinh', createSpelling([], []))).toBe('khaisinh')
  })
})

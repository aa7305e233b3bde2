import { describe, expect, it } from 'vitest'
import { correctionIn, nextMatterIn } from '../../src/answering/correction.ts'

describe('correctionIn', () => {
  it.each([
    ['không, ý tôi là khai tử', 'khai tử'],
    ['khong y em la dang ky ket hon co', 'dang ky ket hon'],
    ['À nhầm, tôi hỏi tạm trú mà', 'tạm trú'],
    ['nhầm rồi, tạm trú', 'tạm trú'],
  ])('finds what was meant instead: %s', (text, meant) => {
    expect(correctionIn(text)).toBe(meant)
  })

  it.each([
    'không phải con ruột thì sao',
    'không có hộ khẩu thì làm thế nào',
    'tôi hỏi khai tử',
    'nhầm tên trên giấy khai sinh thì sửa ở đâu',
    'không',
  ])('takes nothing back: %s', (text) => {
    expect(correctionIn(text)).toBeUndefined()
  })
})

describe('nextMatterIn', () => {
  it.each([
    ['thế còn khai tử thì sao?', 'khai tử'],
    ['con khai tu thi sao', 'khai tu'],
    ['còn lệ phí?', 'lệ phí?'],
  ])('finds what is asked about next: %s', (text, next) => {
    expect(nextMatterIn(text)).toBe(next)
  })

  it.each([
    'con tôi sinh ở nước ngoài thì sao',
    'con toi sinh o nuoc ngoai thi sao',
    'con gai muon doi ho',
    'con mới sinh chưa có giấy tờ gì',
  ])('takes no child for it: %s', (text) => {
    expect(nextMatterIn(text)).toBeUndefined()
  })
})

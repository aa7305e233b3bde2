import { describe, expect, it } from 'vitest'
import { maskPersonalData } from '../../src/language/personal-data.ts'

describe('maskPersonalData', () => {
  it.each([
    ['a CCCD number', 'cccd 001099012345, sinh ở quê', '001099012345'],
    ['a CCCD number in groups', 'số 001 099 012 345 ạ', '345'],
    ['a CCCD number with dots', 'số 001.099.012.345', '345'],
    ['a CCCD number before a "k"', '001099012345 k ạ', '001099012345'],
    ['a CMND number', 'cmnd cũ 123456789.', '123456789'],
    ['a CMND number that begins with 0', 'cmnd 012345678', '012345678'],
    ['a CMND number in groups', 'cmnd 123 456 789', '456'],
    ['a CMND number beside a fee', '123456789, 500.000 đồng', '123456789'],
    ['a mobile number', 'gọi em 0912345678 nhé', '0912345678'],
    ['a mobile number in groups', '0912 345 678', '345'],
    ['a mobile number with dots', '0912.345.678', '345'],
    ['a mobile number with the country code', '+84 912 345 678', '345'],
    ['a mobile number with 84 in front', '84912345678', '345678'],
    ['a mobile number before an address', '0912345678 đ/c Hà Nội', '0912345678'],
    ['both of two mobile numbers', '0912345678/0987654321', '0987654321'],
    ['a mobile number after a comma', 'số:0912.345.678,0987654321', '0987654321'],
    ['a landline number', '(028) 3822 1234', '3822'],
    ['a landline number with a hyphen', '028-38221234', '38221234'],
    ['an old number of eleven digits', '01234567890', '01234567890'],
    ['an e-mail address', 'thư: nguyen.van-a@gmail.com', 'gmail'],
    ['an e-mail address with dấu', 'nguyễn.a@cty.vn', 'cty'],
    ['an account number', 'stk 19034567890123 Techcombank', '1903'],
    ['an account number in groups', 'STK VCB: 0011 0040 12345', '12345'],
    ['a short account number that is named', 'số tài khoản là 1234567', '1234567'],
    ['a card number', '9704 3612 3456 7890', '3612'],
    ['an insurance number', 'GD4797912345678', '912345678'],
    ['a passport number', 'hộ chiếu B1234567', '1234567'],
  ])('hides %s: %s', (_what, text, secret) => {
    const masked = maskPersonalData(text)

    expect(masked).not.toContain(secret)
    expect(masked).toMatch(/\[\p{L}+/u)
  })

  it.each([
    'lệ phí 500.000 đồng',
    'mua nhà 1.500.000.000 đồng',
    'chuyển nhượng 500.000.000',
    'vay 100000000 đồng, 15000000đ, 20 triệu',
    '123 456 789 đồng',
    'nộp vào tài khoản 500.000 đồng',
    'tài khoản định danh mức 2',
    'từ 01/7/2025 đến 31/12/2026',
    'ngày 01.07.2025 10 giờ',
    'ngày 01-07-2025 và 2025-07-01',
    'Nghị định 123/2015/NĐ-CP',
    'Luật số 60/2014/QH13',
    'thủ tục 1.001193, mã 2.000635',
    'mẫu CT01, tờ khai 02a',
    'gọi 113, 1900 1234',
    'Điều 12, 13, 14, 15, 16',
    'năm 2024 2025 2026',
    'thửa đất số 25, tờ bản đồ 7, 120,5 m2',
  ])('leaves what the question is about: %s', (text) => {
    expect(maskPersonalData(text)).toBe(text)
  })

  it('keeps the words around what it hides', () => {
    expect(maskPersonalData('Tôi tên A, sđt 0912345678, muốn hỏi phí 50.000 đồng')).toBe(
      'Tôi tên A, sđt [số điện thoại], muốn hỏi phí 50.000 đồng',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { claimKey, claimsIn } from '../../src/language/claims.ts'

const keysOf = (text: string) => claimsIn(text).map(claimKey)

describe('claimsIn', () => {
  it.each([
    ['money:50000', ['50.000 đồng', '50,000 VNĐ', '50.000đ', '50 nghìn đồng', '50 ngàn', '50k']],
    ['money:50000', ['50 000 đồng', 'năm mươi nghìn đồng', 'năm mươi ngàn', '50000 dong']],
    ['money:1500000', ['1,5 triệu', '1.500.000 đồng', '1,5tr', 'một triệu năm trăm nghìn đồng']],
    ['money:250000', ['hai trăm năm mươi nghìn', '250.000 đồng/trường hợp']],
    ['duration:7 ngay', ['7 ngày', '07 ngày', 'bảy ngày', 'Bảy ngày', '7 ngay']],
    ['duration:7 ngay lam viec', ['7 ngày làm việc', '07 ngày  làm việc', 'bảy ngày làm việc']],
    ['duration:15 ngay', ['mười lăm ngày', '15 ngày']],
    ['duration:6 thang', ['6 tháng', 'sáu tháng']],
    ['duration:18 tuoi', ['18 tuổi', 'mười tám tuổi']],
    ['duration:15 gio', ['15 giờ', '15h', '15:00', '15h00', '15 giờ 00']],
    ['duration:7:30', ['7h30', '07:30', '7 giờ 30', '7 giờ 30 phút']],
    ['date:1/7/2025', ['01/7/2025', '1/7/2025', '01-07-2025', '01.07.2025', '2025-07-01']],
    ['date:1/7/2025', ['ngày 1 tháng 7 năm 2025', 'ngày 01/7/2025']],
    ['date:7/2025', ['tháng 7/2025', '07/2025', 'tháng 7 năm 2025']],
    ['date:1/7', ['ngày 1/7', 'ngày 01 tháng 7']],
    ['law:123/2015/nd-cp', ['123/2015/NĐ-CP', 'Nghị định số 123/2015/nđ-cp']],
    ['law:60/2014/qh13', ['60/2014/QH13']],
    ['law:04/vbhn-btp', ['04/VBHN-BTP']],
    ['form:ct01', ['CT01', 'mẫu CT01', 'mẫu CT-01', 'tờ khai ct01']],
    ['form:so 2a', ['mẫu số 02a', 'mẫu 2a']],
    ['phone:0912345678', ['0912345678', '0912 345 678', '0912.345.678', '+84 912 345 678']],
    ['phone:02838221234', ['028 3822 1234', '(028) 3822 1234']],
    ['phone:19001234', ['1900 1234', '19001234', '1900.1234']],
    [
      'url:dichvucong.gov.vn',
      ['dichvucong.gov.vn', 'https://dichvucong.gov.vn/', 'dichvucong.gov.vn.'],
    ],
    ['url:dich-vu-cong.top', ['dich-vu-cong.top', 'http://dich-vu-cong.top']],
    ['url:zalo.me/123', ['zalo.me/123']],
    ['email:a.b@danang.gov.vn', ['a.b@danang.gov.vn', 'A.B@danang.gov.vn']],
    ['percent:50', ['50%', '50 %', '50 phần trăm', 'năm mươi phần trăm']],
    ['number:12', ['Điều 12', '12 bản']],
  ] as const)('reads %s in %j', (key, spellings) => {
    for (const text of spellings) expect(keysOf(text), text).toEqual([key])
  })

  it('reads the same in NFD as in NFC', () => {
    const text = 'Lệ phí năm mươi nghìn đồng, 7 ngày làm việc, từ ngày 01/7/2025'

    expect(keysOf(text.normalize('NFD'))).toEqual(keysOf(text))
    expect(keysOf(text)).toEqual(['money:50000', 'duration:7 ngay lam viec', 'date:1/7/2025'])
  })

  it.each([
    'Đăng ký khai sinh tại phường.',
    '1. Nộp hồ sơ.\n2. Nhận kết quả.',
    'Nộp tờ khai [1][2]. Nhận giấy [đoạn 3] [4, 5].',
    'sau ngày làm việc',
    'ngày, tháng, năm sinh',
    'vào thứ Ba ngày làm việc',
    'Nộp hồ sơ.Có hẹn.',
  ])('finds nothing asserted in: %s', (text) => {
    expect(keysOf(text)).toEqual([])
  })

  it('does not take the price of a piece for a law', () => {
    expect(keysOf('8.000/bản')).toEqual(['number:8000'])
  })

  it('gives the claims in the order of the text, with where they stand', () => {
    const text = 'Hạn ba ngày, phí 8.000 đồng theo 123/2015/NĐ-CP'

    const claims = claimsIn(text)

    expect(claims.map(({ start, end }) => text.slice(start, end))).toEqual([
      'ba ngày',
      '8.000 đồng',
      '123/2015/NĐ-CP',
    ])
  })

  it.each([
    ['7 ngày', '7 ngày làm việc'],
    ['mẫu 02a', 'mẫu 02b'],
    ['6 tháng', '6 năm'],
    ['dichvucong.gov.vn', 'dichvucong.gov.vn/abc'],
  ])('tells %s from %s', (one, other) => {
    expect(keysOf(one)).not.toEqual(keysOf(other))
  })
})

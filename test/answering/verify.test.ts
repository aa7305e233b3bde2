import { describe, expect, it } from 'vitest'
import { type Fault, faultOf, nearestLine } from '../../src/answering/verify.ts'

const passages = [
  {
    text: [
      'Giấy tờ nộp:',
      '',
      '- Tờ khai đăng ký khai sinh (mẫu 01). Nộp trực tuyến thì điền mẫu điện tử thay cho tờ khai.',
      '- Giấy chứng sinh (bản chính) do cơ sở y tế cấp. Đã có bản điện tử thì không phải nộp bản giấy.',
      '- Không có giấy chứng sinh: văn bản của người làm chứng; không có người làm chứng thì viết giấy cam đoan về việc sinh.',
      '',
      'Không phải nộp giấy chứng nhận kết hôn của cha mẹ: cán bộ tự tra cứu.',
    ].join('\n'),
  },
  {
    text: [
      '- Cấp đổi: 25.000 đồng/thẻ (áp dụng đến hết ngày 31/12/2026)',
      '- Cấp lại: 35.000 đồng/thẻ (áp dụng đến hết ngày 31/12/2026)',
      '- Từ ngày 01/01/2027: cấp đổi: 50.000 đồng/thẻ',
      '- Từ ngày 01/01/2027: cấp lại: 70.000 đồng/thẻ',
      '',
      'Miễn lệ phí cho hộ nghèo, người khuyết tật.',
    ].join('\n'),
  },
  {
    text: [
      '- 7 ngày làm việc từ khi nhận đủ hồ sơ',
      '- Cán bộ xác minh ở nơi khác: thêm 3 ngày làm việc',
      '',
      'Cha mẹ có trách nhiệm đi khai trong 60 ngày kể từ ngày sinh. Quá 60 ngày vẫn đăng ký được.',
    ].join('\n'),
  },
  {
    text: [
      '- Trực tiếp: Trung tâm Phục vụ hành chính công xã, phường nơi cha hoặc mẹ cư trú.',
      '- Trực tuyến: Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc ứng dụng VNeID.',
      '- Hỏi thêm: Công an xã, phường, điện thoại 0236 3 881 888, hoặc phuong@danang.gov.vn.',
    ].join('\n'),
  },
  {
    text: [
      '- Nghị định hướng dẫn Luật Hộ tịch, số 123/2015/NĐ-CP (hiệu lực từ 01/01/2016)',
      '- Luật Hộ tịch, số 60/2014/QH13',
      '- Tờ khai thay đổi thông tin cư trú (mẫu CT01)',
      '- Giấy xác nhận tình trạng hôn nhân có giá trị 6 tháng.',
    ].join('\n'),
  },
]

/** Said in other words, and true. */
const standing = [
  'Bạn cần tờ khai đăng ký khai sinh và giấy chứng sinh bản chính.',
  'Giấy chứng sinh (bản chính) do cơ sở y tế cấp.',
  'Nếu không có giấy chứng sinh thì nộp văn bản của người làm chứng.',
  'Nếu đã có giấy chứng sinh bản điện tử thì bạn không phải nộp bản giấy.',
  'Bạn không phải nộp giấy chứng nhận kết hôn của cha mẹ.',
  'Không cần nộp giấy chứng nhận kết hôn của cha mẹ vì cán bộ tự tra cứu.',
  'Lệ phí cấp đổi thẻ là 25.000 đồng đến hết ngày 31/12/2026.',
  'Từ ngày 01/01/2027, lệ phí cấp đổi là 50.000 đồng.',
  'Từ 1/1/2027, cấp lại thẻ là 70.000đ.',
  'Cấp đổi là 25.000 đồng, cấp lại là 35.000 đồng.',
  'Cấp đổi thẻ mất hai mươi lăm nghìn đồng đến hết ngày 31/12/2026.',
  'Hộ nghèo, người khuyết tật được miễn lệ phí.',
  'Người khuyết tật không phải nộp lệ phí.',
  'Thời hạn giải quyết là 7 ngày làm việc từ khi nhận đủ hồ sơ.',
  'Bảy ngày làm việc từ khi nhận đủ hồ sơ.',
  'Nếu cán bộ phải xác minh ở nơi khác thì thêm 3 ngày làm việc.',
  'Cha mẹ đi khai trong 60 ngày kể từ ngày sinh.',
  'Quá 60 ngày bạn vẫn đăng ký được.',
  'Nộp trực tiếp tại Trung tâm Phục vụ hành chính công xã, phường nơi cha hoặc mẹ cư trú.',
  'Bạn có thể nộp tại Trung tâm Phục vụ hành chính công phường nơi mẹ cư trú.',
  'Nộp trực tuyến trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc ứng dụng VNeID.',
  'Hỏi thêm Công an phường, điện thoại 0236.3881.888.',
  'Căn cứ Nghị định số 123/2015/NĐ-CP hướng dẫn Luật Hộ tịch.',
  'Tờ khai theo mẫu CT01 về thay đổi thông tin cư trú.',
  'Giấy xác nhận tình trạng hôn nhân có giá trị 6 tháng.',
  'Giấy xác nhận tình trạng hôn nhân có giá trị trong sáu tháng.',
  'Lệ phí cấp đổi thẻ là 25.000 đồng đến hết ngày 31/12/2026 [2].',
  '- **Giấy chứng sinh** (bản chính) do cơ sở y tế cấp. [1, 2]',
  'Miễn lệ phí cho hộ nghèo.',
  'Cấp đổi: 25.000 đồng/thẻ (áp dụng đến hết ngày 31/12/2026).'.normalize('NFD'),
]

const failing: [Fault, string][] = [
  ['claim', 'Lệ phí cấp đổi thẻ là 30.000 đồng đến hết ngày 31/12/2026.'],
  ['claim', 'Lệ phí cấp đổi thẻ là 35.000 đồng đến hết ngày 31/12/2026.'],
  ['claim', 'Cấp đổi là 35.000 đồng, cấp lại là 25.000 đồng.'],
  ['claim', 'Cấp đổi: 25.000 đồng/bản (áp dụng đến hết ngày 31/12/2026).'],
  ['claim', 'Cấp đổi: 250.000 đồng/thẻ.'],
  ['claim', 'Cấp đổi thẻ mất năm mươi lăm nghìn đồng.'],
  ['claim', 'Từ ngày 01/01/2027, lệ phí cấp đổi là 25.000 đồng.'],
  ['claim', 'Thời hạn giải quyết là 7 ngày từ khi nhận đủ hồ sơ.'],
  ['claim', 'Thời hạn giải quyết là 7 giờ làm việc từ khi nhận đủ hồ sơ.'],
  ['claim', 'Thời hạn giải quyết là 3 ngày làm việc từ khi nhận đủ hồ sơ.'],
  ['claim', 'Năm ngày làm việc từ khi nhận đủ hồ sơ.'],
  ['claim', 'Giấy xác nhận tình trạng hôn nhân có giá trị 6 năm.'],
  ['claim', 'Cha mẹ đi khai trong 60 ngày làm việc kể từ ngày sinh.'],
  ['claim', 'Cấp lại: 35.000 đồng/thẻ, áp dụng đến hết ngày 31/12/2027.'],
  ['claim', 'Căn cứ Nghị định số 123/2016/NĐ-CP hướng dẫn Luật Hộ tịch.'],
  ['claim', 'Căn cứ Luật Hộ tịch, số 60/2014/QH14.'],
  ['claim', 'Tờ khai theo mẫu CT02 về thay đổi thông tin cư trú.'],
  ['claim', 'Tờ khai đăng ký khai sinh (mẫu 02).'],
  ['claim', 'Hỏi thêm Công an phường, điện thoại 0236 3 881 889.'],
  ['claim', 'Nộp trực tuyến trên Cổng Dịch vụ công quốc gia (dichvucong.com.vn).'],
  ['claim', 'Nộp trực tuyến trên Cổng Dịch vụ công quốc gia (dichvucong-gov.top).'],
  ['claim', 'Hỏi thêm Công an phường: phuong@gmail.com.'],
  ['claim', 'Hộ nghèo được giảm 50% lệ phí.'],
  ['claim', 'Hộ nghèo được giảm năm mươi phần trăm lệ phí.'],
  ['claim', 'Gọi tổng đài 1900 1234 để hỏi thêm.'],
  ['name', 'Bạn cần giấy xác nhận độc thân.'],
  ['name', 'Bạn nộp tờ khai đăng ký khai sinh và sổ hộ khẩu photo công chứng.'],
  ['name', 'Giấy chứng sinh (bản chính) do cơ sở y tế cấp, kèm giấy khám sức khỏe.'],
  ['name', 'Nộp tại Sở Tư pháp nơi cha hoặc mẹ cư trú.'],
  ['name', 'Nộp trực tiếp tại Toà án nhân dân nơi cha hoặc mẹ cư trú.'],
  ['name', 'Toà án cấp giấy chứng sinh.'],
  ['name', 'Nộp trực tiếp tại UBND huyện nơi cha hoặc mẹ cư trú.'],
  ['name', 'Nộp trực tiếp tại Phòng Tư pháp nơi cha hoặc mẹ cư trú.'],
  ['name', 'Nộp trực tuyến trên ứng dụng Zalo hoặc VNeID.'],
  ['name', 'Tờ khai đăng ký khai sinh do Bộ Ngoại giao cấp.'],
  ['name', 'Bạn nộp hợp đồng thuê nhà cùng giấy chứng sinh bản chính.'],
  ['claim', 'Cấp đổi là 50.000 đồng.'],
  ['claim', 'Cấp lại thẻ: bảy mươi nghìn đồng.'],
  ['name', 'Nộp tại Uỷ ban nhân dân tỉnh.'],
  ['negation', 'Bạn phải nộp giấy chứng nhận kết hôn của cha mẹ.'],
  ['negation', 'Nếu đã có giấy chứng sinh bản điện tử thì bạn phải nộp bản giấy.'],
  ['negation', 'Hộ nghèo, người khuyết tật phải nộp lệ phí.'],
  ['negation', 'Lệ phí cho hộ nghèo, người khuyết tật.'],
  ['negation', 'Quá 60 ngày vẫn không đăng ký được.'],
  ['negation', 'Giấy chứng sinh (bản chính) không do cơ sở y tế cấp.'],
  ['negation', 'Cha mẹ không có trách nhiệm đi khai trong 60 ngày kể từ ngày sinh.'],
  [
    'negation',
    'Không nộp trực tuyến trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc ứng dụng VNeID.',
  ],
  ['wording', 'Bạn nên đến sớm vì quầy thường rất đông.'],
  ['wording', 'Nhớ mang theo tiền lẻ để trả lệ phí cho nhanh.'],
  ['wording', 'Cán bộ sẽ gọi điện báo khi có kết quả.'],
  ['negation', 'Thu lệ phí cho hộ nghèo, người khuyết tật.'],
  ['negation', 'Giấy chứng nhận kết hôn của cha mẹ thì phải nộp, cán bộ không tự tra cứu.'],
  ['negation', 'Ban phai nop giay chung nhan ket hon cua cha me.'],
]

describe('faultOf', () => {
  it.each(standing)('lets a true sentence stand: %s', (sentence) => {
    expect(faultOf(sentence, passages)).toBeUndefined()
  })

  it.each(failing)('names the fault (%s): %s', (fault, sentence) => {
    expect(faultOf(sentence, passages)).toBe(fault)
  })

  it('lets every line of the passages stand', () => {
    const lines = passages.flatMap(({ text }) => text.split('\n')).filter((line) => line !== '')

    expect(lines.filter((line) => faultOf(line, passages) !== undefined)).toEqual([])
  })

  it('holds a sentence against the cited passages alone', () => {
    const sentence = 'Người khuyết tật được miễn lệ phí.'

    expect(faultOf(sentence, passages.slice(1, 2))).toBeUndefined()
    expect(faultOf(sentence, passages.slice(2, 3))).toBe('wording')
  })

  it('lets nothing stand on no passages', () => {
    expect(faultOf('Bạn đến phường nhé.', [])).toBe('wording')
  })
})

describe('nearestLine', () => {
  const source = passages.map(({ text }) => text).join('\n')

  it('finds the line that tells what the sentence got wrong', () => {
    expect(nearestLine('Cấp lại thẻ hết 90.000 đồng từ ngày 01/01/2027.', source)).toBe(
      '- Từ ngày 01/01/2027: cấp lại: 70.000 đồng/thẻ',
    )
  })

  it('finds none when no line is about it', () => {
    expect(nearestLine('Trời hôm nay đẹp quá.', source)).toBeUndefined()
  })
})

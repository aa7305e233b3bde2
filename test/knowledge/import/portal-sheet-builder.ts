/** A portal record made for tests: every part of the sheet in its place, in our own words. */
export type SheetParts = {
  code: string
  title: string
  level: string
  steps: string
  ways: string
  papers: string
  agency: string
  address: string
  result: string
  laws: string
  conditions: string
}

const usual: SheetParts = {
  code: '9.000001',
  title: 'Thủ tục cấp thẻ mượn sách của phường',
  level: 'Cấp Xã',
  steps: ['    Bước 1: Người mượn nộp đơn.', '    Bước 2: Thư viện phát thẻ.'].join('\n'),
  ways: way('DIRECT', '3 WORKING_DAY', '0 VNĐ ()'),
  papers: paper('Đơn xin cấp thẻ', 1, 0),
  agency: 'Ủy ban nhân dân phường',
  address: 'Không có thông tin',
  result: 'Thẻ mượn sách',
  laws: '  * Luật Thư viện (46/2019/QH14)',
  conditions: 'Không có thông tin',
}

/** One way of handing in, as the portal prints it. */
export function way(kind: string, duration: string, fee: string, notes = ''): string {
  const lines = [
    `  * Hình thức nộp: ${kind}`,
    `    Thời hạn giải quyết: ${duration}`,
    `    Phí, lệ phí: ${fee}`,
    ...(notes === '' ? [] : [`    Mô tả: ${notes}`]),
  ]
  return lines.join('\n')
}

export function paper(name: string, originals: number, copies: number): string {
  return `    - ${name}\n      Số lượng: Bản chính: ${originals}, Bản sao: ${copies}`
}

/** The record, with those parts changed. */
export function aRecord(changed: Partial<SheetParts> = {}) {
  const parts = { ...usual, ...changed }
  const sheet = [
    'Chi tiết thủ tục hành chính',
    `Mã thủ tục: ${parts.code}`,
    'Số quyết định: 1/QĐ-TEST',
    `Tên thủ tục: ${parts.title}`,
    `Cấp thực hiện: ${parts.level}`,
    'Loại thủ tục: OTHER',
    'Lĩnh vực: Thư viện',
    'Trình tự thực hiện:',
    parts.steps,
    '',
    'Cách thức thực hiện:',
    parts.ways,
    '',
    'Thành phần hồ sơ:',
    parts.papers,
    '',
    'Đối tượng thực hiện: Công dân Việt Nam',
    `Cơ quan thực hiện: ${parts.agency}`,
    'Cơ quan có thẩm quyền: Không có thông tin',
    `Địa chỉ tiếp nhận HS: ${parts.address}`,
    'Cơ quan được ủy quyền: Không có thông tin',
    'Cơ quan phối hợp: Không có thông tin',
    `Kết quả thực hiện: ${parts.result}`,
    'Căn cứ pháp lý:',
    parts.laws,
    '',
    `Yêu cầu, điều kiện thực hiện: ${parts.conditions}`,
    'Từ khóa: Không có thông tin',
    'Mô tả: Không có thông tin',
  ].join('\n')
  return {
    ma_thu_tuc: parts.code,
    ten_thu_tuc: parts.title,
    cap_thuc_hien: parts.level,
    linh_vuc: 'Thư viện',
    chi_tiet: sheet,
  }
}

import type { GuideForm } from './knowledge-api.ts'

export type Facet = keyof GuideForm['sections']

export const facetWords: Record<Facet, { title: string; hint: string }> = {
  ho_so: { title: 'Hồ sơ', hint: 'Mỗi giấy tờ một dòng, trường hợp thường gặp trước.' },
  thoi_han: { title: 'Thời hạn: nói thêm', hint: 'Các mức thời hạn ở bảng trên đã tự hiện.' },
  le_phi: {
    title: 'Lệ phí: nói thêm',
    hint: 'Các mức ở bảng trên đã tự hiện; ghi ai được miễn, giảm.',
  },
  noi_nop: { title: 'Nơi nộp', hint: 'Trực tiếp, trực tuyến, bưu chính: mỗi cách một dòng.' },
  trinh_tu: { title: 'Trình tự', hint: 'Mỗi bước một dòng, bắt đầu bằng 1. 2. 3.' },
  dieu_kien: { title: 'Điều kiện', hint: 'Ai được làm, khi nào.' },
  ket_qua: { title: 'Kết quả', hint: 'Người dân nhận được gì.' },
  can_cu: { title: 'Căn cứ: nói thêm', hint: 'Các văn bản ở bảng trên đã tự hiện.' },
  luu_y: { title: 'Lưu ý', hint: 'Điều dễ sót, dễ nhầm.' },
}

export const levelWords: Record<string, string> = {
  xa: 'Xã, phường giải quyết',
  'cong-an-xa': 'Công an xã, phường giải quyết',
  'tiep-nhan': 'Nơi khác giải quyết, quầy xã, phường nhận hồ sơ',
  tinh: 'Cấp tỉnh giải quyết',
  khac: 'Cơ quan khác giải quyết',
}

export const statusWords: Record<string, string> = {
  published: 'Đang dùng',
  draft: 'Chưa dùng',
  retired: 'Ngừng dùng',
  new: 'Chưa công bố',
}

/** Every field of the form as officials read it. */
export const fieldWords: Record<string, string> = {
  title: 'Tên thủ tục',
  status: 'Tình trạng',
  code: 'Mã thủ tục',
  field: 'Lĩnh vực',
  level: 'Cấp giải quyết',
  agency: 'Cơ quan giải quyết',
  audience: 'Ai được làm',
  lead: 'Mở đầu',
  forms: 'Biểu mẫu',
  duration: 'Các mức thời hạn',
  fee: 'Các mức lệ phí',
  legal_basis: 'Văn bản căn cứ',
  effective_from: 'Áp dụng từ ngày',
  effective_until: 'Áp dụng đến ngày',
  checked_on: 'Ngày đối chiếu nguồn',
  aliases: 'Tên gọi khác',
  questions: 'Câu hỏi mẫu',
  confused_with: 'Dễ nhầm với',
  sources: 'Trang nguồn',
  ...Object.fromEntries(
    Object.entries(facetWords).map(([facet, { title }]) => [`sections.${facet}`, title]),
  ),
}

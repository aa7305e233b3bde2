/** The fields of the guides a commune desk has; an office may name others for its officials. */
const known = [
  'An toàn thực phẩm',
  'Bảo hiểm',
  'Bảo hiểm y tế',
  'Bảo trợ xã hội',
  'Chứng thực',
  'Công thương',
  'Căn cước',
  'Cư trú',
  'Giáo dục',
  'Giảm nghèo',
  'Hộ kinh doanh',
  'Hộ tịch',
  'Lý lịch tư pháp',
  'Người có công',
  'Nhà ở',
  'Quy hoạch',
  'Quân sự',
  'Thuế',
  'Tiếp công dân',
  'Tài nguyên nước',
  'Tín ngưỡng, tôn giáo',
  'Văn hóa',
  'Xuất nhập cảnh',
  'Xây dựng',
  'Đăng ký xe',
  'Đất đai',
  'Định danh điện tử',
]

/** Every field once, in the order of the Vietnamese alphabet. */
export function fieldNames(more: string[] = []): string[] {
  return [...new Set([...known, ...more])].sort((a, b) => a.localeCompare(b, 'vi'))
}

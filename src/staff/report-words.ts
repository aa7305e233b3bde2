/** Why a ticket was handed over, as officials read it. */
export function reasonText(reason: string): string {
  return reasons[reason] ?? reason
}

/** How a ticket stands, as officials read it. */
export function stateText(state: string): string {
  return states[state] ?? state
}

const reasons: Record<string, string> = {
  'asks-person': 'Người dân muốn gặp cán bộ',
  'own-case': 'Hỏi về hồ sơ của chính mình',
  complaint: 'Khiếu nại, phản ánh',
  fraud: 'Nghi lừa đảo',
  emergency: 'Khẩn cấp',
  unclear: 'Hỏi lại hai lần vẫn chưa rõ',
  unhelpful: 'Người dân thấy câu trả lời chưa hữu ích',
  uncovered: 'Chưa có hướng dẫn',
  'staff-only': 'Lĩnh vực do cán bộ trả lời',
}

const states: Record<string, string> = {
  new: 'Đang chờ tiếp nhận',
  claimed: 'Cán bộ đang xử lý',
  answered: 'Đã trả lời',
  waiting: 'Chờ người dân',
  resolved: 'Đã giải quyết',
  closed: 'Đã đóng',
}

import type { Presence, Role, TicketRow } from '../../staff/staff-api-schema.ts'

/** Words for the API's names, as officials read them. */
export const presenceTexts: Record<Presence, string> = {
  online: 'Đang trực',
  busy: 'Đang bận',
  away: 'Vắng mặt',
}

export const roleTexts: Record<Role, string> = { staff: 'Cán bộ', admin: 'Quản trị' }

export const stateTexts: Record<TicketRow['state'], string> = {
  new: 'Chờ nhận',
  claimed: 'Chờ cán bộ trả lời',
  answered: 'Đã trả lời',
  waiting: 'Chờ người dân',
  resolved: 'Đã xong',
  closed: 'Đã đóng',
}

export const channelTexts: Record<TicketRow['channel'], string> = {
  web: 'Trang web',
  kiosk: 'Máy tại trụ sở',
  telegram: 'Telegram',
  'zalo-bot': 'Zalo',
  'zalo-oa': 'Zalo OA',
}

const reasonTexts: Record<string, string> = {
  'asks-person': 'Xin gặp cán bộ',
  'own-case': 'Hỏi hồ sơ của mình',
  complaint: 'Phản ánh, khiếu nại',
  emergency: 'Khẩn cấp',
  unclear: 'Trợ lý hỏi lại vẫn chưa rõ',
  unhelpful: 'Chưa hài lòng với trợ lý',
  uncovered: 'Chưa có hướng dẫn',
  'staff-only': 'Việc do cán bộ trả lời',
}

/** Why a ticket came; the plain name for a reason the console does not know. */
export function reasonText(reason: string): string {
  return reasonTexts[reason] ?? reason
}

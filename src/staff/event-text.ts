import type { TicketEvent } from '../handoff/ticket-life.ts'

/** What happened to a ticket, as one line that officials read. `nameOf` gives an official's name. */
export function eventText(
  { type, body }: TicketEvent,
  who: string,
  nameOf: (staffId: string) => string,
): string {
  const note = typeof body.note === 'string' && body.note !== '' ? `: ${body.note}` : ''
  const to = typeof body.to === 'string' ? nameOf(body.to) : null
  switch (type) {
    case 'opened':
      return 'Phiếu được mở'
    case 'claimed':
      return `${who} nhận phiếu`
    case 'assigned':
      return `Phiếu được giao cho ${to ?? 'cán bộ'}`
    case 'released':
      return `${who} trả phiếu về hàng đợi`
    case 'transferred': {
      const team = typeof body.team === 'string' && body.team !== '' ? ` (${body.team})` : ''
      return `${who} chuyển phiếu cho ${to ?? `hàng đợi${team}`}${note}`
    }
    case 'staff-message':
      return `${who} trả lời`
    case 'note':
      return `${who} ghi chú`
    case 'awaits-citizen':
      return 'Đang chờ người dân'
    case 'resolved':
      return `${who} giải quyết xong${note}`
    case 'returned-to-bot':
      return `${who} trả cuộc trò chuyện cho trợ lý tự động`
    case 'reopened':
      return `${who} mở lại phiếu`
    case 'citizen-message':
      return 'Người dân nhắn thêm'
    case 'escalated':
      return 'Mức ưu tiên được nâng lên'
    case 'contact':
      return `${who} cập nhật thông tin liên hệ`
    case 'rated':
      return `Người dân đánh giá ${body.value ?? '–'}/5`
    case 'owner-offline':
      return 'Cán bộ vắng mặt, phiếu trở về hàng đợi'
    case 'undelivered':
      return `${undelivered[String(body.why)] ?? 'Tin nhắn chưa đến được người dân.'} Hãy gọi điện, hoặc nhắn người dân dùng mã nhận câu trả lời.`
    case 'closed':
      return 'Phiếu được đóng'
  }
}

/** `citizen`, `bot`, `system`, `staff:<id>` as it is kept → how officials read it. */
export function whoName(who: string, nameOf: (staffId: string) => string): string {
  if (who.startsWith('staff:')) return nameOf(who.slice('staff:'.length))
  return who === 'citizen' ? 'Người dân' : who === 'bot' ? 'Trợ lý tự động' : 'Hệ thống'
}

/** The official's id; null for anybody else. */
export function staffIdOf(who: string): string | null {
  return who.startsWith('staff:') ? who.slice('staff:'.length) : null
}

/** By the word it is kept under. */
const undelivered: Record<string, string> = {
  blocked: 'Tin chưa gửi được: người dân đã chặn hoặc rời kênh này.',
  window:
    'Tin chưa gửi được: Zalo chỉ cho trả lời trong một thời gian sau tin nhắn cuối của người dân.',
  quota: 'Tin chưa gửi được: OA đã hết hạn mức gửi tin.',
  refused: 'Tin chưa gửi được: kênh không nhận nội dung này.',
  'gave-up': 'Tin chưa gửi được sau một ngày thử lại.',
  unsure: 'Không rõ tin đã đến người dân hay chưa.',
}

import type { OfficeNow } from './office.ts'
import { spacedCode } from './pick-up-code.ts'
import type { QueuePlace } from './queue-place.ts'
import type { HandoffReason } from './ticket.ts'

/** What a citizen reads about tickets, queues and officials; all other fixed sentences: answering/replies.ts. */

/** Why it is handed over, where the bot's own reply does not say so already. */
export const reasonTexts: Partial<Record<HandoffReason, string>> = {
  unclear: 'Tôi đã hỏi lại mà vẫn chưa hiểu đúng ý bạn, nên xin chuyển câu hỏi cho cán bộ.',
  unhelpful: 'Các câu trả lời của tôi chưa giúp được bạn, nên tôi đã chuyển câu hỏi cho cán bộ.',
  uncovered:
    'Tôi chưa có hướng dẫn cho việc này nên không dám trả lời. Tôi đã chuyển câu hỏi cho cán bộ.',
  'staff-only': 'Việc này do cán bộ trực tiếp trả lời. Tôi đã chuyển câu hỏi của bạn.',
}

/** What happens next, for whoever has just got a ticket. */
export function openedText(about: {
  number: string
  code: string
  office: OfficeNow
  queue: QueuePlace
}): string {
  const { number, code, office, queue } = about
  return [
    `Số phiếu của bạn: **${number}**. Mã nhận câu trả lời: **${spacedCode(code)}**. ` +
      'Câu trả lời sẽ hiện ngay trong cuộc trò chuyện này; nếu bạn rời đi, hãy dùng mã này để xem lại ở bất kỳ kênh nào hoặc đọc cho cán bộ tại quầy.',
    expectationText(office, queue),
    'Nếu muốn được gọi lại, bạn có thể để lại tên và số điện thoại (không bắt buộc). ' +
      'Thông tin này chỉ dùng để trả lời phiếu của bạn.',
  ].join('\n\n')
}

/** The office's hours now, and when to expect an answer. */
export function expectationText(office: OfficeNow, queue: QueuePlace): string {
  const before = queue.place - 1
  const ahead = before > 0 ? `Trước bạn còn ${before} người.` : 'Bạn là người tiếp theo.'
  const sentences = [office.stateText, office.isOpen === false ? null : ahead]
  if (queue.minutes) {
    const [low, high] = queue.minutes
    sentences.push(`Dựa trên một giờ qua, cán bộ thường trả lời sau ${low}–${high} phút.`)
  } else if (office.promiseText) {
    sentences.push(`Cán bộ sẽ trả lời chậm nhất lúc ${office.promiseText}.`)
  } else {
    sentences.push('Tôi chưa đủ số liệu để hẹn giờ; có trả lời là hiện ngay ở đây.')
  }
  return sentences.filter(Boolean).join(' ')
}

export function stillWaitingText(number: string, office: OfficeNow, queue: QueuePlace): string {
  return (
    `Phiếu **${number}** của bạn vẫn đang chờ cán bộ; tôi đã ghi thêm tin nhắn này vào phiếu.\n\n` +
    expectationText(office, queue)
  )
}

export function reopenedText(number: string): string {
  return `Tôi đã mở lại phiếu **${number}** và chuyển tin nhắn này cho cán bộ phụ trách.`
}

/** For whoever writes while an official has the conversation. */
export function withStaffText(staff: { name: string; title: string } | undefined): string {
  const who = staff ? `Cán bộ **${staff.name}**${staff.title ? ` (${staff.title})` : ''}` : 'Cán bộ'
  return `${who} đang trả lời bạn. Tin nhắn này đã được chuyển tới cán bộ.`
}

export const inReviewText =
  'Câu trả lời cho việc này được cán bộ xem lại trước khi gửi. Bạn chờ một chút, câu trả lời sẽ hiện ngay ở đây.'

import { openingHours } from '../knowledge/opening-hours.ts'
import type { WardProfile } from '../knowledge/ward-profile.ts'
import type { Option } from './reply.ts'

/** Every fixed sentence a citizen can read, in one place, so that one person can keep the tone. */

export const askPerson: Option = {
  label: 'Gặp cán bộ',
  text: 'Tôi muốn gặp cán bộ',
}
export const askOffice: Option = {
  label: 'Địa chỉ, giờ làm việc',
  text: 'Địa chỉ và giờ làm việc của phường ở đâu?',
}
export const rephrase: Option = {
  label: 'Tôi hỏi cách khác',
  text: 'Tôi muốn hỏi lại cách khác',
}
export const listAll: Option = {
  label: 'Bạn giúp được gì?',
  text: 'Bạn giúp được gì?',
}

/** What a non-answer always ends in: another wording, the office, a person. */
export const waysOn: Option[] = [rephrase, askOffice, askPerson]

export function greeting({ short_name, greeting }: WardProfile): string {
  if (greeting) return greeting
  return (
    `Xin chào bạn! Tôi là trợ lý tự động của ${short_name}, hướng dẫn thủ tục hành chính. ` +
    'Bạn cứ hỏi bằng lời thường ngày, ví dụ: “làm giấy khai sinh cho con cần gì?”.'
  )
}

export const thanks = 'Không có gì ạ. Bạn cần hỏi thêm thủ tục nào thì cứ nhắn tôi nhé.'
export const goodbye = 'Tạm biệt bạn, chúc bạn làm thủ tục thuận lợi!'
export const praise = 'Cảm ơn bạn! Bạn cần hỏi thêm thủ tục nào thì cứ nhắn tôi nhé.'
export const abuse =
  'Tôi xin lỗi vì chưa giúp được bạn. Bạn nói rõ việc cần làm, tôi tìm lại ngay; hoặc bấm “Gặp cán bộ” để có người trả lời.'
export const fine = 'Dạ vâng. Bạn cần hỏi thêm gì về thủ tục thì cứ nhắn nhé.'

export function who({ short_name }: WardProfile): string {
  return (
    `Tôi là trợ lý tự động (máy tính trả lời, không phải người) của ${short_name}. ` +
    'Tôi trả lời theo các bài hướng dẫn thủ tục và luôn ghi nguồn. ' +
    'Việc nào cần người xem, tôi chuyển cho cán bộ.'
  )
}

export function scope(fields: string[]): string {
  return (
    'Tôi hướng dẫn giấy tờ, thời hạn, lệ phí, nơi nộp và các bước của những thủ tục làm ở xã, phường:\n\n' +
    `${fields.map((field) => `- ${field}`).join('\n')}\n\n` +
    'Tôi chỉ hướng dẫn, không nhận hồ sơ và không xem được hồ sơ riêng của bạn.'
  )
}

export const rephrasing =
  'Bạn cứ hỏi lại theo cách khác nhé: nói rõ bạn muốn làm giấy tờ gì, cho ai, đang vướng ở đâu.'

export const clarifying = 'Bạn muốn hỏi về thủ tục nào dưới đây?'

export const unknown =
  'Tôi chưa có hướng dẫn cho việc này nên không dám trả lời, sợ làm bạn mất công.'

export function notHere(agency: string): string {
  return `Việc này không làm tại xã, phường. Nơi giải quyết: **${agency}**.`
}

export const severalMatters = 'Bạn hỏi nhiều việc, tôi trả lời lần lượt.'

export const orRather = 'Hay bạn hỏi:'

export const nearby = 'Những hướng dẫn gần nhất mà tôi có, bạn xem có đúng việc mình cần không:'

export const waysOnText = 'Bạn hãy chọn một cách dưới đây.'

export const emptyMessage = 'Bạn muốn hỏi thủ tục gì ạ? Hãy gõ câu hỏi vào ô bên dưới.'

export const followUpUnknown =
  'Bạn đang hỏi về thủ tục nào ạ? Hãy nói tên giấy tờ hoặc việc bạn cần làm, ví dụ “lệ phí đăng ký khai sinh”.'

export const emergency =
  '**Nếu đang nguy hiểm, hãy gọi ngay:**\n\n- **113**: công an\n- **114**: cứu hỏa, cứu nạn\n- **115**: cấp cứu\n- **111**: bảo vệ trẻ em\n\n' +
  'Trợ lý tự động không xử lý được việc khẩn cấp.'

export const privateData =
  'Tôi không tra cứu và không cung cấp thông tin của người khác; thông tin cá nhân được pháp luật bảo vệ. ' +
  'Nếu bạn có quyền hoặc việc cần thiết, hãy gặp cán bộ để được hướng dẫn cách yêu cầu.'
export const misuse =
  'Việc này tôi không làm được: tôi chỉ hướng dẫn thủ tục, không ký, không xác nhận, không quyết định thay ai và không giúp khai sai sự thật. ' +
  'Bạn cần hướng dẫn thủ tục nào thì cứ hỏi nhé.'
export const fraud =
  '**Coi chừng lừa đảo.** Đừng chuyển tiền, đừng đọc mã OTP, đừng bấm đường dẫn hay cài ứng dụng theo lời người lạ.\n\n' +
  '- Phường và công an không thu tiền, không đòi mã OTP qua điện thoại, Zalo hay tin nhắn.\n' +
  '- Đã lỡ chuyển tiền hoặc lộ mật khẩu: gọi ngay **ngân hàng của bạn** để khóa tài khoản, rồi gọi **113** hoặc đến công an xã, phường trình báo.'

export const handoffReasons = {
  'asks-person': 'Tôi đã ghi lại yêu cầu của bạn để cán bộ trả lời.',
  'own-case':
    'Đây là hồ sơ riêng của bạn, tôi không xem được. Tôi đã ghi lại câu hỏi để cán bộ kiểm tra.',
  complaint:
    'Việc này cần cán bộ có trách nhiệm xem xét. Tôi đã ghi lại lời bạn, không sửa chữ nào.',
  fraud: 'Tôi đã ghi lại để cán bộ biết.',
  emergency: 'Tôi cũng đã báo cho cán bộ biết.',
} as const

/** The office's own facts; says so when the office has not filled them in. */
export function officeFacts(ward: WardProfile): string {
  const lines = [
    ward.address && `- Địa chỉ: ${ward.address}`,
    ward.hours && `- Giờ làm việc: ${openingHours(ward.hours).join('; ')}`,
    ward.phone && `- Điện thoại: ${ward.phone}`,
    ward.email && `- Thư điện tử: ${ward.email}`,
    ward.website && `- Trang thông tin: ${ward.website}`,
  ].filter(Boolean)
  if (lines.length === 0) {
    return `Văn phòng chưa cập nhật địa chỉ, giờ làm việc của ${ward.short_name} vào hệ thống này. Bạn bấm “Gặp cán bộ” để được trả lời.`
  }
  const missing = ward.hours ? '' : '\n\nGiờ làm việc chưa được văn phòng cập nhật ở đây.'
  return `**${ward.name}**\n\n${lines.join('\n')}${missing}`
}

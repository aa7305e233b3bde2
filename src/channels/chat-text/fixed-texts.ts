import type { NamedStaff } from '../../handoff/staff-of.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'

/** What is typed to erase everything. */
export const forgetWords = '/xoa dongy'

/**
 * What citizens read on Telegram and Zalo besides replies; the others: answering/replies.ts,
 * handoff/citizen-texts.ts. The same in English: english-texts.ts.
 */
export const vietnamese = {
  /** First words of a chat: that a machine answers, what is kept, how to reach a person. */
  welcome: ({ short_name }: WardProfile): string =>
    `Xin chào! Đây là trợ lý tự động của **${short_name}**: máy trả lời theo các bài hướng dẫn thủ tục hành chính, luôn ghi nguồn.\n\n` +
    'Bạn cứ hỏi bằng lời thường ngày, ví dụ: “làm giấy khai sinh cho con cần gì?”. Muốn gặp người thật, hãy gõ /nguoi.\n\n' +
    'Tin nhắn được lưu để trả lời bạn và để cán bộ hỗ trợ khi cần. Xin đừng gửi số căn cước, mật khẩu hay mã OTP. Muốn xoá, hãy gõ /xoa.\n\n' +
    'English: /ngonngu en',

  help:
    '**Tôi giúp được gì?** Giấy tờ cần nộp, thời hạn, lệ phí, nơi nộp và các bước của thủ tục ở xã, phường.\n\n' +
    '- /nguoi: gặp cán bộ\n' +
    '- /ngonngu: đổi nút bấm, lời nhắn sang tiếng Anh\n' +
    '- /xoa: xoá cuộc trò chuyện này\n' +
    '- /start: bắt đầu lại\n\n' +
    'Bạn gõ câu hỏi, có dấu hay không dấu đều được.',

  languageIsSet:
    'Từ giờ nút bấm và lời nhắn bằng tiếng Việt. Bạn gõ có dấu hay không dấu đều được. Muốn đổi lại, hãy gõ: /ngonngu en',

  forgetAsk:
    'Bạn muốn xoá toàn bộ cuộc trò chuyện này khỏi hệ thống: tin nhắn, tệp đã gửi, tên và số điện thoại để lại? Phiếu đang chờ cán bộ cũng sẽ đóng. Việc này không hoàn lại được.\n\n' +
    `Để xoá, hãy gõ: ${forgetWords}`,
  forgotten:
    'Đã xoá. Trên ứng dụng của bạn, tin nhắn cũ vẫn còn cho đến khi bạn tự xoá. Khi cần, bạn cứ nhắn lại.',

  pleaseType:
    'Xin lỗi, tôi chưa nghe được tin nhắn thoại. Bạn gõ giúp tôi bằng chữ nhé; không tiện gõ thì bấm “Gặp cán bộ” hoặc gõ /nguoi.',
  onlyText: 'Tôi chỉ đọc được tin nhắn chữ. Bạn cần hỏi thủ tục gì, hãy gõ giúp tôi một câu nhé.',
  noFilesNow:
    'Tôi là máy nên không xem được ảnh và tệp. Nếu muốn gửi cho cán bộ, hãy gõ /nguoi trước, rồi gửi lại.',
  fileKept: 'Đã chuyển tệp của bạn vào phiếu cho cán bộ xem.',
  fileRefused:
    'Tệp này chưa nhận được. Tôi chỉ nhận ảnh (JPEG, PNG, GIF, WebP) và PDF, mỗi tệp không quá 5 MB.',
  tooManyFiles: 'Cuộc trò chuyện này đã có quá nhiều tệp. Bạn mang giấy tờ đến quầy giúp nhé.',

  /** The channel keeps this person's words from us: a child, somebody disabled, somebody who cannot read. */
  unsupported({ name, address, phone }: WardProfile): string {
    const ways = [
      '- Bấm nút gọi điện hoặc nhờ người thân nhắn tin, gọi điện giúp.',
      phone && `- Gọi **${phone}** để gặp cán bộ.`,
      address ? `- Đến **${name}**, ${address}.` : `- Đến **${name}**.`,
    ].filter(Boolean)
    return (
      'Tôi đã nhận được tin nhắn nhưng Zalo không cho tôi đọc nội dung. Bạn vẫn được phục vụ bằng cách khác:\n\n' +
      `${ways.join('\n')}\n\nTrẻ em, người khuyết tật, người không biết chữ được cán bộ hỗ trợ trực tiếp tại quầy.`
    )
  },

  thanksForMark: 'Cảm ơn bạn đã đánh giá!',
  noLongerHere: 'Nút này đã cũ, bạn gõ câu hỏi giúp tôi nhé.',
  failed:
    'Xin lỗi, hệ thống đang trục trặc nên tôi chưa trả lời được câu vừa rồi. Bạn thử hỏi lại sau ít phút, hoặc gõ /nguoi để gặp cán bộ.',
  tooLong: 'Tin nhắn dài quá, tôi chưa đọc hết. Bạn tóm lại trong khoảng 2.000 chữ cái nhé.',

  staff: (staff: NamedStaff | undefined): string => {
    if (!staff) return 'Cán bộ'
    return staff.title ? `Cán bộ ${staff.name} (${staff.title})` : `Cán bộ ${staff.name}`
  },
  claimed: (number: string, who: string): string =>
    `**${who}** đã nhận phiếu **${number}**. Từ giờ tin nhắn của bạn đến thẳng cán bộ, trợ lý tự động tạm dừng.`,
  resolved: (number: string): string =>
    `Phiếu **${number}** đã giải quyết xong. Từ giờ trợ lý tự động lại trả lời bạn; nhắn tiếp về việc này thì phiếu được mở lại cho cán bộ.\n\n` +
    'Bạn thấy được giúp thế nào, từ 1 đến 5 sao?',
  backToBot: 'Cán bộ đã trao đổi xong. Từ giờ trợ lý tự động lại trả lời bạn.',

  marks: { up: '👍 Có ích', down: '👎 Chưa được' },
  forgetNow: 'Xoá hết',
  /** Below every answer: that no person wrote it. */
  answeredBy: (by: 'guide' | 'llm' | 'staff'): string =>
    by === 'llm'
      ? 'Câu trả lời do AI soạn từ bài hướng dẫn, hãy xem nguồn.'
      : 'Trợ lý tự động trả lời theo bài hướng dẫn.',
  sources: 'Nguồn:',
  /** Above a list of choices. */
  tellMore: 'Bạn cho biết thêm nhé',
  chooseByNumber: 'Trả lời bằng số để chọn.',
  rateByTyping: 'Ví dụ gõ: 5 sao',
  markByTyping: 'Câu trả lời có ích không? Gửi 👍 hoặc 👎.',

  /** For an admin who tries a channel. */
  works: 'Kênh này đang hoạt động: tin của bạn đã đến và đây là tin trả lời.',
}

export type ChatTexts = typeof vietnamese

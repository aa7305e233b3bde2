import { english } from './english-texts.ts'
import { type ChatTexts, vietnamese } from './fixed-texts.ts'

/** In which language a chat's buttons and fixed sentences are. Answers are in that of the guides. */
export const chatLanguages = ['vi', 'en'] as const
export type ChatLanguage = (typeof chatLanguages)[number]

export const textsIn: Record<ChatLanguage, ChatTexts> = { vi: vietnamese, en: english }

/** Asked in both, since nobody knows which one is read. */
export const askLanguage =
  'Bạn muốn nút bấm và lời nhắn bằng tiếng nào? Câu trả lời theo bài hướng dẫn luôn bằng tiếng Việt.\n\n' +
  'Which language for buttons and notices? Answers from the guides are always in Vietnamese.\n\n' +
  '- /ngonngu vi: tiếng Việt\n' +
  '- /ngonngu en: English'

/** What a language calls itself. */
export const languageNames: Record<ChatLanguage, string> = { vi: 'Tiếng Việt', en: 'English' }

import type { ChatMessage } from '../delivery/content.ts'
import { citationLines } from './render-lines.ts'
import { type Line, lineOf, parseRichText } from './rich-text.ts'

/** A message for a channel without buttons: choices by number, marks by what is to be typed. */
export function numberedLines(message: ChatMessage, publicUrl: string | undefined): Line[] {
  const { text, citations, buttons, marks } = message
  const options = buttons.filter(({ action }) => action.kind === 'option')
  const isRating = marks.some(({ action }) => action.kind === 'rating')
  return [
    ...parseRichText(text),
    ...citationLines(citations, publicUrl),
    ...options.map(({ label }, index) => lineOf(`${index + 1}. ${label}`, index === 0 ? 2 : 1)),
    ...(options.length > 0 ? [lineOf('Trả lời bằng số để chọn.')] : []),
    ...(isRating ? [lineOf('Ví dụ gõ: 5 sao')] : []),
    ...(!isRating && marks.length > 0
      ? [lineOf('Câu trả lời có ích không? Gửi 👍 hoặc 👎.', 2)]
      : []),
  ]
}

import type { HandoffReason } from './ticket.ts'

const reasonLabels: Record<HandoffReason, string> = {
  'asks-person': 'Muốn gặp cán bộ',
  'own-case': 'Hỏi hồ sơ riêng',
  complaint: 'Phản ánh, khiếu nại',
  fraud: 'NGHI LỪA ĐẢO',
  emergency: 'KHẨN CẤP',
  unclear: 'Bot hỏi lại hai lần vẫn chưa rõ',
  unhelpful: 'Hai câu trả lời bị đánh giá không giúp được',
  uncovered: 'Chưa có hướng dẫn',
  'staff-only': 'Việc do cán bộ trả lời',
}

const longestQuote = 160
/** A message with fewer words does not say what it is about. */
const fewestWords = 5

/** Two lines for an official: why and what about; in the citizen's own words. Pure. */
export function summarize(about: {
  reason: HandoffReason
  /** Title of the guide it is about. */
  topic: string | null
  /** What the citizen wrote, oldest first. */
  texts: string[]
}): string {
  const { reason, topic, texts } = about
  const subject = topic ?? 'chưa rõ thủ tục nào'
  return `${reasonLabels[reason]}: ${subject}\n“${shortened(tellingWords(texts))}”`
}

/** The last message, and before it the latest that says more when it is short. */
function tellingWords(texts: string[]): string {
  const lines = texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
  const last = lines.at(-1) ?? ''
  if (wordsIn(last) >= fewestWords && lines.length > 0 && !asksOnlyForPerson.test(last)) return last
  const telling = lines.slice(0, -1).findLast((text) => wordsIn(text) >= fewestWords)
  return telling ? `${telling} … ${last}` : last
}

const asksOnlyForPerson = /^\S+( \S+)? (muốn )?gặp cán bộ/i

const wordsIn = (text: string) => text.split(' ').length

function shortened(text: string): string {
  if (text.length <= longestQuote) return text
  // Whole words, and no half of a surrogate pair.
  return `${text.slice(0, longestQuote).replace(/\s\S*$/, '')}…`
}

import type { Reply } from '../../answering/reply.ts'
import type { StaffOf } from '../../handoff/staff-of.ts'
import { type ChatLanguage, textsIn } from '../chat-text/chat-language.ts'
import { englishLabel, englishText } from '../chat-text/english-reply.ts'
import type { Button, ChatMessage, OutboxContent } from './content.ts'

/** The words and buttons of an outbox row, the same on every chat channel. */
export async function toChatMessage(
  content: OutboxContent,
  language: ChatLanguage,
  staffOf: StaffOf,
): Promise<ChatMessage> {
  const texts = textsIn[language]
  const plain = { language, citations: [], buttons: [], marks: [] }
  switch (content.type) {
    case 'reply':
      return replyMessage(content.reply, language)
    case 'text':
      return { ...plain, text: content.text, buttons: content.buttons }
    case 'staff': {
      const { staffId, text, citations } = content
      if (staffId === null) return { ...plain, text, citations }
      const who = texts.staff(await staffOf(staffId))
      return { ...plain, text: `**${who}:**\n\n${text}`, citations }
    }
    case 'ticket': {
      const { change, number, ownerId } = content
      const staff = ownerId === null ? undefined : await staffOf(ownerId)
      if (change === 'claimed') {
        return { ...plain, text: texts.claimed(number, texts.staff(staff)) }
      }
      if (change === 'resolved') {
        return { ...plain, text: texts.resolved(number), marks: ratings }
      }
      return { ...plain, text: texts.backToBot }
    }
  }
}

function replyMessage(reply: Reply, language: ChatLanguage): ChatMessage {
  const { id: replyId, kind, citations, options, generatedBy } = reply
  const texts = textsIn[language]
  const text = language === 'en' ? englishText(reply) : reply.text
  const note = kind === 'answer' ? `\n\n${texts.answeredBy(generatedBy)}` : ''
  const buttons = options.map(
    (option, index): Button => ({
      label: language === 'en' ? englishLabel(option.label) : option.label,
      text: option.text,
      action: { kind: 'option', replyId, index },
    }),
  )
  const marks: Button[] = (['up', 'down'] as const).map((value) => ({
    label: texts.marks[value],
    text: texts.marks[value],
    action: { kind: 'feedback', replyId, value },
  }))
  return { language, text: text + note, citations, buttons, marks: kind === 'answer' ? marks : [] }
}

const ratings = [1, 2, 3, 4, 5].map(
  (value): Button => ({
    label: `${value}★`,
    text: `${value}★`,
    action: { kind: 'rating', value },
  }),
)

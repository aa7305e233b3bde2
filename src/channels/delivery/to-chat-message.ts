import { askPerson } from '../../answering/replies.ts'
import type { Reply } from '../../answering/reply.ts'
import type { StaffOf } from '../../handoff/staff-of.ts'
import * as texts from '../chat-text/fixed-texts.ts'
import type { Button, ChatMessage, OutboxContent } from './content.ts'

/** The words and buttons of an outbox row, the same on every chat channel. */
export async function toChatMessage(
  content: OutboxContent,
  staffOf: StaffOf,
): Promise<ChatMessage> {
  const plain = { citations: [], buttons: [], marks: [] }
  switch (content.type) {
    case 'reply':
      return replyMessage(content.reply)
    case 'text':
      return { ...plain, text: content.text, buttons: content.buttons }
    case 'staff': {
      const { staffId, text, citations } = content
      if (staffId === null) return { ...plain, text, citations }
      return { ...plain, text: texts.fromStaff(await staffOf(staffId), text), citations }
    }
    case 'ticket': {
      const { change, number, ownerId } = content
      const staff = ownerId === null ? undefined : await staffOf(ownerId)
      if (change === 'claimed') return { ...plain, text: texts.claimed(number, staff) }
      if (change === 'resolved') {
        return { ...plain, text: texts.resolved(number), marks: ratings }
      }
      return { ...plain, text: texts.backToBot }
    }
  }
}

function replyMessage(reply: Reply): ChatMessage {
  const { id: replyId, text, citations, options } = reply
  const note = reply.kind === 'answer' ? `\n\n${texts.answeredBy(reply.generatedBy)}` : ''
  const buttons = options.map(
    (option, index): Button => ({ ...option, action: { kind: 'option', replyId, index } }),
  )
  const marks: Button[] = (['up', 'down'] as const).map((value) => ({
    label: texts.markLabels[value],
    text: texts.markLabels[value],
    action: { kind: 'feedback', replyId, value },
  }))
  return { text: text + note, citations, buttons, marks: reply.kind === 'answer' ? marks : [] }
}

const ratings = [1, 2, 3, 4, 5].map(
  (value): Button => ({
    label: `${value}★`,
    text: `${value}★`,
    action: { kind: 'rating', value },
  }),
)

export const personButton: Button = {
  ...askPerson,
  action: { kind: 'command', command: 'person' },
}
export const forgetButton: Button = {
  label: 'Xoá hết',
  text: texts.forgetWords,
  action: { kind: 'command', command: 'forget-now' },
}

import * as replies from '../../answering/replies.ts'
import type { Reply, ReplyKind, TicketState } from '../../answering/reply.ts'

/** What the widget, too, writes above replies of these kinds. */
const headings: Partial<Record<ReplyKind, string>> = {
  clarify: 'Please tell us a little more.',
  redirect: 'Another office handles this.',
  handoff: 'Passed on to an official.',
  refusal: 'The assistant cannot help with this.',
}

const ticketStates: Record<TicketState, string> = {
  new: 'Waiting for an official',
  claimed: 'An official is on it',
  answered: 'An official has answered',
  waiting: 'The official waits for you',
  resolved: 'Done',
  closed: 'Closed',
}

const labels = new Map([
  [replies.askPerson.label, 'Talk to a person'],
  [replies.askOffice.label, 'Address, opening hours'],
  [replies.rephrase.label, 'Ask in other words'],
  [replies.listAll.label, 'What can you help with?'],
])

/** The label of a button of ours in English; one that names a guide stays as it is. */
export function englishLabel(label: string): string {
  return labels.get(label) ?? label
}

/** Fixed sentences that stand alone in a paragraph. */
const sentences = new Map([
  [replies.thanks, 'You are welcome. Write whenever you have another question.'],
  [replies.praise, 'Thank you! Write whenever you have another question.'],
  [replies.goodbye, 'Goodbye, and all the best with your papers!'],
  [replies.fine, 'All right. Write whenever you have another question.'],
  [
    replies.abuse,
    'I am sorry that I could not help. Say which paper you need and I look again; or press “Talk to a person”.',
  ],
  [
    replies.rephrasing,
    'Please ask in other words: which paper, for whom, and what the difficulty is.',
  ],
  [replies.clarifying, 'Which of these procedures do you mean?'],
  [
    replies.unknown,
    'I have no guide for this and would rather not answer than cost you a trip for nothing.',
  ],
  [replies.severalMatters, 'These are several matters; I answer one after the other.'],
  [replies.orRather, 'Or do you mean:'],
  [replies.nearby, 'The nearest guides that I have; is one of them yours?'],
  [replies.waysOnText, 'Please choose one of the ways below.'],
  [replies.emptyMessage, 'Which procedure is it about? Please type your question.'],
  [
    replies.followUpUnknown,
    'Which procedure is this about? Please name the paper or what you need to do.',
  ],
  ['**Nếu đang nguy hiểm, hãy gọi ngay:**', '**In danger, call at once:**'],
  [
    '- **113**: công an\n- **114**: cứu hỏa, cứu nạn\n- **115**: cấp cứu\n- **111**: bảo vệ trẻ em',
    '- **113**: police\n- **114**: fire, rescue\n- **115**: ambulance\n- **111**: child protection',
  ],
  [
    'Trợ lý tự động không xử lý được việc khẩn cấp.',
    'The automatic assistant cannot deal with emergencies.',
  ],
  [
    replies.privateData,
    'I do not look up or give out facts about other people; the law protects them. If you have the right or the need, an official tells you how to ask.',
  ],
  [
    replies.misuse,
    'I cannot do this: I only explain procedures. I sign, confirm and decide nothing for anybody, and help nobody to state what is untrue.',
  ],
  [replies.handoffReasons['asks-person'], 'I have noted your request for an official to answer.'],
  [
    replies.handoffReasons['own-case'],
    'This is about your own file, which I cannot see. I have noted your question for an official to check.',
  ],
  [
    replies.handoffReasons.complaint,
    'An official in charge has to look at this. I have noted your words without changing a letter.',
  ],
  [replies.handoffReasons.fraud, 'I have noted it so that officials know.'],
  [replies.handoffReasons.emergency, 'I have told the officials, too.'],
])

/** A reply as a chat in English gets it: what stands in the guides stays Vietnamese. */
export function englishText({ kind, text, ticket }: Reply): string {
  const paragraphs = text.split('\n\n').map((paragraph) => sentences.get(paragraph) ?? paragraph)
  const about = ticket && `Ticket number: **${ticket.number}**. ${ticketStates[ticket.state]}.`
  const heading = [headings[kind], about].filter(Boolean).join(' ')
  return heading === '' ? paragraphs.join('\n\n') : [heading, ...paragraphs].join('\n\n')
}

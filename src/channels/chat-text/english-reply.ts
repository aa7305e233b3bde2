import * as replies from '../../answering/replies.ts'
import type { Reply, ReplyKind, TicketState } from '../../answering/reply.ts'
import * as handoff from '../../handoff/citizen-texts.ts'

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

const reasons = {
  unclear: 'I asked and still did not understand you, so I pass your question on to an official.',
  unhelpful: 'My answers did not help, so I passed your question on to an official.',
  uncovered:
    'I have no guide for this and would rather not answer. I passed your question on to an official.',
  'staff-only': 'Officials answer this themselves. I passed your question on.',
}

/** Fixed texts, of as many paragraphs in both languages. */
const fixed: [vietnamese: string, english: string][] = [
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
  [
    replies.emergency,
    '**In danger, call at once:**\n\n- **113**: police\n- **114**: fire, rescue\n- **115**: ambulance\n- **111**: child protection\n\n' +
      'The automatic assistant cannot deal with emergencies.',
  ],
  [
    replies.fraud,
    '**Beware of fraud.** Send no money, tell nobody an OTP code, open no link and install no app because a stranger says so.\n\n' +
      '- The ward and the police take no money and ask for no OTP by phone, Zalo or message.\n' +
      '- If you have sent money or given away a password: call **your bank** at once to lock the account, then call **113** or go to the police of the commune or ward.',
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
  [
    handoff.inReviewText,
    'An official looks at the answer to this before it is sent. Please wait a moment; it will appear here.',
  ],
  ...Object.entries(reasons).map(([reason, english]): [string, string] => [
    handoff.reasonTexts[reason as keyof typeof reasons] ?? '',
    english,
  ]),
]
const paragraphs = new Map(
  fixed.flatMap(([vietnamese, english]) => {
    const inEnglish = english.split('\n\n')
    return vietnamese.split('\n\n').map((each, index) => [each, inEnglish[index] ?? each] as const)
  }),
)

/** Beginnings of paragraphs that carry a number or a name, up to their end. */
const patterns: [RegExp, string][] = [
  [
    /^Số phiếu của bạn: (\*\*.+?\*\*)\. Mã nhận câu trả lời: (\*\*.+?\*\*)\..*$/,
    'Your ticket number: $1. Pick-up code: $2. The answer will appear in this conversation; with the code you can read it on any channel, or tell it to an official at the counter.',
  ],
  [
    /^Nếu muốn được gọi lại, .*$/,
    'To be called back you may leave your name and phone number. Officials use them for this ticket only.',
  ],
  [
    /^Phiếu (\*\*.+?\*\*) của bạn vẫn đang chờ cán bộ.*$/,
    'Your ticket $1 still waits for an official; this message was added to it.',
  ],
  [
    /^Tôi đã mở lại phiếu (\*\*.+?\*\*) .*$/,
    'Ticket $1 is open again, and this message was passed on to its official.',
  ],
  [
    /^Cán bộ(.*) đang trả lời bạn\. .*$/,
    'Official$1 is helping you. This message was passed on to the official.',
  ],
]

function englishParagraph(paragraph: string): string {
  const known = paragraphs.get(paragraph)
  if (known !== undefined) return known
  const [wanted, english] = patterns.find(([each]) => each.test(paragraph)) ?? []
  return wanted && english ? paragraph.replace(wanted, english) : paragraph
}

/** A reply as a chat in English gets it: what stands in the guides stays Vietnamese. */
export function englishText({ kind, text, ticket }: Reply): string {
  const words = text.split('\n\n').map(englishParagraph)
  const about = ticket && `Ticket number: **${ticket.number}**. ${ticketStates[ticket.state]}.`
  const heading = [headings[kind], about].filter(Boolean).join(' ')
  return heading === '' ? words.join('\n\n') : [heading, ...words].join('\n\n')
}

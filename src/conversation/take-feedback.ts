import { openedText, reasonTexts } from '../handoff/citizen-texts.ts'
import type { DeskRules } from '../handoff/office.ts'
import type { QueueFigures } from '../handoff/queue-figures.ts'
import type { Ticket } from '../handoff/ticket.ts'
import type { Clock } from '../shared/clock.ts'
import type { Conversation, FeedbackValue } from './conversation.ts'
import type { PrepareTicket } from './prepare-ticket.ts'
import type { ConversationStore } from './store.ts'

/** So many replies marked as no help, and a person takes over. */
const mostUnhelpful = 2

/** Keeps a citizen's mark; false when the conversation has no such reply. */
export type TakeFeedback = (
  conversation: Conversation,
  replyId: string,
  feedback: { value: FeedbackValue; comment: string | null },
) => Promise<boolean>

export function createTakeFeedback(deps: {
  store: Pick<
    ConversationStore,
    'rate' | 'unhelpfulSinceTicket' | 'handOver' | 'latestMessage' | 'textsBefore'
  >
  prepareTicket: PrepareTicket
  queue: QueueFigures
  rules: () => Promise<DeskRules>
  clock: Clock
  /** Told of the ticket it opened. */
  onTicket: (ticket: Ticket) => void
}): TakeFeedback {
  const { store, prepareTicket, queue, rules, clock, onTicket } = deps

  const handOver = async ({ id, inHand }: Conversation) => {
    const at = clock()
    const last = await store.latestMessage(id)
    const texts = last ? [...(await store.textsBefore(last, 5)), last.text] : []
    const prepared = await prepareTicket({ reason: 'unhelpful', texts, inHand, at })
    const place = await queue(undefined, at)
    const office = (await rules()).officeAt(at)
    const notice = ({ number }: Ticket) =>
      `${reasonTexts.unhelpful}\n\n${openedText({ number, code: prepared.code, office, queue: place })}`
    const ticket = await store.handOver(id, prepared.ticket, notice, at)
    if (ticket) onTicket(ticket)
  }

  return async (conversation, replyId, { value, comment }) => {
    const isKnown = await store.rate(conversation.id, replyId, { value, comment, at: clock() })
    if (!isKnown) return false
    if (value === 'down' && conversation.owner.kind === 'bot') {
      const unhelpful = await store.unhelpfulSinceTicket(conversation.id)
      if (unhelpful >= mostUnhelpful) await handOver(conversation)
    }
    return true
  }
}

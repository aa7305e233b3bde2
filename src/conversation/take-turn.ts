import {
  type AnswerDeps,
  answerQuestion,
  type Desk,
  type Progress,
} from '../answering/answer-question.ts'
import * as replies from '../answering/replies.ts'
import type { Reply } from '../answering/reply.ts'
import { decideHandoff } from '../handoff/decide-handoff.ts'
import type { Clock } from '../shared/clock.ts'
import { dayOf } from '../shared/day.ts'
import { newId } from '../shared/ids.ts'
import type { Lanes } from '../shared/lanes.ts'
import type { Message } from './conversation.ts'
import type { ConversationStore } from './store.ts'

export type TakeTurnDeps = {
  store: ConversationStore
  /** The edition that serves now. */
  currentDesk: () => Desk
  answering: AnswerDeps
  lanes: Lanes
  clock: Clock
  /** Told of every finished turn: for metrics and for whoever listens. */
  onTurn: (turn: {
    message: Message
    reply: Reply
    /** Guide ids by how well they fit, best first. */
    ranked: string[]
    durationMs: number
  }) => void
}

export type TakeTurn = {
  /** Keeps a message; after this it is never lost. A repeated clientMessageId keeps nothing new. */
  accept(incoming: {
    conversationId: string
    text: string
    clientMessageId: string | null
  }): Promise<Message>
  /** The reply to a kept message; made once, whoever asks and however often. */
  answer(message: Message, progress?: Progress): Promise<Reply>
}

/** The whole path of one citizen message. Messages of one conversation are answered in order. */
export function createTakeTurn(deps: TakeTurnDeps): TakeTurn {
  const { store, currentDesk, answering, lanes, clock, onTurn } = deps

  return {
    async accept({ conversationId, text, clientMessageId }) {
      const message = { id: newId('msg'), conversationId, text, receivedAt: clock() }
      return await store.accept(message, clientMessageId)
    },

    answer(message, progress) {
      return lanes.run(message.conversationId, async () => {
        const startedAt = performance.now()
        const earlier = await store.replyTo(message.id)
        if (earlier) return earlier

        const conversation = await store.find(message.conversationId)
        const inHand = conversation?.inHand ?? null
        const desk = currentDesk()
        const asked = {
          text: message.text,
          history: () => store.textsBefore(message, 5),
          inHand,
          day: dayOf(clock()),
        }
        const {
          inHand: nowInHand,
          intent,
          ranked,
          ...draft
        } = await answerQuestion(desk, asked, answering, progress)
        const reply = await store.finish({
          message,
          inHand: nowInHand,
          handoffReason: decideHandoff(intent),
          complete: (ticket, isNew) => ({
            id: newId('rpl'),
            ...draft,
            text: ticket ? withTicket(draft.text, ticket.number, isNew) : draft.text,
            ticket: ticket && { number: ticket.number, state: ticket.state },
            edition: desk.edition.number,
          }),
          at: clock(),
        })
        onTurn({ message, reply, ranked, durationMs: performance.now() - startedAt })
        return reply
      })
    },
  }
}

function withTicket(text: string, number: string, isNew: boolean): string {
  return `${text}\n\n${isNew ? replies.ticketText(number) : replies.ticketAgain(number)}`
}

/**
 * Answers what a crash or a power cut left without a reply, and says how many that were. One that
 * fails is told of and tried again at the next start; the others do not wait for it.
 */
export async function answerLeftovers(
  store: ConversationStore,
  takeTurn: TakeTurn,
  onFailure: (message: Message, error: unknown) => void,
): Promise<number> {
  let answered = 0
  for (const message of await store.unanswered()) {
    try {
      await takeTurn.answer(message)
      answered += 1
    } catch (error) {
      onFailure(message, error)
    }
  }
  return answered
}

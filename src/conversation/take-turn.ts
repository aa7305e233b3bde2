import {
  type AnswerDeps,
  answerQuestion,
  type Desk,
  type Progress,
} from '../answering/answer-question.ts'
import type { Draft } from '../answering/draft.ts'
import { isFragment, joinPieces } from '../answering/fragment.ts'
import type { Reply } from '../answering/reply.ts'
import { replyToIntent } from '../answering/reply-to-intent.ts'
import { understand } from '../answering/understand.ts'
import type { DeskRules } from '../handoff/office.ts'
import type { QueueFigures } from '../handoff/queue-figures.ts'
import type { StaffOf } from '../handoff/staff-of.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import type { Clock } from '../shared/clock.ts'
import { dayOf } from '../shared/day.ts'
import { newId } from '../shared/ids.ts'
import type { Lanes } from '../shared/lanes.ts'
import { type Burst, burstOf } from './burst.ts'
import type { Message } from './conversation.ts'
import type { PrepareTicket } from './prepare-ticket.ts'
import type { ConversationStore } from './store.ts'
import { speakFor, type TurnInHand } from './whose-turn.ts'

export type TakeTurnDeps = {
  store: ConversationStore
  tickets: Pick<TicketStore, 'latestOf'>
  /** The edition that serves now. */
  currentDesk: () => Desk
  answering: AnswerDeps
  /** What the ward has set. */
  rules: () => Promise<DeskRules>
  queue: QueueFigures
  prepareTicket: PrepareTicket
  staffOf: StaffOf
  burst: Burst
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

/** An official can take or leave a conversation while a reply is made; not more often than this. */
const mostAttempts = 10

/**
 * The whole path of one citizen message. Messages of one conversation are answered in order; pieces of
 * one burst get one reply. Whoever has the conversation when the reply is kept is who speaks.
 */
export function createTakeTurn(deps: TakeTurnDeps): TakeTurn {
  const { store, currentDesk, answering, burst, lanes, clock, onTurn } = deps
  const isPiece = (text: string) =>
    burst.isOn && isFragment(text, currentDesk().edition, answering.reader)

  /** One attempt; undefined when the conversation changed hands meanwhile. */
  const attempt = async (asked: Message, progress: Progress | undefined) => {
    const pieces = burst.isOn
      ? burstOf(asked.id, await store.unansweredOf(asked.conversationId), isPiece)
      : []
    const [message = asked] = pieces.slice(-1)
    const [first = message] = pieces
    const conversation = await store.find(message.conversationId)
    const desk = currentDesk()
    const turn: TurnInHand = {
      message,
      joined: pieces.slice(0, -1),
      text:
        pieces.length > 1
          ? joinPieces(textsOf(pieces), desk.edition, answering.reader)
          : message.text,
      owner: conversation?.owner ?? { kind: 'bot' },
      history: () => store.textsBefore(first, 5),
      inHand: conversation?.inHand ?? null,
      at: clock(),
    }
    const draft = await draftFor(turn, desk, progress)
    const spoken = await speakFor(turn, draft, deps)
    const reply = await store.finish({
      message,
      joined: turn.joined,
      owner: turn.owner,
      inHand: spoken.inHand,
      handoff: spoken.handoff,
      reopenDays: spoken.reopenDays,
      review: spoken.review && {
        ...spoken.review,
        reply: { id: newId('rpl'), ...spoken.review.reply, edition: desk.edition.number },
      },
      complete: (ticket, found) => ({
        id: newId('rpl'),
        ...spoken.reply(ticket, found),
        edition: desk.edition.number,
      }),
      at: turn.at,
    })
    return reply && { message, reply, ranked: draft.ranked }
  }

  /** While an official has the conversation the guides are not even asked. */
  const draftFor = async (turn: TurnInHand, desk: Desk, progress: Progress | undefined) => {
    const { text, owner, history, inHand, at } = turn
    if (owner.kind === 'staff') {
      const { intent } = understand(text, desk.edition.lexicon, answering.reader)
      return { ...silence, inHand, ...replyToIntent(intent, desk.edition, inHand), intent }
    }
    const { approval } = await deps.rules()
    // Where an official is to look first, nothing is shown while it is written.
    const isOpenly =
      approval.default === 'automatic' &&
      [...Object.values(approval.fields), ...Object.values(approval.guides)].length === 0
    const seen = isOpenly ? progress : progress?.signal && { signal: progress.signal }
    return await answerQuestion(desk, { text, history, inHand, day: dayOf(at) }, answering, seen)
  }

  return {
    async accept({ conversationId, text, clientMessageId }) {
      const message = { id: newId('msg'), conversationId, text, receivedAt: clock() }
      return await store.accept(message, clientMessageId)
    },

    async answer(asked, progress) {
      const startedAt = performance.now()
      if (burst.isOn) {
        const earlier = await store.replyTo(asked.id)
        if (earlier) return earlier
        await burst.pause(asked.conversationId, isPiece(asked.text))
      }
      return await lanes.run(asked.conversationId, async () => {
        for (let count = 0; count < mostAttempts; count += 1) {
          const earlier = await store.replyTo(asked.id)
          if (earlier) return earlier
          const finished = await attempt(asked, progress)
          if (!finished) continue
          onTurn({ ...finished, durationMs: performance.now() - startedAt })
          return finished.reply
        }
        throw new Error('the conversation changed hands again and again; the message is kept')
      })
    },
  }
}

const textsOf = (messages: Message[]) => messages.map(({ text }) => text)

const silence: Omit<Draft, 'inHand'> = {
  kind: 'handoff',
  text: '',
  procedure: null,
  facet: null,
  citations: [],
  options: [],
  confidence: 1,
  generatedBy: 'guide',
  intent: undefined,
  ranked: [],
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

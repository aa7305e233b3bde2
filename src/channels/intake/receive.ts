import type { SetTimer } from '../../conversation/burst.ts'
import type { Message } from '../../conversation/conversation.ts'
import type { TakeTurn } from '../../conversation/take-turn.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Chat, ChatChannel, ChatStore } from '../chat.ts'
import { textsIn } from '../chat-text/chat-language.ts'
import type { OutboxStore } from '../delivery/outbox.ts'
import type { ChatSender } from '../delivery/sender.ts'
import { createPump } from '../pump.ts'
import type { ChatUpdate } from './chat-update.ts'
import type { HandleUpdate } from './handle-update.ts'
import type { InboundRow, InboundStore } from './inbound.ts'

const atOnce = 16
/** For what another process kept, or left. */
const everyMs = 5000
/** Longer than anything but a reply takes. */
const claimMs = 60_000
/** Longer than a language model may take; a reply that is made twice all the same is kept once. */
const answerMs = 5 * 60_000
const mostAttempts = 5
/** Nobody sees that a machine answers at once. */
const typingAfterMs = 500
/** Channels show it for five seconds. */
const typingEveryMs = 4000

export type Receive = {
  /** Keeps an update; when this resolves it may be acknowledged. */
  keep(update: ChatUpdate): Promise<void>
  /** Looks for what is to be done. */
  wake(): void
  idle(): Promise<void>
  stop(): Promise<void>
}

export type ReceiveDeps = {
  inbound: InboundStore
  handleUpdate: HandleUpdate
  takeTurn: TakeTurn
  chats: Pick<ChatStore, 'find'>
  outbox: Pick<OutboxStore, 'put'>
  /** A reply lies in the outbox. */
  onAnswered: (chat: Chat) => void
  channels: () => ChatChannel[]
  senderOf: (channel: ChatChannel) => ChatSender | undefined
  holder: string
  clock: Clock
  setTimer: SetTimer
  /** An edition of the guides serves. */
  isReady: () => boolean
  onFailure: (channel: ChatChannel, error: unknown, isFinal: boolean) => void
}

/**
 * From an update to its turn: kept first, then handled in order in its chat, chats side by side. While
 * a reply is made the next message of the chat is accepted, so that pieces of one burst find together.
 */
export function createReceive(deps: ReceiveDeps): Receive {
  const { inbound, handleUpdate, takeTurn, clock, setTimer, holder } = deps
  const answering = new Set<Promise<void>>()

  const failed = async (row: InboundRow, error: unknown) => {
    const attempts = row.attempts + 1
    const isFinal = attempts >= mostAttempts
    deps.onFailure(row.channel, error, isFinal)
    if (!isFinal) {
      const ms = 2 ** attempts * 1000
      await inbound.retryLater(row.sequence, String(error), new Date(clock().getTime() + ms))
      setTimer(ms, () => pump.wake(row))
      return
    }
    await inbound.failed(row.sequence, String(error))
    const { channel, address } = row
    const { language = 'vi' } = (await deps.chats.find(row)) ?? {}
    const content = { type: 'text' as const, text: textsIn[language].failed, buttons: [] }
    const source = `update:${row.sequence}:failed`
    await deps.outbox.put({ channel, address, conversationId: null, source, content }, clock())
  }

  const answer = (row: InboundRow, message: Message) => {
    const stopTyping = typeUntilStopped(row)
    const task = takeTurn
      .answer(message)
      .then(
        () => {
          deps.onAnswered(row)
          return inbound.handled(row.sequence)
        },
        (error: unknown) => failed(row, error),
      )
      .catch((error: unknown) => deps.onFailure(row.channel, error, false))
      .finally(() => {
        stopTyping()
        answering.delete(task)
        // What another process has kept since then waits for these replies.
        pump.wake(row)
      })
    answering.add(task)
  }

  const typeUntilStopped = ({ channel, address }: Chat) => {
    let stop: () => void = () => undefined
    const after = (ms: number) => {
      stop = setTimer(ms, () => {
        void deps.senderOf(channel)?.typing(address)
        after(typingEveryMs)
      })
    }
    after(typingAfterMs)
    return () => stop()
  }

  /** Its message is kept under the update's key, whatever is given now; gone when the citizen had it erased. */
  const acceptedWords = async (row: InboundRow) => {
    const known = await deps.chats.find(row)
    return known && { conversationId: known.conversationId, text: '' }
  }

  /** One turn begins in each round of the event loop: webhooks that come meanwhile are answered in between. */
  let lastTurn = Promise.resolve()
  const inTurn = async () => {
    lastTurn = lastTurn.then(() => new Promise((resolve) => setImmediate(resolve)))
    await lastTurn
  }

  const workOn = async (chat: Chat) => {
    if (!deps.isReady()) return false
    await inTurn()
    const at = clock()
    const until = (ms: number) => new Date(at.getTime() + ms)
    const row = await inbound.claimNext(chat, holder, at, until(claimMs))
    if (!row) return false
    try {
      const words = row.messageId === null ? await handleUpdate(row) : await acceptedWords(row)
      const message = words && (await takeTurn.accept({ ...words, clientMessageId: row.key }))
      if (message) {
        await inbound.accepted(row.sequence, message.id, until(answerMs))
        answer(row, message)
      } else await inbound.handled(row.sequence)
    } catch (error) {
      await failed(row, error)
    }
    return true
  }

  const pump = createPump({
    chatsWithWork: (limit) => inbound.chatsWithWork(deps.channels(), clock(), limit),
    workOn,
    atOnce,
    everyMs,
    setTimer,
    onFailure: (error) => {
      for (const channel of deps.channels()) deps.onFailure(channel, error, false)
    },
  })
  const answered = async () => {
    while (answering.size > 0) await Promise.all(answering)
  }

  return {
    async keep(update) {
      if (await inbound.keep(update, clock())) pump.wake(update)
    },
    wake: () => pump.wake(),
    async idle() {
      await pump.idle()
      await answered()
    },
    async stop() {
      await pump.stop()
      await answered()
    },
  }
}

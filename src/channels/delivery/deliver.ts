import type { SetTimer } from '../../conversation/burst.ts'
import type { StaffOf } from '../../handoff/staff-of.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Chat, ChatChannel } from '../chat.ts'
import { createPump, type Pump } from '../pump.ts'
import type { DeliveryProblem, Held, OutboxRow, OutboxStore, Settlement } from './outbox.ts'
import { createPacer, type Pacer } from './pacer.ts'
import type { ChatSender, SendOutcome } from './sender.ts'
import { toChatMessage } from './to-chat-message.ts'

/** Sends to so many chats at once. */
const atOnce = 24
/** A row that its process left in mid-air is taken up after that long. */
const claimMs = 120_000
/** Longer than the requests of one piece with their time-outs: with less left, the claim is renewed first. */
const longestPieceMs = 60_000
/** For what another process put into the outbox, or left in mid-air. */
const everyMs = 5000
const longestBackoffMs = 5 * 60_000
const lockedOutMs = 30_000
/** After that nobody waits for it any more, and staff see that it never arrived. */
const giveUpMs = 24 * 60 * 60_000

export type DeliverDeps = {
  outbox: OutboxStore
  /** Of channels that are on. */
  senderOf: (channel: ChatChannel) => ChatSender | undefined
  channels: () => ChatChannel[]
  staffOf: StaffOf
  /** Names this process among others. */
  holder: string
  clock: Clock
  setTimer: SetTimer
  /** Told of every row that arrived. */
  onSent: (row: OutboxRow) => Promise<void>
  /** Told of every row that never will. */
  onDead: (row: OutboxRow, problem: DeliveryProblem | 'unsure') => Promise<void>
  /** Told of every request that failed. */
  onFailure: (channel: ChatChannel, error: string) => void
}

/**
 * Brings the outbox to its chats: each row once, in order in its chat, within the channel's limits.
 * Safe when several processes do it: a piece is begun only while the claim outlasts it. What the channel refuses for good is kept for staff to see.
 */
export function createDeliver(deps: DeliverDeps): Pump {
  const { outbox, senderOf, channels, staffOf, holder, clock, setTimer } = deps
  const pacers = new Map<ChatSender, Pacer>()

  const pause = (ms: number) => new Promise<void>((resolve) => void setTimer(ms, resolve))

  const inTurn = async (sender: ChatSender, address: string) => {
    const pacer = pacers.get(sender) ?? createPacer(sender.pace, clock)
    pacers.set(sender, pacer)
    const ms = pacer.book(address)
    if (ms > 0) await pause(ms)
  }

  /** Sends what is still to be sent of it, piece by piece; undefined: somebody else sends it now. */
  const send = async (
    row: OutboxRow,
    sender: ChatSender,
    isOurs: () => Promise<boolean>,
  ): Promise<Settlement | undefined> => {
    const pieces = sender.pieces(await toChatMessage(row.content, row.language, staffOf))
    const closed = await closedWindow(row, sender, pieces.length)
    if (closed) return closed
    const providerIds = [...row.providerIds]
    for (const [index, piece] of pieces.entries()) {
      if (index < row.partsSent) continue
      await inTurn(sender, row.address)
      if (!(await isOurs())) return undefined
      const outcome = await piece(row.address)
      if (outcome.kind !== 'sent') return settlementOf(outcome, row, sender, clock())
      providerIds.push(outcome.providerId)
      if (index === pieces.length - 1) break
      if (!(await outbox.keepProgress(heldBy(row), index + 1, providerIds))) return undefined
    }
    return { state: 'sent', parts: pieces.length, providerIds }
  }

  /** A message past the channel's window would be refused, or cost money. */
  const closedWindow = async (
    row: OutboxRow,
    { window }: ChatSender,
    pieces: number,
  ): Promise<Settlement | undefined> => {
    const since = window && (await outbox.sinceLastWord(row))
    if (!window || !since) return undefined
    const isOver = clock().getTime() - since.at.getTime() > window.answerMs
    const isFull = window.messages !== null && since.sent + pieces > window.messages
    if (!isOver && !isFull) return undefined
    const error = isOver ? 'the time to answer is over' : `${since.sent} messages were sent already`
    return { state: 'dead', problem: 'window', error }
  }

  const heldBy = ({ sequence }: OutboxRow): Held => ({ sequence, holder })

  /** Whether the row is ours for as long as a piece may take; the claim is renewed where it must be. */
  const claimOf = (row: OutboxRow, claimedUntil: Date) => {
    let until = claimedUntil
    return async () => {
      const now = clock().getTime()
      if (until.getTime() - now > longestPieceMs) return true
      until = new Date(now + claimMs)
      return await outbox.keepClaim(heldBy(row), until)
    }
  }

  const workOn = async (chat: Chat) => {
    const sender = senderOf(chat.channel)
    if (!sender) return false
    const at = clock()
    const until = new Date(at.getTime() + claimMs)
    const row = await outbox.claimNext(chat, holder, at, until)
    if (!row) return false
    const isLost = row.wasInterrupted && !sender.resendsWhenUnsure
    const settlement: Settlement | undefined = isLost
      ? { state: 'unsure', error: 'the service stopped while it was being sent' }
      : await send(row, sender, claimOf(row, until))
    if (!settlement || !(await outbox.settle(heldBy(row), settlement, clock()))) return true
    if (settlement.state === 'waiting') {
      setTimer(settlement.nextAt.getTime() - clock().getTime(), () => pump.wake(chat))
    }
    if (settlement.state === 'sent') await deps.onSent(row)
    else deps.onFailure(chat.channel, settlement.error)
    if (settlement.state === 'dead') await deps.onDead(row, settlement.problem)
    if (settlement.state === 'unsure') await deps.onDead(row, 'unsure')
    return settlement.state !== 'waiting'
  }

  const pump = createPump({
    chatsWithWork: (limit) => outbox.chatsWithWork(channels(), clock(), limit),
    workOn,
    atOnce,
    everyMs,
    setTimer,
    onFailure: (error) => {
      for (const channel of channels()) deps.onFailure(channel, String(error))
    },
  })
  return pump
}

function settlementOf(
  outcome: Exclude<SendOutcome, { kind: 'sent' }>,
  row: OutboxRow,
  sender: ChatSender,
  at: Date,
): Settlement {
  const { error } = outcome
  if (outcome.kind === 'never') return { state: 'dead', problem: outcome.problem, error }
  if (outcome.kind === 'unsure' && !sender.resendsWhenUnsure) return { state: 'unsure', error }
  if (at.getTime() - row.createdAt.getTime() > giveUpMs) {
    return { state: 'dead', problem: 'gave-up', error }
  }
  const asked = outcome.kind === 'later' ? outcome.afterMs : undefined
  const ms = outcome.kind === 'locked-out' ? lockedOutMs : (asked ?? backoffMs(row))
  const isUnsure = outcome.kind === 'unsure'
  return { state: 'waiting', nextAt: new Date(at.getTime() + ms), error, isUnsure }
}

/** 1 s, 2 s, 4 s … five minutes; a fifth more or less, so that rows of one outage do not come together. */
function backoffMs({ attempts, sequence }: OutboxRow): number {
  const spread = 0.8 + ((sequence * 7919) % 100) / 250
  return Math.round(Math.min(2 ** attempts * 1000, longestBackoffMs) * spread)
}

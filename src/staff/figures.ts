import type { TicketState } from '../answering/reply.ts'

/** What is counted of one ticket. Times are ISO text in UTC, as they are kept. */
export type TicketFigures = {
  sequence: number
  state: TicketState
  ownerId: string | null
  field: string | null
  reason: string
  summary: string
  createdAt: string
  waitingSince: string | null
  citizenTurnSince: string | null
  firstAnsweredAt: string | null
  resolvedAt: string | null
  dueFirstAt: string | null
  dueResolvedAt: string | null
  rating: number | null
}

/** From the first moment on, up to the second and without it. */
export type Span = { from: Date; until: Date }

/** Where the desk's figures are read. */
export type FigureReader = {
  /** Tickets opened, first answered or resolved in that span, and all that are open now. */
  tickets(span: Span): Promise<TicketFigures[]>
  /** By hour (`2026-11-24T03`, UTC), hours with none left out. */
  hours(span: Span): Promise<{ hour: string; questions: number; answeredByBot: number }[]>
  thumbs(span: Span): Promise<{ up: number; down: number }>
  /** Replies of officials to citizens, by official. */
  staffMessages(span: Span): Promise<ReadonlyMap<string, number>>
  /** What was asked and no guide answered, newest first; at most so many. */
  unanswered(span: Span, limit: number): Promise<{ text: string; at: string }[]>
}

/** The one in the middle; null of none. */
export function median(values: number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}

export function average(values: number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** True for a moment of the span; false for none. */
export function isWithin(moment: string | null, { from, until }: Span): boolean {
  return moment !== null && moment >= from.toISOString() && moment < until.toISOString()
}

/** From the opening to the first word of an official, of tickets first answered in the span. */
export function medianFirstAnswerMinutes(tickets: TicketFigures[], span: Span): number | null {
  const waits = tickets.flatMap(({ createdAt, firstAnsweredAt }) =>
    firstAnsweredAt !== null && isWithin(firstAnsweredAt, span)
      ? [(Date.parse(firstAnsweredAt) - Date.parse(createdAt)) / 60_000]
      : [],
  )
  const minutes = median(waits)
  return minutes === null ? null : Math.round(minutes * 10) / 10
}

/** Resolved in the span and not opened again. */
export function isResolvedIn({ state, resolvedAt }: TicketFigures, span: Span): boolean {
  return (state === 'resolved' || state === 'closed') && isWithin(resolvedAt, span)
}

/** A promise to the citizen was or is not kept. */
export function isBreached(ticket: TicketFigures, now: Date): boolean {
  const { firstAnsweredAt, resolvedAt, dueFirstAt, dueResolvedAt, citizenTurnSince } = ticket
  const isLate = (due: string | null, done: string | null) =>
    due !== null && due < (done ?? citizenTurnSince ?? now.toISOString())
  // Resolved without a word to the citizen: returned to the bot, answered on the phone.
  return isLate(dueFirstAt, firstAnsweredAt ?? resolvedAt) || isLate(dueResolvedAt, resolvedAt)
}

export function isOpen({ state }: TicketFigures): boolean {
  return state !== 'resolved' && state !== 'closed'
}

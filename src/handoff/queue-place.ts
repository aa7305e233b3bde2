import type { QueuedTicket } from './ticket-store.ts'

/** Where a citizen stands, and how long it may take: a range of minutes, or null without figures. */
export type QueuePlace = {
  /** 1: next. */
  place: number
  minutes: [low: number, high: number] | null
  /** Set while the office is closed; then no minutes are told. */
  nextOpening: Date | null
}

/** Fewer than these in the last hour say nothing about the next. */
const fewestTaken = 4
const minuteMs = 60_000
/** How far back figures count. */
export const rollingMs = 60 * minuteMs

/** 1 for the next; a ticket that is not in the queue would come last. */
export function placeInQueue(queue: QueuedTicket[], sequence: number | undefined): number {
  const index = queue.findIndex((ticket) => ticket.sequence === sequence)
  return index < 0 ? queue.length + 1 : index + 1
}

/**
 * How long the citizen at that place waits, by how often a ticket was taken in the last hour: between
 * the faster and the slower quartile of the pauses. Pure.
 */
export function estimateWait(place: number, taken: Date[]): [number, number] | null {
  if (taken.length < fewestTaken) return null
  const pauses = taken
    .slice(1)
    .map((moment, index) => (moment.getTime() - (taken[index]?.getTime() ?? 0)) / minuteMs)
    .sort((one, other) => one - other)
  const low = toldMinutes(place * quantile(pauses, 0.25))
  const high = toldMinutes(place * quantile(pauses, 0.75))
  return [low, Math.max(high, nextTold(low))]
}

function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

/** Nobody believes "37 minutes". */
const told = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240]

function toldMinutes(minutes: number): number {
  return told.find((each) => each >= minutes) ?? 240
}

function nextTold(minutes: number): number {
  return told.find((each) => each > minutes) ?? minutes
}

import type { DeskRules } from './office.ts'
import { estimateWait, placeInQueue, type QueuePlace, rollingMs } from './queue-place.ts'
import type { TicketStore } from './ticket-store.ts'

/** Where that ticket stands now; one that is not in the queue (undefined: not opened yet) comes last. */
export type QueueFigures = (sequence: number | undefined, at: Date) => Promise<QueuePlace>

/** Places and waiting times from the queue and from how fast it moved in the last hour. */
export function createQueueFigures(
  tickets: Pick<TicketStore, 'queue' | 'takenSince'>,
  rules: () => Promise<DeskRules>,
): QueueFigures {
  return async (sequence, at) => {
    const [queue, taken, { officeAt }] = await Promise.all([
      tickets.queue(),
      tickets.takenSince(new Date(at.getTime() - rollingMs)),
      rules(),
    ])
    const place = placeInQueue(queue, sequence)
    const { isOpen, nextOpening } = officeAt(at)
    const minutes = isOpen === false ? null : estimateWait(place, taken)
    return { place, minutes, nextOpening }
  }
}

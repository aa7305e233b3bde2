import { priorities } from './ticket.ts'
import type { UnassignedTicket } from './ticket-store.ts'

/** An official as somebody who may be given a ticket. */
export type Official = {
  id: string
  /** Fields whose tickets come to this person first; none: whatever comes. */
  fields: string[]
  presence: 'online' | 'busy' | 'away'
}

/** Who waits for more answers than this from one person waits no shorter than in the queue, where all see it. */
const mostWaiting = 5

/**
 * Who gets a ticket: whoever is there and has its field, else somebody without fields of their own, else
 * anybody; of those the one for whom the fewest citizens wait. Undefined: it stays in the queue. Pure.
 *
 * A ticket passed to a team goes to that team alone; an emergency also to who is busy. Nobody is given
 * back what they put into the queue.
 */
export function chooseOfficial(
  ticket: Pick<UnassignedTicket, 'field' | 'team' | 'priority' | 'leftBy'>,
  officials: Official[],
  waitingFor: ReadonlyMap<string, number>,
): Official | undefined {
  const isUrgent = ticket.priority === priorities.emergency
  const load = ({ id }: Official) => waitingFor.get(id) ?? 0
  const free = officials.filter(
    (official) =>
      official.id !== ticket.leftBy &&
      (official.presence === 'online' || (isUrgent && official.presence === 'busy')) &&
      (isUrgent || load(official) < mostWaiting),
  )
  const wanted = ticket.team ?? ticket.field
  const circles = [
    free.filter(({ fields }) => wanted !== null && fields.includes(wanted)),
    ...(ticket.team === null ? [free.filter(({ fields }) => fields.length === 0), free] : []),
  ]
  const nearest = circles.find((circle) => circle.length > 0) ?? []
  return nearest.reduce<Official | undefined>(
    (best, official) => (best && load(best) <= load(official) ? best : official),
    undefined,
  )
}

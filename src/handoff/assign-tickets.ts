import type { Clock } from '../shared/clock.ts'
import { chooseOfficial, type Official } from './choose-official.ts'
import type { DeskRules } from './office.ts'
import { isProblem } from './ticket-life.ts'
import type { TicketStore } from './ticket-store.ts'

/** Gives what waits in the queue to officials, where the ward has set that. */
export type AssignTickets = () => Promise<void>

/**
 * In the order of the queue, until nobody is free. Several processes may do it: a ticket is given away
 * once, under the lock of its conversation.
 */
export function createAssignTickets(deps: {
  tickets: Pick<TicketStore, 'unassigned' | 'waitingByOwner' | 'act'>
  /** Who works here now. */
  officials: () => Promise<Official[]>
  rules: () => Promise<DeskRules>
  clock: Clock
  /** Told of every conversation that got its official. */
  onChange: (conversationId: string) => void
}): AssignTickets {
  const { tickets, officials, rules, clock, onChange } = deps

  const assign = async () => {
    if ((await rules()).assignment !== 'auto') return
    const queue = await tickets.unassigned()
    if (queue.length === 0) return
    const [people, waiting] = await Promise.all([officials(), tickets.waitingByOwner()])
    const waitingFor = new Map(waiting)
    for (const ticket of queue) {
      const chosen = chooseOfficial(ticket, people, waitingFor)
      if (!chosen) continue
      const action = { type: 'assign', to: chosen.id } as const
      const outcome = await tickets.act(ticket.sequence, action, { kind: 'system' }, clock())
      // Somebody was quicker.
      if (isProblem(outcome)) continue
      waitingFor.set(chosen.id, (waitingFor.get(chosen.id) ?? 0) + 1)
      onChange(ticket.conversationId)
    }
  }

  // One after the other: two at once would both take the same person for the least busy.
  let running = Promise.resolve()
  return () => {
    const run = running.then(assign)
    running = run.catch(() => undefined)
    return run
  }
}

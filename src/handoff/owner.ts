import { openTicketStates, type Ticket } from './ticket.ts'

/** Who may speak to the citizen. A conversation has exactly one; `nobody`: it waits in the queue. */
export type Owner = { kind: 'bot' } | { kind: 'nobody' } | { kind: 'staff'; id: string }

/** Whose the conversation is, by its latest ticket. */
export function ownerBy(ticket: Pick<Ticket, 'state' | 'ownerId'> | undefined): Owner {
  if (!ticket || !openTicketStates.includes(ticket.state)) return { kind: 'bot' }
  return ticket.ownerId === null ? { kind: 'nobody' } : { kind: 'staff', id: ticket.ownerId }
}

/** As it is kept: `bot`, `nobody`, `staff:<id>`. */
export function ownerText(owner: Owner): string {
  return owner.kind === 'staff' ? `staff:${owner.id}` : owner.kind
}

/** Reads what `ownerText` wrote. */
export function ownerOfText(text: string): Owner {
  if (text.startsWith('staff:')) return { kind: 'staff', id: text.slice('staff:'.length) }
  return text === 'nobody' ? { kind: 'nobody' } : { kind: 'bot' }
}

import type { OutgoingMessage } from './conversation-store.ts'
import type { StaffMessage } from './live-events.ts'
import { textOf } from './read-json.ts'
import type { Feedback, Reply, Ticket, Turn } from './reply.ts'

/** By the clock of the service; null for what happened since the page was opened. */
type Dated = { at: Date | null }

export type CitizenEntry = Dated & {
  kind: 'citizen'
  id: string
  text: string
  /** Sending was given up; the citizen may try again. */
  hasFailed: boolean
}

export type ReplyEntry = Dated & {
  kind: 'reply'
  id: string
  reply: Reply
  feedback: Feedback | null
}

export type StaffEntry = StaffMessage & { kind: 'staff' }

/** One thing in the log. */
export type Entry = CitizenEntry | ReplyEntry | StaffEntry

/** A message of the citizen that is on its way. */
export function citizenEntry({ clientMessageId, text }: OutgoingMessage): CitizenEntry {
  return { kind: 'citizen', id: clientMessageId, text, at: null, hasFailed: false }
}

/** A file the citizen sent. */
export function fileEntry(file: unknown): CitizenEntry {
  return {
    kind: 'citizen',
    id: textOf(file, 'id'),
    text: `📎 ${textOf(file, 'name')}`,
    at: new Date(textOf(file, 'at')),
    hasFailed: false,
  }
}

/** The log of restored turns; a message still waiting to be sent again is left to that. */
export function entriesOf(turns: Turn[], pending: OutgoingMessage[]): Entry[] {
  return turns.flatMap(({ id, text, at, reply, feedback }): Entry[] => {
    const when = new Date(at)
    if (!reply && pending.some((message) => message.text === text)) return []
    const citizen: Entry[] =
      text === '' ? [] : [{ kind: 'citizen', id, text, at: when, hasFailed: false }]
    return reply
      ? [...citizen, { kind: 'reply', id: reply.id, reply, at: when, feedback }]
      : citizen
  })
}

/** The messages without a reply, even after what the service remembers: its last turns may have one. */
export function stillPending(pending: OutgoingMessage[], turns: Turn[]): OutgoingMessage[] {
  const lastTurns = turns.slice(-Math.max(1, pending.length))
  return pending.filter(
    ({ text }) => !lastTurns.some((turn) => turn.reply !== null && turn.text === text),
  )
}

/** The log with one more entry: before what is known to be later, else at the end. */
export function addByTime(entries: Entry[], entry: Entry): Entry[] {
  const { at } = entry
  const later = at ? entries.findIndex((each) => each.at !== null && each.at > at) : -1
  if (later < 0) return [...entries, entry]
  return [...entries.slice(0, later), entry, ...entries.slice(later)]
}

/** The log with the ticket's new state on every reply that names it. */
export function withTicket(entries: Entry[], ticket: Ticket): Entry[] {
  return entries.map((entry) =>
    entry.kind === 'reply' && entry.reply.ticket?.number === ticket.number
      ? { ...entry, reply: { ...entry.reply, ticket } }
      : entry,
  )
}

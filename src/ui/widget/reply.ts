import { fieldOf, listOf, textOf } from './read-json.ts'

const kinds = ['answer', 'clarify', 'redirect', 'handoff', 'smalltalk', 'refusal'] as const
const makers = ['guide', 'llm', 'staff'] as const

export type Citation = {
  guide: string
  section: string
  title: string
  quote: string
  /** Empty when the service names no law. */
  legalBasis: string
}

export type Ticket = { number: string; state: string }

/** A person of the office, as citizens see one. */
export type Official = { name: string; title: string }

/** How the ticket stands now: the place in the queue, or who has it. */
export type Standing = Ticket & {
  queue: { place: string; minutes: string[]; nextOpening: string } | null
  official: Official | null
}

/** What the service answers to one message, as far as the widget shows it. */
export type Reply = {
  id: string
  kind: (typeof kinds)[number]
  /** Markdown subset. */
  text: string
  procedure: { id: string; code: string; title: string } | null
  citations: Citation[]
  options: { label: string; text: string }[]
  ticket: Ticket | null
  edition: string
  generatedBy: (typeof makers)[number]
}

export type Feedback = 'up' | 'down'

/** One citizen message with its reply, as restored after a reload. */
export type Turn = {
  id: string
  text: string
  at: string
  reply: Reply | null
  feedback: Feedback | null
}

/** Reads a Reply; null for anything that is none. An unknown kind is shown as a plain answer. */
export function readReply(value: unknown): Reply | null {
  const id = textOf(value, 'id')
  const text = fieldOf(value, 'text')
  if (id === '' || typeof text !== 'string') return null
  const procedure = fieldOf(value, 'procedure')
  return {
    id,
    kind: kinds.find((kind) => kind === fieldOf(value, 'kind')) ?? 'answer',
    text,
    procedure: textOf(procedure, 'id')
      ? {
          id: textOf(procedure, 'id'),
          code: textOf(procedure, 'code'),
          title: textOf(procedure, 'title'),
        }
      : null,
    citations: listOf(value, 'citations').map(readCitation),
    options: listOf(value, 'options').map((option) => ({
      label: textOf(option, 'label'),
      text: textOf(option, 'text'),
    })),
    ticket: readTicket(fieldOf(value, 'ticket')),
    edition: textOf(value, 'edition'),
    generatedBy: makers.find((maker) => maker === fieldOf(value, 'generatedBy')) ?? 'guide',
  }
}

function readCitation(value: unknown): Citation {
  return {
    guide: textOf(value, 'guide'),
    section: textOf(value, 'section'),
    title: textOf(value, 'title'),
    quote: textOf(value, 'quote'),
    legalBasis: textOf(value, 'legalBasis'),
  }
}

/** Reads a ticket; null for anything without a number. */
export function readTicket(value: unknown): Ticket | null {
  const number = textOf(value, 'number')
  return number === '' ? null : { number, state: textOf(value, 'state') }
}

/** Reads how a ticket stands; null for anything without a number. */
export function readStanding(value: unknown): Standing | null {
  const ticket = readTicket(value)
  const queue = fieldOf(value, 'queue')
  return (
    ticket && {
      ...ticket,
      queue: queue
        ? {
            place: textOf(queue, 'place'),
            minutes: listOf(queue, 'minutes').map(String),
            nextOpening: textOf(queue, 'nextOpening'),
          }
        : null,
      official: readOfficial(fieldOf(value, 'staff')),
    }
  )
}

/** Reads an official; null for nobody. */
export function readOfficial(value: unknown): Official | null {
  return value ? { name: textOf(value, 'name'), title: textOf(value, 'title') } : null
}

/** Reads one restored turn. */
export function readTurn(value: unknown): Turn {
  const feedback = fieldOf(value, 'feedback')
  return {
    id: textOf(value, 'id'),
    text: textOf(value, 'text'),
    at: textOf(value, 'at'),
    reply: readReply(fieldOf(value, 'reply')),
    feedback: feedback === 'up' || feedback === 'down' ? feedback : null,
  }
}

import type { Citation } from '../answering/reply.ts'
import type { RelayStaffReply } from '../conversation/relay-staff-reply.ts'
import { type Ticket, ticketNumber } from '../handoff/ticket.ts'
import { isProblem, type Who } from '../handoff/ticket-life.ts'
import { InvalidInputError } from '../shared/errors.ts'
import { messageEntry, type ViewDeps } from './conversation-view.ts'
import type { DeskAction } from './desk.ts'
import type { StaffTyping } from './live.ts'
import { noSuchTicket, refusal, sequenceOf } from './refusals.ts'
import type { Entry, NewContact, NewStaffMessage, TicketView } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

export type ActionDeps = Pick<
  ViewDeps,
  'tickets' | 'directory' | 'clock' | 'typingBoard' | 'writeAudit' | 'markRead'
> & {
  view: (viewer: Viewer, ticket: Ticket) => Promise<TicketView>
  relay: RelayStaffReply
  /** Told of every change that is kept: the citizen and the colleagues learn of it now. */
  changed: (ticket: Pick<Ticket, 'sequence' | 'conversationId'>) => void
  /** Tells the citizen that an official types. */
  tellCitizen: (conversationId: string) => void
  tellColleagues: (typing: StaffTyping) => void
}

/** What officials do to a ticket. Refusals are thrown and say who holds it. */
export function createTicketActions(deps: ActionDeps) {
  const { tickets, directory, clock, typingBoard, writeAudit, changed } = deps

  const find = async (number: string): Promise<Ticket> => {
    const ticket = await tickets.find(sequenceOf(number))
    if (!ticket) throw noSuchTicket()
    return ticket
  }

  /** A ticket given to nobody real would strand its citizen. */
  const mustWorkHere = async (id: string) => {
    const person = (await directory.people()).get(id)
    if (!person || person.disabled) throw new InvalidInputError('Không có cán bộ này.')
  }

  const said = async (
    viewer: Viewer,
    outcome: Awaited<ReturnType<RelayStaffReply>>,
  ): Promise<Entry> => {
    if (isProblem(outcome)) throw await refusal(outcome, directory)
    const { conversationId, ticketSequence } = outcome.message
    typingBoard.stopped(conversationId, viewer.id)
    if (outcome.isNew && ticketSequence !== null) {
      changed({ sequence: ticketSequence, conversationId })
    }
    return messageEntry(outcome.message, await directory.people())
  }

  return {
    async act(viewer: Viewer, number: string, action: DeskAction): Promise<TicketView> {
      if (action.type === 'transfer' && action.to !== null) await mustWorkHere(action.to)
      const outcome = await tickets.act(sequenceOf(number), action, whoIs(viewer), clock())
      if (isProblem(outcome)) throw await refusal(outcome, directory)
      const { ticket } = outcome
      if (action.type === 'claim') await deps.markRead(ticket.conversationId)
      changed(ticket)
      return await deps.view(viewer, ticket)
    },

    async send(viewer: Viewer, number: string, message: NewStaffMessage): Promise<Entry> {
      const { text, citations = [], clientMessageId } = message
      const reply = {
        sequence: sequenceOf(number),
        staffId: viewer.id,
        text,
        citations: citations.map(toCitation),
        clientMessageId,
      }
      return await said(viewer, await deps.relay(reply))
    },

    async note(viewer: Viewer, number: string, text: string): Promise<Entry> {
      const outcome = await tickets.say({
        sequence: sequenceOf(number),
        staffId: viewer.id,
        kind: 'note',
        text,
        citations: [],
        clientMessageId: null,
        at: clock(),
      })
      return await said(viewer, outcome)
    },

    async typing(viewer: Viewer, number: string): Promise<void> {
      const { conversationId, ownerId } = await find(number)
      typingBoard.staffTypes(conversationId, viewer.id)
      const staff = { id: viewer.id, name: viewer.name }
      deps.tellColleagues({ number: number.toUpperCase(), staff })
      // Nobody else will speak to the citizen.
      if (ownerId === viewer.id) deps.tellCitizen(conversationId)
    },

    async setContact(viewer: Viewer, number: string, contact: NewContact): Promise<TicketView> {
      const { name = null, phone = null } = contact
      const sequence = sequenceOf(number)
      const action = { type: 'contact', name, phone } as const
      const outcome = await tickets.act(sequence, action, whoIs(viewer), clock())
      if (isProblem(outcome)) throw await refusal(outcome, directory)
      const detail = { name: name !== null, phone: phone !== null }
      const subject = ticketNumber(sequence)
      await writeAudit({ who: viewer.id, action: 'set-contact', subject, detail })
      changed(outcome.ticket)
      return await deps.view(viewer, outcome.ticket)
    },
  }
}

function whoIs({ id, role }: Viewer): Who {
  return { kind: 'staff', id, isAdmin: role === 'admin' }
}

/** An optional part that is not given is left out, not undefined. */
function toCitation({
  legalBasis,
  ...citation
}: NonNullable<NewStaffMessage['citations']>[number]): Citation {
  return legalBasis === undefined ? citation : { ...citation, legalBasis }
}

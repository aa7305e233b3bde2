import type { Ticket } from '../handoff/ticket.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import { openingHours } from '../knowledge/opening-hours.ts'
import type { WardProfile } from '../knowledge/ward-profile.ts'
import type { Clock } from '../shared/clock.ts'
import { ForbiddenError, NotFoundError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { noSuchTicket, sequenceOf } from './refusals.ts'
import type { CannedReply, NewCannedReply } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** As it is kept. */
export type KeptCannedReply = {
  id: string
  title: string
  text: string
  /** null: everybody's. */
  ownerId: string | null
  updatedAt: Date
}

/** Where canned replies are kept. */
export type CannedReplyStore = {
  /** That official's own and everybody's, by title. */
  repliesFor(staffId: string): Promise<KeptCannedReply[]>
  find(id: string): Promise<KeptCannedReply | undefined>
  save(reply: KeptCannedReply): Promise<void>
  remove(id: string): Promise<void>
}

export type CannedReplyDeps = {
  cannedReplyStore: CannedReplyStore
  tickets: Pick<TicketStore, 'find'>
  ward: () => WardProfile
  clock: Clock
}

/** Texts that officials send again and again. */
export function createCannedReplies({ cannedReplyStore, tickets, ward, clock }: CannedReplyDeps) {
  return {
    async cannedReplies(viewer: Viewer, number: string | undefined): Promise<CannedReply[]> {
      const replies = await cannedReplyStore.repliesFor(viewer.id)
      if (!number) return replies.map((reply) => shown(reply, viewer))
      const ticket = await tickets.find(sequenceOf(number))
      if (!ticket) throw noSuchTicket()
      const values = variablesOf(ticket, viewer, ward())
      return replies.map((reply) => ({
        ...shown(reply, viewer),
        text: fillIn(reply.text, values),
      }))
    },

    async saveCannedReply(
      viewer: Viewer,
      id: string | null,
      { title, text, shared }: NewCannedReply,
    ): Promise<CannedReply> {
      if (id !== null) mayChange(viewer, await cannedReplyStore.find(id))
      if (shared && viewer.role !== 'admin') throw sharedIsForAdmins()
      const reply: KeptCannedReply = {
        id: id ?? newId('crp'),
        title: title.trim(),
        text,
        ownerId: shared ? null : viewer.id,
        updatedAt: clock(),
      }
      await cannedReplyStore.save(reply)
      return shown(reply, viewer)
    },

    async deleteCannedReply(viewer: Viewer, id: string): Promise<void> {
      mayChange(viewer, await cannedReplyStore.find(id))
      await cannedReplyStore.remove(id)
    },
  }
}

/** Fills `{{…}}` in; a variable with no value stays, so that the official sees what is missing. */
export function fillIn(text: string, values: Record<string, string | null>): string {
  return text.replace(/\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  )
}

function variablesOf(
  ticket: Ticket,
  viewer: Viewer,
  ward: WardProfile,
): Record<string, string | null> {
  return {
    ten: ticket.citizenName,
    phieu: ticket.number,
    canbo: viewer.name,
    chucdanh: viewer.title || null,
    coquan: ward.name,
    gio: ward.hours && openingHours(ward.hours).join('; '),
    dienthoai: ward.phone,
    diachi: ward.address,
  }
}

function mayChange(viewer: Viewer, reply: KeptCannedReply | undefined): void {
  // Somebody else's own is none of the viewer's business, not even that it is there.
  if (!reply || (reply.ownerId !== null && reply.ownerId !== viewer.id)) {
    throw new NotFoundError('Không có câu trả lời mẫu này.')
  }
  if (reply.ownerId === null && viewer.role !== 'admin') throw sharedIsForAdmins()
}

function sharedIsForAdmins(): ForbiddenError {
  return new ForbiddenError('Chỉ quản trị mới sửa được câu trả lời mẫu dùng chung.')
}

function shown({ ownerId, updatedAt, ...reply }: KeptCannedReply, viewer: Viewer): CannedReply {
  return { ...reply, isMine: ownerId === viewer.id, updatedAt: updatedAt.toISOString() }
}

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  type AttachmentFiles,
  maxAttachmentBytes,
  safeFileName,
  sniffType,
} from '../conversation/attachment-files.ts'
import type { Burst } from '../conversation/burst.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { EventFeed } from '../conversation/event-feed.ts'
import type { ConversationStore } from '../conversation/store.ts'
import { isProblem, type TicketAction } from '../handoff/ticket-life.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import { problem } from '../http/problem.ts'
import { jsonBody } from '../http/read-body.ts'
import type { Clock } from '../shared/clock.ts'
import { InvalidInputError, NotFoundError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { describe } from './describe-route.ts'
import { type CitizenEnv, requireToken } from './require-token.ts'
import * as schema from './web-api-schema.ts'

export type TicketRoutesDeps = {
  store: ConversationStore
  tickets: Pick<TicketStore, 'latestOf' | 'act'>
  files: AttachmentFiles
  events: Pick<EventFeed, 'announce'>
  burst: Pick<Burst, 'typing'>
  /** Tells the desk that a citizen types, or that a ticket changed. */
  onCitizen: (conversationId: string, what: 'typing' | 'ticket') => void
  clock: Clock
}

const mostAttachments = 20

/** What a citizen does besides asking: types, sends a file, leaves a number, rates. */
export function createTicketRoutes(deps: TicketRoutesDeps) {
  const { store, tickets, files, events, burst, onCitizen, clock } = deps
  const signedIn = requireToken(store)

  const act = async ({ id }: Conversation, action: TicketAction) => {
    const ticket = await tickets.latestOf(id)
    if (!ticket) throw new NotFoundError('This conversation has no ticket.')
    const outcome = await tickets.act(ticket.sequence, action, { kind: 'citizen' }, clock())
    if (isProblem(outcome)) throw new NotFoundError('This ticket cannot be changed any more.')
    events.announce(id)
    onCitizen(id, 'ticket')
  }

  return new Hono<CitizenEnv>()
    .post(
      '/conversations/:id/typing',
      describe('Say that the citizen is typing; kept nowhere', { 204: undefined }),
      signedIn,
      (c) => {
        const { id } = c.var.conversation
        burst.typing(id)
        onCitizen(id, 'typing')
        return c.body(null, 204)
      },
    )
    .post(
      '/conversations/:id/contact',
      describe(
        'Leave a name or a phone number on the ticket, to be called back; needs `consent: true`',
        { 204: undefined },
      ),
      signedIn,
      jsonBody(schema.contact),
      async (c) => {
        const { name = null, phone = null } = c.req.valid('json')
        await act(c.var.conversation, { type: 'contact', name, phone })
        return c.body(null, 204)
      },
    )
    .post(
      '/conversations/:id/rating',
      describe('Say how the latest ticket was handled; a later rating replaces an earlier one', {
        204: undefined,
      }),
      signedIn,
      jsonBody(schema.rating),
      async (c) => {
        const { value, comment = null } = c.req.valid('json')
        await act(c.var.conversation, { type: 'rate', value, comment })
        return c.body(null, 204)
      },
    )
    .post(
      '/conversations/:id/attachments',
      describe(
        'Send an image or a PDF of at most 5 MB as the field `file` of multipart/form-data',
        { 201: schema.attachment },
      ),
      signedIn,
      bodyLimit({
        // The form around the file takes some bytes, too.
        maxSize: maxAttachmentBytes + 16 * 1024,
        onError: (c) =>
          problem(c, 413, { code: 'too_large', detail: 'A file may have at most 5 MB.' }),
      }),
      async (c) => {
        const { id: conversationId } = c.var.conversation
        const file = await fileOf(c.req.raw)
        const bytes = new Uint8Array(await file.arrayBuffer())
        const type = sniffType(bytes)
        if (!type) throw new InvalidInputError('Only images (JPEG, PNG, GIF, WebP) and PDF files.')
        if ((await store.attachmentsOf(conversationId)).length >= mostAttachments) {
          throw new InvalidInputError(`A conversation takes at most ${mostAttachments} files.`)
        }
        const about = { id: newId('att'), name: safeFileName(file.name), type, size: bytes.length }
        await files.save(about.id, bytes)
        const createdAt = clock()
        await store.attach({ ...about, conversationId, createdAt })
        onCitizen(conversationId, 'ticket')
        return c.json({ ...about, at: createdAt.toISOString() }, 201)
      },
    )
}

async function fileOf(request: Request): Promise<File> {
  // A broken form is the sender's fault.
  const form = await request.formData().catch(() => undefined)
  const file = form?.get('file')
  if (!(file instanceof File)) {
    throw new InvalidInputError('Send the file as the field `file` of multipart/form-data.')
  }
  if (file.size > maxAttachmentBytes) throw new InvalidInputError('A file may have at most 5 MB.')
  return file
}

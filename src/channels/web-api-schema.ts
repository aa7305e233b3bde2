import { z } from 'zod'
import { replyKinds, ticketStates } from '../answering/reply.ts'
import { feedbackValues } from '../conversation/conversation.ts'
import { facets } from '../knowledge/facet.ts'
import { InvalidInputError } from '../shared/errors.ts'

/** Longest message, in UTF-16 units, as browsers count. */
export const maxMessageLength = 2000

export const newConversation = z.strictObject({
  channel: z.enum(['web', 'kiosk']).default('web'),
})

export const startedConversation = z.object({ id: z.string(), token: z.string() })

/** What somebody typed. PostgreSQL text cannot hold NUL, UTF-8 no half of a surrogate pair. */
const typed = z
  .string()
  .overwrite((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'))
  .refine((text) => !text.includes('\0'), { error: 'must not contain the NUL character' })

export const newMessage = z.strictObject({
  text: typed
    .max(maxMessageLength)
    .refine((text) => text.trim() !== '', { error: 'must not be empty' }),
  clientMessageId: z
    .string()
    .regex(/^[\w.:-]{1,64}$/, { error: '1 to 64 of A–Z a–z 0–9 _ . : -' })
    .optional(),
})

export const feedback = z.strictObject({
  value: z.enum(feedbackValues),
  comment: typed.max(1000).optional(),
})

export const reply = z.object({
  id: z.string(),
  kind: z.enum(replyKinds),
  text: z.string().meta({ description: 'Markdown: paragraphs, bold, flat lists, links' }),
  procedure: z
    .object({ id: z.string(), code: z.string().nullable(), title: z.string() })
    .nullable(),
  facet: z.enum(facets).nullable(),
  citations: z.array(
    z.object({
      guide: z.string(),
      section: z.string(),
      title: z.string(),
      quote: z.string(),
      legalBasis: z.string().optional(),
    }),
  ),
  options: z.array(z.object({ label: z.string(), text: z.string() })),
  ticket: z.object({ number: z.string(), state: z.string() }).nullable(),
  edition: z.int(),
  confidence: z.number().min(0).max(1),
  generatedBy: z.enum(['guide', 'llm', 'staff']),
})

const citation = reply.shape.citations.element
const staff = z.object({ name: z.string(), title: z.string() })

/** A ticket as its citizen sees it; also the body of the event `ticket`. */
export const ticketStanding = z.object({
  number: z.string(),
  state: z.enum(ticketStates),
  queue: z
    .object({
      place: z.int().meta({ description: '1: next' }),
      minutes: z
        .tuple([z.int(), z.int()])
        .nullable()
        .meta({ description: 'Range by the figures of the last hour; null without figures' }),
      nextOpening: z.iso
        .datetime()
        .nullable()
        .meta({ description: 'Set while the office is closed' }),
    })
    .nullable()
    .meta({ description: 'null: nobody is waited for in the queue' }),
  staff: staff.nullable().meta({ description: 'Who has it' }),
})

export const attachment = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  at: z.iso.datetime(),
})

/** What an official wrote, or (`staff` null) the service between two turns; also the event `message`. */
export const staffMessage = z.object({
  id: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  staff: staff.nullable(),
  citations: z.array(citation),
  attachments: z.array(attachment),
})

export const conversation = z.object({
  id: z.string(),
  messages: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      at: z.iso.datetime(),
      reply: reply.nullable(),
      joinedTo: z.string().nullable().meta({
        description: 'The later message of the same burst whose reply answers this one too',
      }),
      feedback: z.enum(feedbackValues).nullable(),
    }),
  ),
  staffMessages: z.array(staffMessage),
  ticket: ticketStanding.nullable(),
  attachments: z.array(attachment),
})

const name = typed.max(100).refine((text) => text.trim() !== '', { error: 'must not be empty' })

export const contact = z
  .strictObject({
    name: name.optional(),
    phone: z
      .string()
      .regex(/^\+?[\d .-]{8,20}$/, { error: 'a phone number' })
      .optional(),
    consent: z.literal(true).meta({ description: 'The citizen agreed to be called back' }),
  })
  .refine(({ name, phone }) => name !== undefined || phone !== undefined, {
    error: 'a name or a phone number',
  })

export const rating = z.strictObject({
  value: z.int().min(1).max(5),
  comment: typed.max(1000).optional(),
})

export const pickUp = z.strictObject({
  code: z.string().max(20),
  secondFactor: z
    .string()
    .regex(/^\d{4}$/, { error: 'the last four digits of the phone number' })
    .optional(),
})

export const pickedUp = z.object({
  ticket: ticketStanding,
  question: z.string(),
  at: z.iso.datetime(),
  answers: z.array(
    z.object({
      text: z.string(),
      at: z.iso.datetime(),
      staff: staff.nullable(),
      citations: z.array(citation),
    }),
  ),
})

export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/** Parses JSON text against a schema. Throws InvalidInputError that names every fault. */
export function parseJson<Schema extends z.ZodType>(text: string, wanted: Schema): z.infer<Schema> {
  const { data, error } = wanted.safeParse(parse(text))
  if (error) throw new InvalidInputError(`The body does not fit: ${z.prettifyError(error)}`)
  return data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidInputError('The body is not JSON.', { cause })
  }
}

import { z } from 'zod'
import { replyKinds } from '../answering/reply.ts'
import { channels } from '../conversation/conversation.ts'
import { facets } from '../knowledge/facet.ts'

/*
 * Every request and answer of the staff API, `/api/staff/v1`. Times are ISO 8601 in UTC, days are
 * `YYYY-MM-DD` in Vietnam. What citizens and officials typed comes back as plain text, exactly as typed:
 * whoever shows it escapes it.
 */

const at = z.iso.datetime()
const day = z.iso.date()

/** What somebody typed. PostgreSQL text cannot hold NUL, UTF-8 no half of a surrogate pair. */
const typed = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .refine((text) => !text.includes('\0'), { error: 'must not contain the NUL character' })
    .max(max)
const written = (max: number) =>
  typed(max).refine((text) => text.trim() !== '', { error: 'must not be empty' })

export const roles = ['staff', 'admin'] as const
export const presences = ['online', 'busy', 'away'] as const
export const ticketStates = ['new', 'claimed', 'answered', 'waiting', 'resolved', 'closed'] as const
export const inboxFilters = ['mine', 'unassigned', 'waiting', 'breached', 'all'] as const

/** An official as colleagues and citizens see one. */
export const person = z.object({ id: z.string(), name: z.string() })

export const me = z.object({
  id: z.string(),
  name: z.string(),
  /** `Công chức tư pháp – hộ tịch`; empty when none is set. */
  title: z.string(),
  role: z.enum(roles),
  presence: z.enum(presences),
})

export const newPresence = z.strictObject({ state: z.enum(presences) })

/** One line of the inbox. */
export const ticketRow = z.object({
  /** `P-0012` */
  number: z.string(),
  sequence: z.int(),
  conversationId: z.string(),
  channel: z.enum(channels),
  state: z.enum(ticketStates),
  /** 0 normal, 1 high, 2 emergency. */
  priority: z.int().min(0).max(2),
  /** Field of the guide it is about (`tu-phap`), null when unknown. */
  field: z.string().nullable(),
  /** Why it was handed over: `asks-person`, `own-case`, `complaint`, `emergency`, … */
  reason: z.string(),
  summary: z.string(),
  owner: person.nullable(),
  /** Since when the citizen waits for an official; null while nobody waits. */
  waitingSince: at.nullable(),
  dueFirstAt: at.nullable(),
  dueResolvedAt: at.nullable(),
  breached: z.boolean(),
  /** Soon breached. */
  warning: z.boolean(),
  lastText: z.string(),
  lastAt: at,
  unread: z.int(),
  citizenName: z.string().nullable(),
  createdAt: at,
})

export const inboxQuery = z.object({
  filter: z.enum(inboxFilters).default('all'),
  field: z.string().max(100).optional(),
  channel: z.enum(channels).optional(),
  /** Words in the conversation, with or without dấu, or a ticket's number. */
  q: typed(200).optional(),
  /** `next` of the page before. */
  cursor: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional(),
})

export const inboxCounts = z.object({
  mine: z.int(),
  unassigned: z.int(),
  waiting: z.int(),
  breached: z.int(),
})

export const inbox = z.object({
  tickets: z.array(ticketRow),
  counts: inboxCounts,
  next: z.string().nullable(),
})

export const citation = z.object({
  guide: z.string(),
  section: z.string(),
  title: z.string(),
  quote: z.string(),
  legalBasis: z.string().optional(),
})

export const attachment = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
})

/** What the bot said, whole: the citizen API's Reply. */
export const botReply = z.object({
  id: z.string(),
  kind: z.enum(replyKinds),
  text: z.string(),
  procedure: z
    .object({ id: z.string(), code: z.string().nullable(), title: z.string() })
    .nullable(),
  facet: z.enum(facets).nullable(),
  citations: z.array(citation),
  options: z.array(z.object({ label: z.string(), text: z.string() })),
  ticket: z.object({ number: z.string(), state: z.string() }).nullable(),
  edition: z.int(),
  confidence: z.number(),
  generatedBy: z.enum(['guide', 'llm', 'staff']),
})

/** One thing in a conversation, in the order it happened. */
export const entry = z.object({
  id: z.string(),
  at,
  by: z.enum(['citizen', 'bot', 'staff', 'system']),
  staff: z.object({ id: z.string(), name: z.string(), title: z.string() }).nullable(),
  /** `note` is for officials only, `event` a change of the ticket (`text` says which, in Vietnamese). */
  kind: z.enum(['message', 'reply', 'note', 'event']),
  /** Markdown for a bot's reply; plain text for everything else. */
  text: z.string(),
  citations: z.array(citation),
  attachments: z.array(attachment),
  /** When the citizen got a staff reply; null while on its way, and for everything else. */
  deliveredAt: at.nullable(),
  reply: botReply.optional(),
})

export const ticketEvent = z.object({
  sequence: z.int(),
  at,
  type: z.string(),
  who: person.nullable(),
  /** In Vietnamese, one line. */
  text: z.string(),
})

export const evidence = z.object({
  guides: z.array(z.object({ id: z.string(), title: z.string(), score: z.number() })),
  /** What the bot would have said; null when it had nothing. */
  draft: z.string().nullable(),
})

/** One ticket with its whole conversation. */
export const ticketView = ticketRow.extend({
  conversation: z.array(entry),
  evidence,
  events: z.array(ticketEvent),
  citizenPhone: z.string().nullable(),
  team: z.string().nullable(),
  rating: z.object({ value: z.int().min(1).max(5), comment: z.string().nullable() }).nullable(),
  canClaim: z.boolean(),
  isMine: z.boolean(),
  /** Who is typing now: the citizen, or a colleague ("someone else is answering"). */
  typing: z.object({ citizen: z.boolean(), staff: z.array(person) }),
  version: z.int(),
})

export const resolution = z.strictObject({ closingNote: typed(2000).optional() })

export const transfer = z.strictObject({
  /** null: back to the queue, for the team when one is named. */
  to: z.string().max(100).nullable(),
  team: typed(100).optional(),
  note: typed(2000),
})

const clientMessageId = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, { error: '1 to 64 of A–Z a–z 0–9 _ . : -' })

export const newStaffMessage = z.strictObject({
  text: written(4000),
  citations: z.array(citation).max(20).optional(),
  /** A repeated one returns the message kept first. */
  clientMessageId,
})

export const newNote = z.strictObject({ text: written(4000) })

export const newContact = z.strictObject({
  name: typed(100).optional(),
  phone: z
    .string()
    .regex(/^\+?[\d .-]{8,20}$/, { error: 'a phone number' })
    .optional(),
})

export const suggestionsQuery = z.object({ q: typed(2000).optional() })

export const suggestions = z.object({
  /** What the index would answer, to be edited; null when nothing fits. */
  suggested: z.object({ text: z.string(), citations: z.array(citation) }).nullable(),
  guides: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Inserted with `citation`, which carries the same section. */
      sections: z.array(
        z.object({
          facet: z.enum(facets).nullable(),
          title: z.string(),
          text: z.string(),
          citation,
        }),
      ),
    }),
  ),
})

export const proposalKinds = ['question', 'note'] as const
export const proposalStates = ['waiting', 'accepted', 'rejected'] as const
export const newProposal = z.strictObject({
  guide: z.string().max(200),
  kind: z.enum(proposalKinds),
  text: written(2000),
})
export const proposal = z.object({
  id: z.string(),
  guide: z.object({ id: z.string(), title: z.string() }),
  kind: z.enum(proposalKinds),
  text: z.string(),
  staff: person,
  state: z.enum(proposalStates),
  createdAt: at,
})
export const proposalsQuery = z.object({ state: z.enum(proposalStates).optional() })
export const proposals = z.object({ proposals: z.array(proposal) })
export const proposalDecision = z.strictObject({ state: z.enum(['accepted', 'rejected']) })

/**
 * Text that stays to be filled in: `{{ten}}` the citizen's name, `{{phieu}}` the ticket's number,
 * `{{canbo}}` the official's name, `{{chucdanh}}` the title, `{{coquan}}` the office, `{{gio}}` its
 * hours, `{{dienthoai}}` its phone, `{{diachi}}` its address.
 */
export const cannedReply = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** false: shared by the whole office; only an admin changes it. */
  isMine: z.boolean(),
  updatedAt: at,
})
export const newCannedReply = z.strictObject({
  title: written(100),
  text: written(4000),
  /** For everybody; admins only. */
  shared: z.boolean().default(false),
})
/** With `number`, `{{…}}` comes filled in for that ticket. */
export const cannedRepliesQuery = z.object({ number: z.string().max(20).optional() })
export const cannedReplies = z.object({ replies: z.array(cannedReply) })

export const colleague = person.extend({
  title: z.string(),
  role: z.enum(roles),
  presence: z.enum(presences),
  /** Open tickets. */
  load: z.int(),
  fields: z.array(z.string()),
})
export const colleagues = z.object({ staff: z.array(colleague) })

/*
 * `GET /events`, server-sent. `ticket` carries an id and is sent again after Last-Event-ID; the others
 * tell of the moment and are not.
 */
export const liveTicket = z.object({
  number: z.string(),
  /** Of the ticket's event: `opened`, `claimed`, `citizen-message`, `staff-message`, `note`, … */
  type: z.string(),
  who: person.nullable(),
  at,
  row: ticketRow,
})
export const liveCounts = inboxCounts
export const liveTyping = z.object({
  number: z.string(),
  by: z.enum(['citizen', 'staff']),
  staff: person.nullable(),
})
export const livePresence = z.object({ staffId: z.string(), state: z.enum(presences) })
/** Too much was missed: ask for the inbox anew. */
export const liveReset = z.object({})

export const draft = z.object({
  /** The citizen's message that waits for its reply. */
  id: z.string(),
  conversationId: z.string(),
  channel: z.enum(channels),
  question: z.string(),
  reply: botReply,
  state: z.enum(['waiting', 'sent', 'edited', 'timed-out']),
  /** When the guide's own text goes out by itself. */
  dueAt: at,
  createdAt: at,
})
export const drafts = z.object({ drafts: z.array(draft) })
export const approval = z.strictObject({ text: written(8000).optional() })

export const dashboardQuery = z.object({ days: z.enum(['1', '7', '30']).default('1') })
const minutes = z.number().nullable()
export const dashboard = z.object({
  days: z.int(),
  from: day,
  to: day,
  /** Of these days; `waiting` and `oldestWaitingMinutes` of this moment. */
  figures: z.object({
    waiting: z.int(),
    oldestWaitingMinutes: minutes,
    questions: z.int(),
    answeredByBot: z.int(),
    handedOver: z.int(),
    medianFirstAnswerMinutes: minutes,
    resolved: z.int(),
    breached: z.int(),
    /** Of rated tickets, 1…5. */
    satisfaction: z.number().nullable(),
    ratings: z.int(),
    thumbsUp: z.int(),
    thumbsDown: z.int(),
  }),
  series: z.array(
    z.object({
      day,
      questions: z.int(),
      answeredByBot: z.int(),
      handedOver: z.int(),
      resolved: z.int(),
    }),
  ),
  perField: z.array(
    z.object({
      field: z.string().nullable(),
      handedOver: z.int(),
      waiting: z.int(),
      resolved: z.int(),
      medianFirstAnswerMinutes: minutes,
    }),
  ),
  perPerson: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      open: z.int(),
      messages: z.int(),
      resolved: z.int(),
      medianFirstAnswerMinutes: minutes,
      satisfaction: z.number().nullable(),
    }),
  ),
})

export const weeklyQuery = z.object({
  /** First day; the Monday of this week when left out. */
  from: day.optional(),
  format: z.enum(['html', 'docx']).default('html'),
})

/* Admin. Users, settings and the audit log are served by the admin routes. */

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  role: z.enum(roles),
  /** Fields whose tickets come to this person first. */
  fields: z.array(z.string()),
  disabled: z.boolean(),
  twoFactor: z.boolean(),
  createdAt: at,
})
export const users = z.object({ users: z.array(user) })
export const newUser = z.strictObject({
  name: written(100),
  email: z.email(),
  title: typed(100).default(''),
  role: z.enum(roles),
  fields: z.array(z.string().max(100)).max(50).default([]),
})
export const userChange = z.strictObject({
  name: written(100).optional(),
  title: typed(100).optional(),
  role: z.enum(roles).optional(),
  fields: z.array(z.string().max(100)).max(50).optional(),
  disabled: z.boolean().optional(),
})
/** Where the person sets a password, once; shown to the admin, never stored in the clear. */
export const userLink = z.object({ user, link: z.string(), expiresAt: at })

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'HH:MM' })
const openSpans = z.array(z.object({ from: clockTime, until: clockTime })).max(4)
export const settingsSchemas = {
  'office-hours': z.strictObject({
    /** 1 Monday … 7 Sunday; a lunch break is the gap between two spans. */
    week: z.array(z.object({ day: z.int().min(1).max(7), open: openSpans })).max(7),
    /** Vietnamese public holidays close the office by themselves. */
    holidays: z.boolean(),
  }),
  closures: z.strictObject({
    closed: z.array(z.object({ from: day, until: day, reason: typed(200) })).max(200),
    /** Days worked though the week says otherwise. */
    worked: z.array(z.object({ day, open: openSpans, reason: typed(200) })).max(200),
  }),
  'service-level': z.strictObject({
    /** Office minutes. */
    firstAnswerMinutes: z.int().min(1),
    resolutionMinutes: z.int().min(1),
    /** Warn when that many office minutes are left. */
    warningMinutes: z.int().min(0),
    reopenDays: z.int().min(0).max(90),
  }),
  assignment: z.strictObject({
    mode: z.enum(['queue', 'auto']),
    /** A ticket goes back to the queue when its official has been away that long. */
    awayMinutes: z.int().min(1),
  }),
  approval: z.strictObject({
    default: z.enum(['automatic', 'reviewed', 'staff-only']),
    fields: z.record(z.string(), z.enum(['automatic', 'reviewed', 'staff-only'])),
    guides: z.record(z.string(), z.enum(['automatic', 'reviewed', 'staff-only'])),
    /** The guide's text goes out by itself after that long. */
    timeoutMinutes: z.int().min(1),
  }),
}
export const settingKeys = [
  'office-hours',
  'closures',
  'service-level',
  'assignment',
  'approval',
] as const

export const auditQuery = z.object({
  who: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  from: day.optional(),
  to: day.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})
export const auditEntry = z.object({
  sequence: z.int(),
  at,
  who: person.nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export const audit = z.object({ entries: z.array(auditEntry), next: z.string().nullable() })

export type Role = (typeof roles)[number]
export type Presence = (typeof presences)[number]
export type InboxFilter = (typeof inboxFilters)[number]
export type Person = z.infer<typeof person>
export type Me = z.infer<typeof me>
export type TicketRow = z.infer<typeof ticketRow>
export type InboxQuery = z.infer<typeof inboxQuery>
export type InboxCounts = z.infer<typeof inboxCounts>
export type Inbox = z.infer<typeof inbox>
export type Attachment = z.infer<typeof attachment>
export type Entry = z.infer<typeof entry>
export type TicketEventView = z.infer<typeof ticketEvent>
export type TicketView = z.infer<typeof ticketView>
export type Transfer = z.infer<typeof transfer>
export type NewStaffMessage = z.infer<typeof newStaffMessage>
export type NewContact = z.infer<typeof newContact>
export type Suggestions = z.infer<typeof suggestions>
export type NewProposal = z.infer<typeof newProposal>
export type Proposal = z.infer<typeof proposal>
export type CannedReply = z.infer<typeof cannedReply>
export type NewCannedReply = z.infer<typeof newCannedReply>
export type Colleague = z.infer<typeof colleague>
export type LiveTicket = z.infer<typeof liveTicket>
export type LiveTyping = z.infer<typeof liveTyping>
export type LivePresence = z.infer<typeof livePresence>
export type DraftView = z.infer<typeof draft>
export type Dashboard = z.infer<typeof dashboard>
export type User = z.infer<typeof user>
export type AuditEntry = z.infer<typeof auditEntry>
export type SettingKey = (typeof settingKeys)[number]

import { hc } from 'hono/client'
import type { AdminApi } from '../../../staff/admin-routes.ts'
import type { StaffApi } from '../../../staff/staff-api.ts'
import type {
  InboxFilter,
  NewContact,
  NewProposal,
  NewStaffMessage,
  Presence,
  SettingKey,
  Transfer,
  User,
} from '../../../staff/staff-api-schema.ts'
import type { Settings } from '../admin/settings-types.ts'
import { answerOf, readAnswer } from './request.ts'

const root = '/api/staff/v1'
const desk = hc<StaffApi>(root)
const admin = hc<AdminApi>(root)

export type InboxWanted = { filter: InboxFilter; field: string; channel: string; q: string }
export type NewReply = { title: string; text: string; shared: boolean }
export type NewUser = Pick<User, 'name' | 'email' | 'title' | 'role' | 'fields'>
export type UserChange = Partial<Pick<User, 'name' | 'title' | 'role' | 'fields' | 'disabled'>>
export type UserLink = { user: User; link: string; expiresAt: string }
export type AuditWanted = { who: string; action: string; from: string; to: string }

/** Where live events come from. */
export const eventsUrl = `${root}/events`

/** Addresses the browser opens by itself: downloads and pages to print. */
export const links = {
  attachment: (id: string) => `${root}/attachments/${encodeURIComponent(id)}`,
  dashboardCsv: (days: number) => `${root}/dashboard.csv?days=${days}`,
  weekly: (from: string, format: 'html' | 'docx') =>
    `${root}/reports/weekly?from=${from}&format=${format}`,
}

const ticket = desk.tickets[':number']

/** Every call of the console to the desk. Each throws ApiProblem. */
export const staffApi = {
  me: () => answerOf(desk.me.$get()),
  setPresence: (state: Presence) => answerOf(desk.me.presence.$post({ json: { state } })),
  colleagues: () => answerOf(desk.staff.$get()),

  inbox: (wanted: InboxWanted, cursor = '') =>
    answerOf(desk.inbox.$get({ query: withoutEmpty({ ...wanted, cursor }) })),
  ticket: (number: string) => answerOf(ticket.$get({ param: { number } })),
  claim: (number: string) => answerOf(ticket.claim.$post({ param: { number } })),
  release: (number: string) => answerOf(ticket.release.$post({ param: { number } })),
  returnToBot: (number: string) => answerOf(ticket['return-to-bot'].$post({ param: { number } })),
  reopen: (number: string) => answerOf(ticket.reopen.$post({ param: { number } })),
  resolve: (number: string, closingNote: string) =>
    answerOf(ticket.resolve.$post({ param: { number }, json: closingNote ? { closingNote } : {} })),
  transfer: (number: string, json: Transfer) =>
    answerOf(ticket.transfer.$post({ param: { number }, json })),
  sendMessage: (number: string, json: NewStaffMessage) =>
    answerOf(ticket.messages.$post({ param: { number }, json })),
  addNote: (number: string, text: string) =>
    answerOf(ticket.notes.$post({ param: { number }, json: { text } })),
  tellTyping: (number: string) => answerOf(ticket.typing.$post({ param: { number } })),
  saveContact: (number: string, json: NewContact) =>
    answerOf(ticket.contact.$post({ param: { number }, json })),
  suggestions: (number: string, q: string) =>
    answerOf(ticket.suggestions.$get({ param: { number }, query: q ? { q } : {} })),

  propose: (number: string, json: NewProposal) =>
    answerOf(ticket.proposals.$post({ param: { number }, json })),
  proposals: (state: 'waiting' | 'accepted') => answerOf(desk.proposals.$get({ query: { state } })),
  decideProposal: (id: string, state: 'accepted' | 'rejected') =>
    answerOf(desk.proposals[':id'].$post({ param: { id }, json: { state } })),
  drafts: () => answerOf(desk.drafts.$get()),
  approveDraft: (id: string, text: string | null) =>
    answerOf(
      desk.drafts[':id'].approve.$post({ param: { id }, json: text === null ? {} : { text } }),
    ),

  cannedReplies: (number: string) =>
    answerOf(desk['canned-replies'].$get({ query: number ? { number } : {} })),
  addCannedReply: (json: NewReply) => answerOf(desk['canned-replies'].$post({ json })),
  changeCannedReply: (id: string, json: NewReply) =>
    answerOf(desk['canned-replies'][':id'].$put({ param: { id }, json })),
  removeCannedReply: (id: string) =>
    answerOf(desk['canned-replies'][':id'].$delete({ param: { id } })),

  dashboard: (days: '1' | '7' | '30') => answerOf(desk.dashboard.$get({ query: { days } })),
}

/** What only an admin may ask. Each throws ApiProblem. */
export const adminApi = {
  users: () => answerOf(admin.users.$get()),
  addUser: (json: NewUser) => answerOf(admin.users.$post({ json })),
  changeUser: (id: string, json: UserChange) =>
    answerOf(admin.users[':id'].$patch({ param: { id }, json })),
  resetUser: (id: string) => answerOf(admin.users[':id'].reset.$post({ param: { id } })),
  settings: <Key extends SettingKey>(key: Key) => send<Settings[Key]>('GET', `/settings/${key}`),
  saveSettings: <Key extends SettingKey>(key: Key, value: Settings[Key]) =>
    send<Settings[Key]>('PUT', `/settings/${key}`, value),
  audit: (wanted: AuditWanted, cursor: string) =>
    answerOf(admin.audit.$get({ query: withoutEmpty({ ...wanted, cursor }) })),
}

/** An empty filter is none. */
function withoutEmpty(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(root + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return (await readAnswer(response)) as Answer
}

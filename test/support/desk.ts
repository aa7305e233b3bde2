import type { z } from 'zod'
import type { KnownStaff, StaffDirectory } from '../../src/staff/directory.ts'
import type { Sessions } from '../../src/staff/require-staff.ts'
import * as schema from '../../src/staff/staff-api-schema.ts'
import type { Send } from './citizen.ts'

const someone = (id: string, name: string, about: Partial<KnownStaff> = {}): KnownStaff => ({
  id,
  name,
  title: 'Công chức tư pháp – hộ tịch',
  role: 'staff',
  fields: [],
  disabled: false,
  ...about,
})

/** Three officials of an office: Lan and Minh at the counter, Chi who administers. */
export const people = {
  lan: someone('lan', 'Trần Thị Lan', { fields: ['Hộ tịch'] }),
  minh: someone('minh', 'Lê Văn Minh'),
  chi: someone('chi', 'Phạm Kim Chi', { role: 'admin', title: '' }),
}

const nameHeader = 'X-Test-Official'

/** Whoever names themselves in a header is signed in. */
export const staff: { sessions: Sessions; directory: StaffDirectory } = {
  sessions: {
    async staffOf(headers) {
      const person = Object.values(people).find(({ id }) => id === headers.get(nameHeader))
      return person
    },
  },
  directory: {
    people: async () => new Map(Object.values(people).map((person) => [person.id, person])),
  },
}

export type Official = ReturnType<typeof signIn>

/** An official at the console; every answer is checked against the API's schema. */
export function signIn(send: Send, id: keyof typeof people) {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    send(`/api/staff/v1${path}`, {
      method,
      headers: {
        [nameHeader]: id,
        // As the console's own page sends them.
        'Sec-Fetch-Site': 'same-origin',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const read = async <Schema extends z.ZodType>(
    answer: Response | Promise<Response>,
    wanted: Schema,
  ): Promise<z.infer<Schema>> => {
    const response = await answer
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return wanted.parse(await response.json())
  }

  return {
    id,
    call,
    read,
    inbox: (query = '') => read(call('GET', `/inbox${query}`), schema.inbox),
    open: (number: string) => read(call('GET', `/tickets/${number}`), schema.ticketView),
    /** `claim`, `release`, `return-to-bot`, `resolve`, `reopen`, `transfer`. */
    act: (number: string, action: string, body?: unknown) =>
      read(call('POST', `/tickets/${number}/${action}`, body), schema.ticketView),
    say: (number: string, text: string, clientMessageId: string = crypto.randomUUID()) =>
      read(call('POST', `/tickets/${number}/messages`, { text, clientMessageId }), schema.entry),
    note: (number: string, text: string) =>
      read(call('POST', `/tickets/${number}/notes`, { text }), schema.entry),
  }
}

import { hc } from 'hono/client'
import type { KnowledgeApi } from '../../src/admin/knowledge-routes.ts'
import type { GuideForm } from '../../src/knowledge/guide-form.ts'
import type { KnownStaff } from '../../src/staff/directory.ts'
import type { Send } from './citizen.ts'
import { people, type staff } from './desk.ts'
import type { StartedService } from './start-service.ts'

/** Two admins, so that one can approve what the other wrote; and Lan, who is none. */
export const knowledgePeople: Record<'chi' | 'dung' | 'lan', KnownStaff> = {
  chi: people.chi,
  dung: { ...people.chi, id: 'dung', name: 'Vũ Tiến Dũng' },
  lan: people.lan,
}

/** Whoever names themselves in a header is signed in. */
export const knowledgeStaff: typeof staff = {
  sessions: {
    staffOf: async (headers) =>
      Object.values(knowledgePeople).find(({ id }) => id === headers.get('X-Test-Official')),
  },
  directory: {
    people: async () =>
      new Map(Object.values(knowledgePeople).map((person) => [person.id, person])),
  },
}

export type KnowledgeAdmin = ReturnType<typeof openKnowledgeDesk>

/** An official at the knowledge desk, by the same typed client as the console's. */
export function openKnowledgeDesk(send: Send, id: keyof typeof knowledgePeople) {
  const client = hc<KnowledgeApi>('http://localhost/api/staff/v1', {
    headers: { 'X-Test-Official': id, 'Sec-Fetch-Site': 'same-origin' },
    fetch: async (input: string | URL | Request, init?: RequestInit) =>
      await send(String(input).replace('http://localhost', ''), init),
  })
  const { guides } = client.knowledge
  const guide = guides[':id']
  const read = async <Body>(
    call: Promise<{ ok: boolean; status: number; json(): Promise<Body>; text(): Promise<string> }>,
  ): Promise<Body> => {
    const response = await call
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return await response.json()
  }

  const open = (param: string) => read(guide.$get({ param: { id: param } }))
  const save = (param: string, json: { version: number; baseHash: string; form: GuideForm }) =>
    read(guide.draft.$put({ param: { id: param }, json }))

  return {
    client,
    read,
    open,
    save,
    /** Opens the guide, changes it and saves; the version to go on with. */
    async edit(param: string, change: (form: GuideForm) => GuideForm): Promise<number> {
      const { live, draft } = await open(param)
      const form = draft?.form ?? live?.form
      if (!form) throw new Error(`there is no guide ${param}`)
      const { version = 0, baseHash = live?.hash ?? '' } = draft ?? {}
      const saved = await save(param, { version, baseHash, form: change(form) })
      if (saved.conflict) throw new Error('somebody else has saved')
      return saved.version
    },
    publish: (
      param: string,
      version: number,
      more: { on?: string; dropReason?: string; reason?: string } = {},
    ) =>
      read(
        guide.publish.$post({
          param: { id: param },
          json: { version, reason: 'Nghị quyết mới của Hội đồng nhân dân', ...more },
        }),
      ),
    rollBack: (param: string, edition: number) =>
      read(
        guide['roll-back'].$post({
          param: { id: param },
          json: { edition, reason: 'Công bố nhầm' },
        }),
      ),
    history: (param: string) => read(guide.history.$get({ param: { id: param } })),
  }
}

/** That amount in place of another, wherever it is charged. */
export function withFee(from: number, to: number) {
  return (form: GuideForm): GuideForm => ({
    ...form,
    fee: form.fee.map((each) => (each.amount === from ? { ...each, amount: to } : each)),
  })
}

/** Sends to that service, in process. */
export function sendTo(service: Pick<StartedService, 'app'>): Send {
  return (path, init) => service.app.request(path, init)
}

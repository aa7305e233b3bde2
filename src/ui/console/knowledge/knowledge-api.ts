import { hc } from 'hono/client'
import type { KnowledgeApi } from '../../../admin/knowledge-routes.ts'
import { ApiProblem, answerOf, messageOf } from '../api/request.ts'

const root = '/api/staff/v1'
const { knowledge } = hc<KnowledgeApi>(root)
const guide = knowledge.guides[':id']

type GuideListWanted = { q: string; field: string; show: GuideShow; cursor?: string }
export type GuideShow = 'all' | 'drafts' | 'attention' | 'unasked'

/** Every call of the knowledge desk; admins only. Each throws ApiProblem. */
export const knowledgeApi = {
  guides: ({ q, field, show, cursor = '' }: GuideListWanted) =>
    answerOf(
      knowledge.guides.$get({
        query: { show, ...(q && { q }), ...(field && { field }), ...(cursor && { cursor }) },
      }),
    ),
  createGuide: (title: string, field: string) =>
    answerOf(knowledge.guides.$post({ json: { title, field } })),
  open: (id: string) => answerOf(guide.$get({ param: { id } })),
  save: (id: string, json: Parameters<typeof guide.draft.$put>[0]['json']) =>
    answerOf(guide.draft.$put({ param: { id }, json })),
  discard: (id: string, version: number) =>
    answerOf(guide.draft.$delete({ param: { id }, json: { version } })),
  review: (id: string, json: { version: number; to: ReviewState; note: string }) =>
    answerOf(guide.review.$post({ param: { id }, json })),
  setCare: (id: string, json: { ownerId: string | null; recheckOn: string | null; note: string }) =>
    answerOf(guide.care.$put({ param: { id }, json })),
  preview: (id: string, day: string) =>
    answerOf(guide.preview.$get({ param: { id }, query: day ? { day } : {} })),
  ask: (id: string, question: string) =>
    answerOf(guide.ask.$post({ param: { id }, json: { question } })),
  trial: (id: string, scope: 'near' | 'all') =>
    answerOf(guide.trial.$post({ param: { id }, json: { scope } })),
  publish: (
    id: string,
    json: { version: number; reason: string; on: string | null; dropReason: string },
  ) => answerOf(guide.publish.$post({ param: { id }, json })),
  history: (id: string) => answerOf(guide.history.$get({ param: { id } })),
  compare: (id: string, from: string, to: string) =>
    answerOf(guide.compare.$get({ param: { id }, query: { from, to } })),
  rollBack: (id: string, edition: number, reason: string) =>
    answerOf(guide['roll-back'].$post({ param: { id }, json: { edition, reason } })),
  cancelPublication: (id: string) =>
    answerOf(knowledge.publications[':id'].$delete({ param: { id } })),
  gaps: (days: '7' | '30' | '90') => answerOf(knowledge.gaps.$get({ query: { days } })),
  decideGap: (json: GapAction) => answerOf(knowledge.gaps.$post({ json })),
  trialQuestions: () => answerOf(knowledge['trial-questions'].$get()),
  removeTrialQuestion: (id: string) =>
    answerOf(knowledge['trial-questions'][':id'].$delete({ param: { id } })),
  ward: () => answerOf(knowledge.ward.$get()),
  saveWard: (json: Parameters<typeof knowledge.ward.$put>[0]['json']) =>
    answerOf(knowledge.ward.$put({ json })),
  folder: () => answerOf(knowledge.folder.$get()),
  resolveFolder: (json: { file: string; take: 'folder' | 'console'; reason: string }) =>
    answerOf(knowledge.folder.$post({ json })),
  rules: () => answerOf(knowledge.rules.$get()),
  saveRules: (secondPerson: boolean) => answerOf(knowledge.rules.$put({ json: { secondPerson } })),
}

/** Where the browser downloads the published file of a guide. */
export function guideFileUrl(id: string): string {
  return `${root}/knowledge/guides/${encodeURIComponent(id)}/file`
}

type Answer<Call extends keyof typeof knowledgeApi> = Awaited<
  ReturnType<(typeof knowledgeApi)[Call]>
>

export type GapAction = Parameters<typeof knowledge.gaps.$post>[0]['json']
export type WardProfile = Answer<'ward'>['profile']
export type ReviewState = 'editing' | 'asked' | 'approved'
export type OpenedGuide = Answer<'open'>
export type GuideForm = NonNullable<OpenedGuide['live']>['form']
export type GuideRow = Answer<'guides'>['guides'][number]
export type FieldChange = OpenedGuide['changes'][number]
export type FormProblem = OpenedGuide['problems'][number]
export type SavedDraft = Answer<'save'>
export type DraftConflict = Extract<SavedDraft, { conflict: true }>
export type Trial = Answer<'trial'>
export type TrialOutcome = Trial['outcomes'][number]

/** The service's own sentence where it has one for the admin, else the usual one. */
export function reasonOf(error: unknown): string {
  const isTold =
    error instanceof ApiProblem && (error.code === 'conflict' || error.code === 'invalid_input')
  return isTold && /\p{Ll}/u.test(error.detail) && !error.detail.startsWith('The ')
    ? error.detail
    : messageOf(error)
}

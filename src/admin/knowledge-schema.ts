import { z } from 'zod'
import { guideFormSchema } from '../knowledge/guide-form.ts'
import { wardSchema } from '../knowledge/ward-profile.ts'
import { isDay } from '../shared/day.ts'
import { reviewStates } from './knowledge-store.ts'

/* Requests of the knowledge desk, `/api/staff/v1/knowledge`. Days are `YYYY-MM-DD` in Vietnam. */

const typed = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', ''))
    .max(max)
const written = (max: number) =>
  typed(max).refine((text) => text.trim() !== '', { error: 'không được để trống' })
const day = z.string().refine(isDay, { error: 'không phải ngày có thật' })
const version = z.int().min(0)

export const guideListQuery = z.object({
  q: typed(200).optional(),
  field: z.string().max(100).optional(),
  show: z.enum(['all', 'drafts', 'attention', 'unasked']).default('all'),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
})

export const newGuide = z.strictObject({ title: written(300), field: written(100) })

export const draftChange = z.strictObject({
  /** The draft's that was opened; 0: there was none. */
  version,
  /** Of the published text that it is meant to replace; empty for a new guide. */
  baseHash: z.string().max(64),
  form: guideFormSchema,
})

export const draftVersion = z.strictObject({ version })

export const reviewChange = z.strictObject({
  version,
  to: z.enum(reviewStates),
  note: typed(2000).default(''),
})

export const careChange = z.strictObject({
  ownerId: z.string().max(100).nullable(),
  recheckOn: day.nullable(),
  note: typed(500).default(''),
})

export const publishRequest = z.strictObject({
  version,
  reason: written(1000),
  /** null: now; else when that day begins in Vietnam. */
  on: day.nullable().default(null),
  /** Why it goes live although questions lose their answer. */
  dropReason: typed(1000).default(''),
})

export const rollBackRequest = z.strictObject({
  edition: z.int().min(1),
  reason: written(1000),
})

export const previewQuery = z.object({ day: day.optional() })
export const compareQuery = z.object({
  from: z.string().regex(/^(live|draft|\d{1,9})$/),
  to: z.string().regex(/^(live|draft|\d{1,9})$/),
})
export const askRequest = z.strictObject({ question: written(2000) })
export const trialRequest = z.strictObject({ scope: z.enum(['near', 'all']).default('near') })

export const gapsQuery = z.object({ days: z.enum(['7', '30', '90']).default('30') })
const messageIds = z.array(z.string().max(60)).min(1).max(1000)
export const gapAction = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('guide'),
    messageIds,
    title: written(300),
    field: written(100),
  }),
  z.strictObject({
    decision: z.literal('question'),
    messageIds,
    guide: z.string().max(200),
    question: written(500),
  }),
  z.strictObject({ decision: z.literal('not-ours'), messageIds }),
])

export const newTrialQuestion = z.strictObject({
  text: written(500),
  guide: z.string().max(200).nullable(),
})

export const wardChange = z.strictObject({
  profile: wardSchema,
  hash: z.string().max(64),
  reason: written(1000),
})

export const folderResolution = z.strictObject({
  file: z.string().max(300),
  take: z.enum(['folder', 'console']),
  reason: written(1000),
})

export const publishingRules = z.strictObject({ secondPerson: z.boolean() })

export type GuideListQuery = z.infer<typeof guideListQuery>
export type DraftChange = z.infer<typeof draftChange>
export type PublishRequest = z.infer<typeof publishRequest>
export type GapAction = z.infer<typeof gapAction>

import { z } from 'zod'
import { isDay } from '../shared/day.ts'
import { levels, statuses } from './guide.ts'

const text = z.string().trim().min(1)

const day = z
  .string()
  .refine(isDay, { error: 'không phải ngày có thật; viết năm-tháng-ngày, ví dụ 2026-07-01' })

const validity = { from: day.nullable().default(null), until: day.nullable().default(null) }

/** On an entry with both days: the first is not after the last. */
const inOrder = {
  check: ({ from, until }: { from: string | null; until: string | null }) =>
    from === null || until === null || from <= until,
  error: 'from phải trước hoặc trùng until; xem lại hai ngày',
  path: ['until'],
}

const fee = z
  .strictObject({
    amount: z
      .int({ error: 'số tiền ghi bằng số, không có dấu chấm và chữ đồng, ví dụ 50000' })
      .min(0, { error: 'số tiền từ 0 đồng trở lên; 0 là miễn phí' })
      .nullable()
      .default(null),
    per: text.nullable().default(null),
    condition: text.nullable().default(null),
    text: text.nullable().default(null),
    ...validity,
  })
  .refine(inOrder.check, inOrder)
  .refine(({ amount, text }) => amount !== null || text !== null, {
    error: 'amount để null thì phải có text nói ai quy định mức thu và hỏi ở đâu',
    path: ['amount'],
  })

const duration = z
  .strictObject({ text, condition: text.nullable().default(null), ...validity })
  .refine(inOrder.check, inOrder)

const law = z.strictObject({
  number: z.string().regex(/^\d[\d.]*[a-zđ]?\/[\p{L}\d/.-]+$/u, {
    error: 'số hiệu văn bản phải như 123/2015/NĐ-CP',
  }),
  title: text,
  effective_from: day.nullable().default(null),
  effective_until: day.nullable().default(null),
})

const address = z.url({
  protocol: /^https?$/,
  error: 'địa chỉ trang nguồn phải bắt đầu bằng https:// hoặc http://',
})

/** The front matter of a guide file, as written (snake_case, dates as text). */
export const frontMatterSchema = z.strictObject({
  id: text,
  title: text,
  code: z
    .string({ error: 'mã thủ tục phải để trong dấu nháy, ví dụ "1.001193", hoặc null' })
    .regex(/^\d\.\d{6}$/, { error: 'mã thủ tục phải như "1.001193"' })
    .nullable(),
  field: text,
  level: z.enum(levels),
  agency: text,
  audience: text,
  duration: z.array(duration).min(1),
  fee: z.array(fee).min(1),
  forms: z.array(z.strictObject({ code: text.nullable().default(null), name: text })),
  legal_basis: z.array(law).min(1),
  effective_from: day,
  effective_until: day.nullable().default(null),
  checked_on: day,
  sources: z.array(address).min(1),
  aliases: z.array(text).default([]),
  questions: z
    .array(text)
    .min(10, { error: 'cần ít nhất 10 câu hỏi, viết như người dân hỏi thật' }),
  confused_with: z.array(z.strictObject({ guide: text, difference: text })).default([]),
  status: z.enum(statuses),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>

/** The same for a draft, which need not be complete: what is there must be right. */
export const draftSchema = frontMatterSchema.extend({
  duration: z.array(duration),
  fee: z.array(fee),
  legal_basis: z.array(law),
  sources: z.array(address),
  questions: z.array(text),
})

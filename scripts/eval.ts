/**
 * `npm run -s eval -- [--file questions.jsonl] [--json] [--now DAY] [--guides DIR]
 * [--embedding none|builtin|MODEL] [--no-questions] [--distractors FILE] [--check recorded.json]`: every
 * question through the real turn, each in a fresh conversation, without network; then how often the right
 * guide was found and answered. `--distractors`: with the portal records of that file beside our guides. With `--check` it fails when recall_at_1 is more than a point below the recorded figure,
 * or when a question listed there as never to be answered is.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openDesk } from './measure/ask-desk.ts'
import { plainMiniSearch } from './measure/plain-search.ts'
import { summarize } from './measure/summarize.ts'

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: 'test/eval/questions.jsonl' },
    json: { type: 'boolean', default: false },
    now: { type: 'string' },
    guides: { type: 'string' },
    embedding: { type: 'string' },
    distractors: { type: 'string' },
    check: { type: 'string' },
    'no-questions': { type: 'boolean', default: false },
  },
})

const questionSchema = z.object({
  id: z.string(),
  q: z.string(),
  procedure: z.string().nullable(),
  also_ok: z.array(z.string()).default([]),
  kind: z.enum(['in_scope', 'out_of_scope', 'needs_staff', 'smalltalk']),
  facet: z.string().nullish(),
  must: z.array(z.string()).default([]),
  history: z.array(z.string()).default([]),
})

const recordedSchema = z.object({ recall_at_1: z.number(), never_answered: z.array(z.string()) })
const allowedLoss = 0.01

export type EvalQuestion = z.infer<typeof questionSchema>

const lines = (await readFile(values.file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
const questions = lines.map((line, index) => {
  const { data, error } = questionSchema.safeParse(JSON.parse(line))
  if (error) throw new Error(`${values.file}:${index + 1}: ${z.prettifyError(error)}`)
  return data
})

const { now, guides, embedding, distractors } = values
const questionsToo = !values['no-questions']
const desk = await openDesk({ now, guides, embedding, distractors, questions: questionsToo })
const { edition } = desk.service.currentDesk()
await desk.ask('xin chào')
const answered = []
for (const question of questions) {
  answered.push({ question, ...(await desk.ask(...question.history, question.q)) })
}
await desk.close()

const known = questions.filter(
  ({ kind, procedure }) => kind === 'in_scope' && edition.guides.has(procedure ?? ''),
)
const summary = { ...summarize(answered), baseline_minisearch: plainMiniSearch(edition, known) }
if (values.json) {
  console.log(JSON.stringify(summary, null, 2))
} else {
  const { failures, ...figures } = summary
  for (const { id, q, expected, got } of failures) {
    console.log(`${id}  ${q.slice(0, 90)}\n      expected ${expected}\n      got      ${got}`)
  }
  console.log(JSON.stringify(figures, null, 2))
}

if (values.check) {
  const recorded = recordedSchema.parse(JSON.parse(await readFile(values.check, 'utf8')))
  const broken = answered.filter(
    ({ question, reply }) =>
      recorded.never_answered.includes(question.id) && reply.kind === 'answer',
  )
  for (const { question } of broken) console.error(`must never be answered: ${question.q}`)
  const lowest = recorded.recall_at_1 - allowedLoss
  if (summary.recall_at_1 < lowest) {
    console.error(`recall_at_1 ${summary.recall_at_1.toFixed(3)} is below ${lowest.toFixed(3)}`)
  }
  if (broken.length > 0 || summary.recall_at_1 < lowest) process.exitCode = 1
}

import type { EvalQuestion } from '../eval.ts'
import type { Measured } from './ask-desk.ts'
import { percentile } from './percentile.ts'
import { rankFigures } from './plain-search.ts'

export type Answered = { question: EvalQuestion } & Measured

const isRight = ({ procedure, also_ok }: EvalQuestion, id: string | undefined) =>
  id !== undefined && (id === procedure || also_ok.includes(id))

/** A reply that settles the matter: told here, or sent to the right door. */
const settles = ({ reply }: Answered) => reply.kind === 'answer' || reply.kind === 'redirect'

const offersRight = ({ question, reply, ranked }: Answered) =>
  reply.kind === 'clarify' && ranked.slice(0, 3).some((id) => isRight(question, id))

/** The figures of the evaluation contract. */
export function summarize(answered: Answered[]) {
  const inScope = answered.filter(({ question }) => question.kind === 'in_scope')
  const closed = answered.filter(({ question }) =>
    ['out_of_scope', 'needs_staff'].includes(question.kind),
  )
  const withFacet = inScope.filter(
    (each) => each.question.facet && each.question.facet !== 'khac' && settles(each),
  )
  const withMust = inScope.filter(({ question }) => question.must.length > 0)
  const rate = (of: Answered[], test: (each: Answered) => boolean) =>
    of.length === 0 ? 0 : of.filter(test).length / of.length
  const durations = answered.map(({ durationMs }) => durationMs)

  return {
    counts: countBy(answered, ({ question }) => question.kind),
    replies: countBy(answered, ({ question, reply }) => `${question.kind}: ${reply.kind}`),
    ...rankFigures(
      inScope.map(({ question, ranked }) => ranked.findIndex((id) => isRight(question, id))),
    ),
    answered_right: rate(
      inScope,
      (each) => settles(each) && isRight(each.question, each.reply.procedure?.id),
    ),
    answered_wrong: rate(
      inScope,
      (each) => settles(each) && !isRight(each.question, each.reply.procedure?.id),
    ),
    clarified_right: rate(inScope, offersRight),
    handed_over: rate(inScope, ({ reply }) => reply.kind === 'handoff'),
    wrongly_answered: rate(closed, ({ reply }) => reply.kind === 'answer'),
    facet_accuracy: rate(withFacet, ({ question, reply }) => question.facet === reply.facet),
    must_pass: rate(withMust, mustPass),
    reliability: reliabilityOf(answered),
    latency_ms: {
      p50: percentile(durations, 0.5),
      p95: percentile(durations, 0.95),
      p99: percentile(durations, 0.99),
    },
    failures: answered.flatMap(failureOf),
  }
}

/** How often replies that settle a question were right, by tenths of the confidence they were given with. */
function reliabilityOf(answered: Answered[]) {
  const settled = answered.filter((each) => settles(each) && each.question.kind !== 'smalltalk')
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = settled.filter(
      ({ reply }) => Math.min(9, Math.floor(reply.confidence * 10)) === tenth,
    )
    const right = own.filter(
      ({ question, reply }) =>
        isRight(question, reply.procedure?.id) ||
        (question.kind === 'out_of_scope' && reply.kind === 'redirect'),
    )
    return { from: tenth / 10, settled: own.length, right: right.length }
  }).filter(({ settled: count }) => count > 0)
}

function mustPass({ question, reply }: Answered): boolean {
  return question.must.every((pattern) =>
    new RegExp(pattern, 'i').test(reply.text.normalize('NFC')),
  )
}

function failureOf(each: Answered) {
  const { question, reply } = each
  const { id, q } = question
  const got = `${reply.kind} ${reply.procedure?.id ?? ''} ${reply.facet ?? ''} (${reply.confidence.toFixed(2)})`
  switch (question.kind) {
    case 'in_scope': {
      const right = settles(each) && isRight(question, reply.procedure?.id)
      if (!right) return [{ id, q, expected: `answer ${question.procedure}`, got }]
      if (mustPass(each)) return []
      return [{ id, q, expected: `text with ${question.must.join(' and ')}`, got }]
    }
    case 'smalltalk':
      return reply.kind === 'smalltalk' ? [] : [{ id, q, expected: 'smalltalk', got }]
    case 'needs_staff':
      return reply.kind === 'handoff' ? [] : [{ id, q, expected: 'handoff', got }]
    case 'out_of_scope':
      return reply.kind === 'answer' ? [{ id, q, expected: 'no answer', got }] : []
  }
}

function countBy(answered: Answered[], keyOf: (each: Answered) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const each of answered) counts[keyOf(each)] = (counts[keyOf(each)] ?? 0) + 1
  return counts
}

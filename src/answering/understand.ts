import type { Facet } from '../knowledge/facet.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { type Question, readQuestion } from '../language/question.ts'
import { facetsOfQuestion, topicWordsOf } from './facet-of-question.ts'
import { type Intent, intentOf } from './intent.ts'

/** What one message says, before anything is looked up. */
export type Understanding = {
  question: Question
  /** Set when the message is not a question about a procedure. */
  intent: Intent | undefined
  /** The facets it asks for, at most three, surest first. */
  facets: Facet[]
  /** What it is about, without asking words and fillers, folded. None: a follow-up or a bare facet. */
  topicWords: string[]
}

/** Reads one message. Pure. */
export function understand(text: string, lexicon: Lexicon): Understanding {
  const question = readQuestion(text, lexicon)
  return {
    question,
    intent: intentOf(question.plain),
    facets: facetsOfQuestion(question.plain),
    topicWords: topicWordsOf(question.plain),
  }
}

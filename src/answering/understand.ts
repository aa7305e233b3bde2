import type { Lexicon } from '../language/lexicon.ts'
import { type Question, readQuestion } from '../language/question.ts'
import { createRecent, type Recent } from '../shared/recent.ts'
import { type AskedFacets, facetsOfQuestion, topicWordsOf } from './facet-of-question.ts'
import { type Intent, intentOf } from './intent.ts'
import { type MessageReader, readFacets, readIntents } from './message-reader.ts'

/** What one message says, before anything is looked up. */
export type Understanding = AskedFacets & {
  question: Question
  /** Set when the message is not a question about a procedure. */
  intent: Intent | undefined
  /** How likely it is nobody's business here, by its wording alone, 0…1; 0 when there is no reader. */
  offTopic: number
  /** What it is about, without asking words and fillers, folded. None: a follow-up or a bare facet. */
  topicWords: string[]
}

/** A message made ready for search, and what it is about. Pure. */
export function readTopic(
  text: string,
  lexicon: Lexicon,
): Pick<Understanding, 'question' | 'topicWords'> {
  const question = readQuestion(text, lexicon)
  const topicWords = topicWordsOf(question.plain)
  return { question: { ...question, topic: topicWords.join(' ') }, topicWords }
}

/** Reads one message. Pure; what was read lately is remembered, since one turn asks several times. */
export function understand(text: string, lexicon: Lexicon, reader: MessageReader): Understanding {
  let readings = readingsByLexicon.get(lexicon)
  if (readings?.reader !== reader) {
    readings = { reader, recent: createRecent(readingsKept) }
    readingsByLexicon.set(lexicon, readings)
  }
  const known = readings.recent.get(text)
  if (known) return known
  const understanding = read(text, lexicon, reader)
  readings.recent.set(text, understanding)
  return understanding
}

const readingsKept = 500
const readingsByLexicon = new WeakMap<
  Lexicon,
  { reader: MessageReader; recent: Recent<string, Understanding> }
>()

function read(text: string, lexicon: Lexicon, reader: MessageReader): Understanding {
  const { question, topicWords } = readTopic(text, lexicon)
  const intents = readIntents(question.plain, reader)
  return {
    question,
    intent: intentOf(question.plain, intents),
    offTopic: intents.find(({ label }) => label === 'off-topic')?.probability ?? 0,
    ...facetsOfQuestion(question.plain, readFacets(question.plain, reader)),
    topicWords,
  }
}

import type { Edition } from '../knowledge/edition.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type { Asked } from './answer-question.ts'
import { correctionIn, nextMatterIn } from './correction.ts'
import type { Asking } from './decide.ts'
import { facetsOfQuestion } from './facet-of-question.ts'
import type { MessageReader } from './message-reader.ts'
import { readTopic, type Understanding, understand } from './understand.ts'

type Heard = Pick<Asked, 'text' | 'history' | 'inHand'>

/** A message in its conversation: what it says, what to search for, and what it goes on about. */
export async function hear(
  asked: Heard,
  { lexicon }: Edition,
  reader: MessageReader,
): Promise<{ understanding: Understanding; searched: Asking; inHand: Target | null }> {
  const meant = correctionIn(asked.text)
  const next = asked.inHand === null ? undefined : nextMatterIn(asked.text)
  const understanding = understand(meant ?? next ?? asked.text, lexicon, reader)
  const { question, topicWords, intent } = understanding
  const isCorrected = meant !== undefined && topicWords.length > 0
  const inHand = isCorrected ? null : asked.inHand
  const isShort = topicWords.length <= longestBareQuestion
  const alone = {
    understanding,
    searched: { ...understanding, isNext: next !== undefined },
    inHand,
  }
  if (intent || !isShort) return alone

  const asksOn = isCorrected || next !== undefined
  const joinsOn = !isCorrected && asked.inHand === null
  const text = asksOn || joinsOn ? (await asked.history()).at(-1) : undefined
  const before = text === undefined ? undefined : understand(text, lexicon, reader)
  // A greeting or a cry for a person is no question to go on with.
  if (!before || before.intent) return alone

  // A bare name is too little for the reader to hear a facet in.
  const saysFacet = facetsOfQuestion(question.plain).facets.length > 0
  if (asksOn && topicWords.length > 0 && !saysFacet) {
    // "thế còn khai tử?" asks of it what was asked of the matter before.
    const wanted = { facets: before.facets, leaning: before.leaning }
    return { ...alone, understanding: { ...understanding, ...wanted } }
  }
  if (!joinsOn) return alone
  // "bao lâu thì lấy được?" after a question that found no answer asks about that question.
  const both = readTopic(`${text}. ${question.text}`, lexicon)
  return { understanding, searched: { ...understanding, ...both }, inHand }
}

/** Words of its own, beyond which a message is heard for itself alone. */
const longestBareQuestion = 4

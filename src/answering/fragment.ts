import type { Edition } from '../knowledge/edition.ts'
import { fold } from '../language/fold.ts'
import type { MessageReader } from './message-reader.ts'
import { understand } from './understand.ts'

const mostWords = 5

/** Whether more seems to follow: a few words that name no matter, or ask nothing about it. */
export function isFragment(
  text: string,
  { lexicon, idByTitle }: Edition,
  reader: MessageReader,
): boolean {
  const plain = text.trim()
  if (plain.split(/\s+/).length > mostWords) return false
  // What a button sends is whole.
  if (plain.includes(':') || idByTitle.has(fold(plain))) return false
  const { intent, facets, leaning, topicWords } = understand(plain, lexicon, reader)
  if (intent) return intent.kind === 'smalltalk' && intent.about === 'greeting'
  return (facets.length === 0 && leaning === null) || topicWords.length === 0
}

/** Pieces of one burst as one text; those that name nothing and ask nothing ("chị ơi") are left out. */
export function joinPieces(texts: string[], { lexicon }: Edition, reader: MessageReader): string {
  const telling = texts.filter((text) => {
    const { intent, topicWords, facets } = understand(text, lexicon, reader)
    if (intent) return intent.kind !== 'smalltalk' && intent.kind !== 'empty'
    return topicWords.length > 0 || facets.length > 0
  })
  if (telling.length === 0) return texts.at(-1) ?? ''
  return telling.map((text) => text.trim()).join(' ')
}

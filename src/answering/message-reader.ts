import { type ClassifierData, classify } from '../language/text-classifier.ts'
import { facetHints } from './facet-of-question.ts'

/**
 * Trained models that read a message beside the rules, from knowledge/reader (`npm run train-reader`
 * makes them from the examples there). null: the rules alone read it.
 */
export type MessageReader = { intents: ClassifierData; facets: ClassifierData } | null

/** What kind of message it is, likeliest first; empty without a reader. */
export function readIntents(plain: string, reader: MessageReader) {
  return reader ? classify(reader.intents, plain) : []
}

/** Which facet it asks for, likeliest first, `none` among them; empty without a reader. */
export function readFacets(plain: string, reader: MessageReader) {
  return reader ? classify(reader.facets, plain, facetHints(plain)) : []
}

import type { Question } from '../language/question.ts'

/** What of a guide (or another office's matter) is searched by word. */
export type LexicalDocument = {
  id: string
  title: string
  aliases: string[]
  questions: string[]
  body: string
}

export type LexicalHit = {
  id: string
  /** BM25-like, without upper bound; compare within one answer only. */
  score: number
  /** Share of the question's meaning-carrying words that the document has, 0…1. */
  coverage: number
  /** How much of its title or of one of its aliases the question says, 0…1. */
  nameMatch: number
}

/** Search by words over one edition. The real one is adapters/minisearch-lexical-index.ts. */
export type LexicalIndex = {
  /** Best first. */
  search(question: Question, limit: number): LexicalHit[]
}

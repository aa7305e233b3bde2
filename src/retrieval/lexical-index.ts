import type { Question } from '../language/question.ts'

/** What of a guide (or another office's matter) is searched by word. */
export type LexicalDocument = {
  id: string
  title: string
  aliases: string
  questions: string
  body: string
}

export type LexicalHit = { id: string; score: number }

/** Search by words over one edition. The real one is adapters/minisearch-lexical-index.ts. */
export type LexicalIndex = {
  /** Best first. Scores are BM25-like, without upper bound; compare them within one answer only. */
  search(question: Question, limit: number): LexicalHit[]
  /** How much of the question's meaning-carrying words the document has, 0…1. */
  coverage(question: Question, id: string): number
}

import type { Knowledge, KnowledgeFiles } from './read-folder.ts'

/** What is kept of an edition. */
export type KeptEdition = {
  number: number
  hash: string
  /** The files it was made from: the truth. */
  files: KnowledgeFiles
  /** The same parsed, to save a start the work; null when it was kept in another shape than today's. */
  knowledge: Knowledge | null
  publishedAt: Date
}

/** Where editions are kept. The real one is adapters/edition-store.ts. */
export type EditionStore = {
  /** Which edition is the latest, without reading it: a province's is a hundred megabytes. */
  head(): Promise<{ number: number; hash: string } | undefined>
  latest(): Promise<KeptEdition | undefined>
  /**
   * Gives the next number; the latest edition itself when that has the same hash already. Editions are
   * never changed or deleted.
   */
  add(edition: Omit<KeptEdition, 'number'>): Promise<KeptEdition>
}

import type { KnowledgeFiles } from './read-folder.ts'

/** What is kept of an edition: the files it was made from. */
export type KeptEdition = { number: number; hash: string; files: KnowledgeFiles; publishedAt: Date }

/** Where editions are kept. The real one is adapters/edition-store.ts. */
export type EditionStore = {
  latest(): Promise<KeptEdition | undefined>
  /**
   * Gives the next number; the latest edition itself when that has the same hash already. Editions are
   * never changed or deleted.
   */
  add(edition: Omit<KeptEdition, 'number'>): Promise<KeptEdition>
}

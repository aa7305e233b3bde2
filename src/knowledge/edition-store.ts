import type { Knowledge, KnowledgeFiles } from './read-folder.ts'

export const editionKinds = ['seed', 'folder', 'console', 'scheduled', 'roll-back'] as const

/** Why an edition came to be. */
export type EditionNote = {
  /** `seed`: the first one; `folder`: files changed; the others come from the console. */
  kind: (typeof editionKinds)[number]
  /** Id of the official; empty when it was nobody at the console. */
  who: string
  reason: string
  /** Names of the files that differ from the edition before; empty for a seed. */
  changes: string[]
}

/** What the audit log is told of an edition; whose it is stands in the edition's note. */
export type EditionRecord = { action: string; subject: string; detail: Record<string, unknown> }

/** What is kept of an edition. */
export type KeptEdition = {
  number: number
  hash: string
  /** The files it was made from: the truth. */
  files: KnowledgeFiles
  /** The same parsed, to save a start the work; null when it was kept in another shape than today's. */
  knowledge: Knowledge | null
  publishedAt: Date
  /** Missing in editions of before the knowledge desk. */
  note?: EditionNote
}

/** An edition without its texts. */
export type EditionHead = Omit<KeptEdition, 'files' | 'knowledge' | 'hash'>

/** Where editions are kept. The real one is adapters/edition-store.ts. */
export type EditionStore = {
  /** Which edition is the latest, without reading it: a province's is a hundred megabytes. */
  head(): Promise<{ number: number; hash: string } | undefined>
  latest(): Promise<KeptEdition | undefined>
  /** Every file of that edition; undefined when there is no such edition. */
  files(number: number): Promise<KnowledgeFiles | undefined>
  /** One file of that edition; undefined when the edition has none of that name. */
  fileOf(number: number, file: string): Promise<string | undefined>
  /** Newest first; at most so many. */
  list(limit: number): Promise<EditionHead[]>
  /** The editions in which that file changed, newest first, with its hash in each (null: not there). */
  history(file: string): Promise<(EditionHead & { fileHash: string | null })[]>
  /**
   * Gives the next number; the latest edition itself when that has the same hash already. Editions are
   * never changed or deleted. With `onTopOf` it must be the latest edition's number (0: none) still;
   * throws ConflictError when somebody else has published in between. `record` enters the audit log in the
   * same transaction, with the edition's number.
   */
  add(
    edition: Omit<KeptEdition, 'number'>,
    onTopOf?: number,
    record?: EditionRecord,
  ): Promise<KeptEdition>
}

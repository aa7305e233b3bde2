/** What a citizen is told about the office at a moment. */
export type OfficeNow = {
  /** null: the office has not filled in its hours. */
  isOpen: boolean | null
  /** One line for each set of days; empty when not filled in. */
  hours: string[]
  /** null: open now, or not known. */
  nextOpening: Date | null
}

/** The office's calendar and its promises, as far as a hand-over needs them. */
export type Office = {
  at(moment: Date): OfficeNow
  /** By when a ticket opened at that moment is to be answered and resolved; null: no promise. */
  dueFrom(moment: Date): { first: Date | null; resolved: Date | null }
}

/** An office that has told nothing. */
export const unknownOffice: Office = {
  at: () => ({ isOpen: null, hours: [], nextOpening: null }),
  dueFrom: () => ({ first: null, resolved: null }),
}

import { attempt } from './conversation-store.ts'
import { fieldOf, parseJson, textOf } from './read-json.ts'

/** What must outlive a change of page in this tab: an unsent text is never lost. */
export type Visit = { isOpen: boolean; typed: string }

const key = 'mot-cua:visit'

/** The state left by the page before; null on the first one. */
export function readVisit(): Visit | null {
  const value = parseJson(attempt(() => sessionStorage.getItem(key)) ?? '')
  if (value === undefined || value === null) return null
  return { isOpen: fieldOf(value, 'isOpen') === true, typed: textOf(value, 'typed') }
}

/** Keeps it for the next page. */
export function saveVisit(visit: Visit): void {
  attempt(() => sessionStorage.setItem(key, JSON.stringify(visit)))
}

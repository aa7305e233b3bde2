import { attempt } from './conversation-store.ts'
import { fieldOf, parseJson, textOf } from './read-json.ts'
import type { Language } from './texts.ts'

/** How this citizen likes the widget; kept on this device. */
export type Preferences = {
  /** Null as long as the citizen leaves it to the page. */
  language: Language | null
  isLarge: boolean
}

const key = 'mot-cua:preferences'

/** The kept preferences. */
export function readPreferences(): Preferences {
  const value = parseJson(attempt(() => localStorage.getItem(key)) ?? '')
  const language = textOf(value, 'language')
  return {
    language: language === 'vi' || language === 'en' ? language : null,
    isLarge: fieldOf(value, 'isLarge') === true,
  }
}

/** Keeps them; where storage is forbidden they hold until the page is left. */
export function savePreferences(preferences: Preferences): void {
  attempt(() => localStorage.setItem(key, JSON.stringify(preferences)))
}

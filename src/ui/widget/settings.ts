import { attempt } from './conversation-store.ts'
import type { Language } from './texts.ts'

/** What the page that embeds the widget may choose. */
export type Settings = {
  /** Origin of the service, without a slash at the end. */
  api: string
  /** Name of the office in the header; empty: a general name. */
  title: string
  /** First sentence of the greeting in the office's own words; empty: the widget's. */
  greeting: string
  /** `#rrggbb`; empty: the widget's own red. */
  accent: string
  language: Language
  isOpen: boolean
}

/** Reads the attributes of the script tag (`data-api`, `data-title`, `data-accent`, …). */
export function readSettings(
  attributes: Record<string, string | undefined>,
  scriptUrl: string,
): Settings {
  return {
    api: originOf(attributes.api) ?? new URL(scriptUrl).origin,
    title: attributes.title ?? '',
    greeting: attributes.greeting ?? '',
    accent: /^#[0-9a-f]{6}$/i.test(attributes.accent ?? '') ? (attributes.accent ?? '') : '',
    language: attributes.lang === 'en' ? 'en' : 'vi',
    isOpen: attributes.open !== undefined && attributes.open !== 'false',
  }
}

function originOf(url: string | undefined): string | null {
  return attempt(() => new URL(url ?? '').origin)
}

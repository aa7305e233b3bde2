import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of a page, as `hono/html` makes it. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The first letter as a capital; the rest as it is. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import { html, type TemplateResult } from 'lit'

/** A link to a page of the service: a new tab on a foreign site, the same one on our own. */
export function pageLink(api: string, path: string, content: TemplateResult): TemplateResult {
  return api === location.origin
    ? html`<a href=${path}>${content}</a>`
    : html`<a href=${api + path} target="_blank" rel="noopener noreferrer">${content}</a>`
}

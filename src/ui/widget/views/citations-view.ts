import { html, nothing, type TemplateResult } from 'lit'
import { renderMarkdown } from '../markdown.ts'
import type { Citation } from '../reply.ts'
import { icons } from './icons.ts'
import { pageLink } from './page-link.ts'
import type { View } from './view.ts'

/** The passages behind a reply, folded away until asked for. */
export function citationsView(citations: Citation[], view: View): TemplateResult | typeof nothing {
  if (citations.length === 0) return nothing
  return html`
    <details class="citations">
      <summary>${icons.unfold}<span>${view.words.citations} (${citations.length})</span></summary>
      ${citations.map((citation) => citationView(citation, view))}
    </details>`
}

function citationView(
  { guide, section, title, quote, legalBasis }: Citation,
  { words, settings }: View,
): TemplateResult {
  const path = `/thu-tuc/${encodeURIComponent(guide)}${section && `#${encodeURIComponent(section)}`}`
  return html`
    <figure>
      <figcaption lang="vi">${title}</figcaption>
      <blockquote lang="vi">${renderMarkdown(quote, settings.api)}</blockquote>
      ${
        legalBasis
          ? html`<p class="law"><b>${words.legalBasis}:</b> <span lang="vi">${legalBasis}</span></p>`
          : nothing
      }
      <p>${pageLink(settings.api, path, html`${words.openSection}`)}</p>
    </figure>`
}

import { html, type TemplateResult } from 'lit'
import { type Block, type Inline, parseMarkdown } from './parse-markdown.ts'

/** Renders the Markdown subset as Lit templates; text stays text. `/…` links lead to the service. */
export function renderMarkdown(source: string, api: string): TemplateResult[] {
  return parseMarkdown(source).map((block) => renderBlock(block, api))
}

function renderBlock(block: Block, api: string): TemplateResult {
  if (block.type === 'paragraph') return html`<p>${renderInline(block.children, api)}</p>`
  const items = block.items.map((item) => html`<li>${renderInline(item, api)}</li>`)
  return block.start === null
    ? html`<ul>${items}</ul>`
    : html`<ol start=${block.start}>${items}</ol>`
}

function renderInline(parts: Inline[], api: string): (string | TemplateResult)[] {
  return parts.map((part) => {
    if (part.type === 'text') return part.text
    const children = renderInline(part.children, api)
    if (part.type === 'bold') return html`<strong>${children}</strong>`
    const href = part.href.startsWith('/') ? api + part.href : part.href
    return html`<a href=${href} target="_blank" rel="noopener noreferrer">${children}</a>`
  })
}

import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false }).disable([
  'image',
  'table',
  'code',
  'fence',
  'heading',
  'lheading',
  'hr',
  'blockquote',
  'reference',
  'autolink',
  'backticks',
  'strikethrough',
])

markdown.validateLink = (href) => /^(https:|mailto:|tel:|\/(?![/\\]))/i.test(href)

/** A passage as HTML: paragraphs, bold, flat lists and safe links; any other markup stays text. */
export function renderMarkdown(text: string): string {
  return markdown.render(text)
}

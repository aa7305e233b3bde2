import MarkdownIt, { type Token } from 'markdown-it'

/** Words of one kind in a line. */
export type Run = { text: string; bold: boolean; href: string | null }
/** `gap`: line ends before it, 1 or 2; 0 for the first line. */
export type Line = { gap: 0 | 1 | 2; runs: Run[] }

const markdown = new MarkdownIt({ html: false, linkify: false }).disable([
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

/** Markdown of replies → lines: paragraphs, bold, flat lists, links. NFC, so that lengths are what channels count. */
export function parseRichText(text: string): Line[] {
  const lines: Line[] = []
  const lists: { next: number | null }[] = []
  let item: string | null = null
  let isFirstOfList = false

  for (const token of markdown.parse(text.normalize('NFC'), {})) {
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        lists.push({
          next: token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : null,
        })
        isFirstOfList = lists.length === 1
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop()
        break
      case 'list_item_open': {
        const list = lists.at(-1)
        item = list?.next ? `${list.next++}. ` : '• '
        break
      }
      case 'inline': {
        const isInList = lists.length > 0 && !isFirstOfList
        const gap = lines.length === 0 ? 0 : isInList ? 1 : 2
        lines.push(...inlineLines(token.children ?? [], item ?? '', gap))
        item = null
        isFirstOfList = false
        break
      }
    }
  }
  return lines
}

function inlineLines(children: Token[], prefix: string, gap: Line['gap']): Line[] {
  const lines: Line[] = [{ gap, runs: prefix === '' ? [] : [{ text: prefix, ...plain }] }]
  let bold = false
  let href: string | null = null
  const add = (text: string) => {
    if (text !== '') lines.at(-1)?.runs.push({ text, bold, href })
  }
  for (const token of children) {
    if (token.type === 'text') add(token.content)
    else if (token.type === 'softbreak') add(' ')
    else if (token.type === 'hardbreak') lines.push({ gap: 1, runs: [] })
    else if (token.type === 'strong_open') bold = true
    else if (token.type === 'strong_close') bold = false
    else if (token.type === 'link_open') href = String(token.attrGet('href'))
    else if (token.type === 'link_close') href = null
  }
  return lines
}

export const plain = { bold: false, href: null }

/** A line of plain words. */
export function lineOf(text: string, gap: Line['gap'] = 1): Line {
  return { gap, runs: [{ text: text.normalize('NFC'), ...plain }] }
}

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold'; children: Inline[] }
  | { type: 'link'; href: string; children: Inline[] }

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | {
      type: 'list' /** First number; null for a bulleted list. */
      start: number | null
      items: Inline[][]
    }

const listItem = /^\s{0,3}(?:[-*]|(\d{1,4})[.)])\s+(.*)$/

/**
 * Parses the Markdown subset of replies: paragraphs, `**bold**`, flat lists, `[text](link)`.
 *
 * Anything else stays as the text it is, so a half-streamed reply reads well too. Links that are
 * not https, mailto, tel or `/…` become plain text.
 */
export function parseMarkdown(source: string): Block[] {
  return splitBlocks(source).map(({ type, start, lines }) =>
    type === 'list'
      ? { type, start, items: lines.map(parseInline) }
      : { type, children: parseInline(lines.join(' ')) },
  )
}

type RawBlock = { type: Block['type']; start: number | null; lines: string[] }

function splitBlocks(source: string): RawBlock[] {
  const blocks: RawBlock[] = []
  let isApart = true
  for (const line of source.split(/\r?\n/)) {
    const text = line.trim()
    const last = blocks.at(-1)
    const item = listItem.exec(line)
    if (item) {
      const start = item[1] === undefined ? null : Number(item[1])
      const isSameKind = last?.type === 'list' && (last.start === null) === (start === null)
      // Items apart by an empty line are still one list.
      if (last && isSameKind) last.lines.push(item[2] ?? '')
      else blocks.push({ type: 'list', start, lines: [item[2] ?? ''] })
    } else if (text !== '') {
      const isContinued = !isApart && (last?.type === 'paragraph' || /^\s/.test(line))
      if (last && isContinued) last.lines.push(`${last.lines.pop() ?? ''} ${text}`)
      else blocks.push({ type: 'paragraph', start: null, lines: [text] })
    }
    isApart = text === ''
  }
  return blocks
}

const mark = /\\([\\*[\]()_-])|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g

function parseInline(source: string): Inline[] {
  const parts: Inline[] = []
  let end = 0
  const addText = (text: string) => {
    const last = parts.at(-1)
    if (last?.type === 'text') last.text += text
    else if (text !== '') parts.push({ type: 'text', text })
  }
  for (const match of source.matchAll(mark)) {
    const [whole, escaped, bold, label, href] = match
    addText(source.slice(end, match.index))
    end = match.index + whole.length
    if (escaped !== undefined) addText(escaped)
    else if (bold !== undefined) parts.push({ type: 'bold', children: parseInline(bold) })
    else if (isSafeLink(href ?? '')) {
      parts.push({
        type: 'link',
        href: href ?? '',
        children: [{ type: 'text', text: label ?? '' }],
      })
    } else addText(label ?? '')
  }
  addText(source.slice(end))
  return parts
}

/** True for https, mailto, tel and paths of the service itself (`/…`, not `//…`). */
export function isSafeLink(href: string): boolean {
  return /^(https:\/\/[^/\\]|mailto:|tel:|\/(?![/\\]))/i.test(href) && !/[\s\p{Cc}]/u.test(href)
}

/** The text alone, for the clipboard. */
export function plainText(blocks: Block[]): string {
  return blocks
    .map((block) =>
      block.type === 'paragraph'
        ? textOfInline(block.children)
        : block.items
            .map((item, index) => {
              const sign = block.start === null ? '-' : `${block.start + index}.`
              return `${sign} ${textOfInline(item)}`
            })
            .join('\n'),
    )
    .join('\n\n')
}

function textOfInline(parts: Inline[]): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text
      const text = textOfInline(part.children)
      return part.type === 'link' && part.href.startsWith('https') ? `${text} (${part.href})` : text
    })
    .join('')
}

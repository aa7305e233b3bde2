import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { DocumentBlock } from './document-block.ts'
import { tidy } from './tidy-text.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const skipped = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'nav',
  'header',
  'footer',
  'head',
  'form',
  'svg',
])
const kinds: Record<string, DocumentBlock['kind']> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'item',
}
const ownBlock = new Set([
  ...Object.keys(kinds),
  ...[
    'p',
    'div',
    'section',
    'article',
    'main',
    'table',
    'tbody',
    'thead',
    'tr',
    'ul',
    'ol',
    'dl',
    'dt',
    'dd',
  ],
  ...['body', 'html', 'blockquote', 'pre', 'figure'],
])

/** The paragraphs of a page in reading order; a row of a table is one, its cells parted by colons. */
export function blocksOfHtml(
  html: string,
  placeOf: (line: number, index: number) => string = (line) => `dòng ${line}`,
): DocumentBlock[] {
  const blocks: DocumentBlock[] = []
  let text = ''
  let kind: DocumentBlock['kind'] = 'text'
  let line = 1
  const close = () => {
    const whole = tidy(text).replace(/^[:\s]+|\s*:\s*$/g, (mark) =>
      mark.trim() === ':' ? ':' : '',
    )
    if (whole !== '' && whole !== ':') {
      blocks.push({
        kind,
        text: whole.replace(/^:\s*/, ''),
        place: placeOf(line, blocks.length + 1),
      })
    }
    text = ''
    kind = 'text'
  }
  const walk = (node: Node) => {
    if (node.nodeName === '#text' && 'value' in node) {
      if (text.trim() === '') line = node.sourceCodeLocation?.startLine ?? line
      text += node.value
    }
    if (!('tagName' in node) || skipped.has(node.tagName)) return
    const isBlock = ownBlock.has(node.tagName)
    if (isBlock) close()
    if (node.tagName === 'br') close()
    const ownKind = kinds[node.tagName]
    if (ownKind) kind = ownKind
    for (const child of node.childNodes) walk(child)
    if (node.tagName === 'td' || node.tagName === 'th') text += isLastCell(node) ? '' : ': '
    if (isBlock) close()
  }
  for (const child of parse(html, { sourceCodeLocationInfo: true }).childNodes) walk(child)
  close()
  return blocks
}

function isLastCell(cell: Element): boolean {
  const row = cell.parentNode
  if (!row) return true
  const cells = row.childNodes.filter((node) => node.nodeName === 'td' || node.nodeName === 'th')
  return cells.at(-1) === cell
}

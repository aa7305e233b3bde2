import type { ReactNode } from 'react'
import { type Block, type Inline, parseMarkdown } from '../../widget/parse-markdown.ts'

/** The Markdown subset of replies as elements; text stays text, links are checked by the parser. */
export function Markdown({ source }: { source: string }) {
  return <>{parseMarkdown(source).map((block, index) => renderBlock(block, index))}</>
}

function renderBlock(block: Block, key: number): ReactNode {
  if (block.type === 'paragraph') return <p key={key}>{block.children.map(renderInline)}</p>
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a text have no other name
    <li key={index}>{item.map(renderInline)}</li>
  ))
  return block.start === null ? (
    <ul key={key}>{items}</ul>
  ) : (
    <ol key={key} start={block.start}>
      {items}
    </ol>
  )
}

function renderInline(part: Inline, key: number): ReactNode {
  if (part.type === 'text') return part.text
  const children = part.children.map(renderInline)
  if (part.type === 'bold') return <strong key={key}>{children}</strong>
  return (
    <a key={key} href={part.href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

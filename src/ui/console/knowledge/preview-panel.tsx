import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Block, type Inline, parseMarkdown } from '../../widget/parse-markdown.ts'
import { Field } from '../components/field.tsx'
import { Markdown } from '../components/markdown.tsx'
import { knowledgeApi, reasonOf } from './knowledge-api.ts'

/** The draft as citizens will read it, on the web and in a chat app, on any day. */
export function PreviewPanel({ id, version }: { id: string; version: number }) {
  const [day, setDay] = useState('')
  const { data, error } = useQuery({
    queryKey: ['guide-preview', id, version, day],
    queryFn: () => knowledgeApi.preview(id, day),
    placeholderData: (before) => before,
    retry: false,
  })
  return (
    <div className="stack">
      <div className="pair">
        <Field label="Người dân hỏi vào ngày" hint="Để trống là hôm nay.">
          {(ids) => (
            <input
              {...ids}
              type="date"
              value={day}
              onChange={({ target }) => setDay(target.value)}
            />
          )}
        </Field>
      </div>
      {error && (
        <p className="notice">
          Chưa xem trước được: bản nháp còn chỗ phải sửa, hoặc chưa có bản nháp. {reasonOf(error)}
        </p>
      )}
      {data?.sections.length === 0 && (
        <p className="notice">Ngày này hướng dẫn không hiện với người dân.</p>
      )}
      {data?.sections.map(({ facet, title, text }) => (
        <section key={title} className="card stack" aria-label={title}>
          <h2>{title}</h2>
          <div className="two">
            <div>
              <h3>Trên trang web, khung chat</h3>
              <div className="bubble">
                <Markdown source={text} />
              </div>
            </div>
            <div>
              <h3>Trên Telegram, Zalo</h3>
              <p className="bubble as-typed">
                {chatText(facet === null ? data.title : title, text)}
              </p>
            </div>
          </div>
        </section>
      ))}
    </div>
  )
}

/** As apps show it that know no Markdown lists. */
function chatText(title: string, text: string): string {
  return [title, ...parseMarkdown(text).map(blockText)].join('\n\n')
}

function blockText(block: Block): string {
  if (block.type === 'paragraph') return block.children.map(inlineText).join('')
  const { start } = block
  return block.items
    .map((item, index) => {
      const bullet = start === null ? '•' : `${start + index}.`
      return `${bullet} ${item.map(inlineText).join('')}`
    })
    .join('\n')
}

function inlineText(part: Inline): string {
  if (part.type === 'text') return part.text
  const text = part.children.map(inlineText).join('')
  return part.type === 'bold' ? text : `${text} (${part.href})`
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { staffApi } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { Markdown } from '../components/markdown.tsx'
import { ContactForm } from './contact-form.tsx'
import { GuideSections } from './guide-sections.tsx'
import type { Citation } from './reply-draft.ts'
import { TicketHistory } from './ticket-history.tsx'

export type Insert = (text: string, citations: Citation[]) => void

const typingPauseMs = 300

/** Beside the conversation: the citizen's contact, what the bot found, a suggested answer, the guides. */
export function EvidencePanel({ view, onInsert }: { view: TicketView; onInsert: Insert }) {
  const { number, evidence, isMine } = view
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWanted(typed.trim()), typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, isPending } = useQuery({
    queryKey: ['suggestions', number, wanted],
    queryFn: () => staffApi.suggestions(number, wanted),
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const suggested = data?.suggested
  return (
    <aside className="evidence" aria-label="Căn cứ và gợi ý">
      <section>
        <h2>Tóm tắt</h2>
        <p className="as-typed">{view.summary}</p>
        <ContactForm view={view} />
      </section>
      {suggested && (
        <section>
          <h2>Gợi ý trả lời</h2>
          <Scrolled name="Gợi ý trả lời" text={suggested.text} />
          <button
            type="button"
            className="button"
            disabled={!isMine}
            onClick={() => onInsert(plain(suggested.text), suggested.citations)}
          >
            {icons.text}Đưa vào ô trả lời để sửa
          </button>
          {!isMine && <p className="small quiet">Nhận phiếu rồi mới đưa vào được.</p>}
        </section>
      )}
      <section>
        <h2>Trợ lý đã căn cứ vào</h2>
        {evidence.guides.length === 0 && (
          <p className="quiet">Trợ lý không tìm được hướng dẫn nào khớp.</p>
        )}
        <ol className="ranked plain">
          {evidence.guides.map(({ id, title, score }) => (
            <li key={id}>
              <a href={`/thu-tuc/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
                {title}
              </a>
              <Score share={score} />
            </li>
          ))}
        </ol>
        {evidence.draft && (
          <details>
            <summary>Câu trợ lý định trả lời</summary>
            <Scrolled name="Câu trợ lý định trả lời" text={evidence.draft} />
          </details>
        )}
      </section>
      <section>
        <h2>Chèn mục hướng dẫn</h2>
        <label className="unseen" htmlFor={`guides-${number}`}>
          Tìm trong các hướng dẫn
        </label>
        <span className="search-box">
          {icons.search}
          <input
            id={`guides-${number}`}
            type="search"
            placeholder="Tìm thủ tục, giấy tờ, lệ phí…"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </span>
        {data?.guides.map((guide) => (
          <GuideSections key={guide.id} guide={guide} canInsert={isMine} onInsert={onInsert} />
        ))}
        {isPending && (
          <p className="quiet" role="status">
            Đang tìm…
          </p>
        )}
        {data?.guides.length === 0 && <p className="quiet">Không có hướng dẫn nào khớp.</p>}
      </section>
      <TicketHistory events={view.events} />
    </aside>
  )
}

/** A long text in a small frame, which the keyboard must reach to scroll it. */
function Scrolled({ name, text }: { name: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="suggested" tabIndex={0} aria-label={name}>
      <Markdown source={text} />
    </section>
  )
}

/** How well a guide fits, as words and a bar: a bare 0.83 says nothing to a reader. */
function Score({ share }: { share: number }) {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100)
  return (
    <span className="score">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="small quiet">khớp {percent}%</span>
    </span>
  )
}

/** Staff replies are plain text: the marks of a suggestion go. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[([^\]]+)\]\([^)\s]*\)/g, '$1')
}

import { useLayoutEffect, useRef } from 'react'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { isoDay, longDayText } from '../components/format.ts'
import { EntryView } from './entry-view.tsx'

type Props = { view: TicketView; isCitizenTyping: boolean }

const nearEndPx = 160

/** The whole history, oldest first; stays at the end while the official reads there. */
export function ConversationLog({ view, isCitizenTyping }: Props) {
  const { conversation } = view
  const scroller = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const lastId = conversation.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is what moves the end
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight
  }, [lastId, isCitizenTyping])

  return (
    <section
      ref={scroller}
      className="log-scroller"
      // A scrolled area must be reachable with the keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      aria-label="Nội dung trò chuyện"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx
      }}
    >
      <div className="log" role="log" aria-label="Tin nhắn">
        {conversation.map((entry, index) => {
          const before = conversation[index - 1]
          const day = isoDay(new Date(entry.at))
          const isNewDay = !before || isoDay(new Date(before.at)) !== day
          return (
            <div key={entry.id} className="log-item">
              {isNewDay && <p className="day">{longDayText(entry.at)}</p>}
              <EntryView entry={entry} ticket={view} />
            </div>
          )
        })}
      </div>
      <p className="typing" role="status">
        {isCitizenTyping ? 'Người dân đang viết…' : ''}
      </p>
    </section>
  )
}

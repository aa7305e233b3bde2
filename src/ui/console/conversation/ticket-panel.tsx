import { useState } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'wouter'
import type { Me } from '../../../staff/staff-api-schema.ts'
import { useTicket } from '../api/queries.ts'
import { icons } from '../components/icons.tsx'
import { UndeliveredList } from '../components/undelivered-list.tsx'
import { Waiting } from '../components/waiting.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useTyping } from '../shell/typing.ts'
import { ConversationLog } from './conversation-log.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { ReplyArea } from './reply-area.tsx'
import { createReplyDraft, type ReplyDraft } from './reply-draft.ts'
import { ResolveDialog } from './resolve-dialog.tsx'
import { TicketHead } from './ticket-head.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { useTicketActions } from './use-ticket-actions.ts'

type Part = 'talk' | 'evidence'

/** One ticket: the conversation, what the bot knew beside it, and what may be done. */
export function TicketPanel({ me, number }: { me: Me; number: string }) {
  const question = useTicket(number)
  const view = question.data
  const typing = useTyping(number)
  const actions = useTicketActions(number)
  const [part, setPart] = useState<Part>('talk')
  const [dialog, setDialog] = useState<'resolve' | 'transfer' | null>(null)
  const [draft, setDraft] = useState<ReplyDraft>(() => createReplyDraft(number))
  const focusReply = (kind: ReplyDraft['kind']) => {
    // At once: the very next key may belong to the text.
    flushSync(() => {
      setPart('talk')
      setDraft((before) => ({ ...before, kind }))
    })
    document.querySelector<HTMLElement>('.reply-box textarea')?.focus()
  }
  useShortcuts({
    n: () => view?.canClaim && actions.claim(),
    r: () => view?.isMine && focusReply('reply'),
    g: () => view && focusReply('note'),
    x: () => view?.isMine && setDialog('resolve'),
    t: () => view?.isMine && setDialog('transfer'),
  })

  if (!view) {
    return (
      <section className="ticket-panel" aria-label={`Phiếu ${number}`}>
        <p className="row">
          <Link href="/" className="icon-button bare to-inbox" aria-label="Về hộp thư">
            {icons.back}
          </Link>
        </p>
        <Waiting question={question} />
      </section>
    )
  }
  const colleagues = [...view.typing.staff, ...typing.staff].filter(({ id }) => id !== me.id)
  const others = [...new Map(colleagues.map((person) => [person.id, person])).values()]
  return (
    <section className="ticket-panel" aria-label={`Phiếu ${number}`}>
      <TicketHead
        view={view}
        actions={actions}
        onResolve={() => setDialog('resolve')}
        onTransfer={() => setDialog('transfer')}
      />
      {isChat(view.channel) && <UndeliveredList number={number} />}
      <fieldset className="parts tabs">
        <legend className="unseen">Phần của phiếu</legend>
        <button
          type="button"
          className="tab"
          aria-pressed={part === 'talk'}
          onClick={() => setPart('talk')}
        >
          Trò chuyện
        </button>
        <button
          type="button"
          className="tab"
          aria-pressed={part === 'evidence'}
          onClick={() => setPart('evidence')}
        >
          Căn cứ và gợi ý
        </button>
      </fieldset>
      <div className={`ticket-body show-${part}`}>
        <div className="talk">
          <ConversationLog view={view} isCitizenTyping={typing.citizen || view.typing.citizen} />
          <ReplyArea
            me={me}
            view={view}
            others={others}
            draft={draft}
            onDraft={setDraft}
            actions={actions}
          />
        </div>
        <EvidencePanel
          view={view}
          onInsert={(text, citations) => {
            setDraft((before) => ({
              ...before,
              kind: 'reply',
              text: before.text.trim() === '' ? text : `${before.text.trimEnd()}\n\n${text}`,
              citations: [...before.citations, ...citations],
            }))
            focusReply('reply')
          }}
        />
      </div>
      {dialog === 'resolve' && (
        <ResolveDialog view={view} actions={actions} onClose={() => setDialog(null)} />
      )}
      {dialog === 'transfer' && (
        <TransferDialog me={me} view={view} actions={actions} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}

/** Whoever writes on a page reads there what they missed. */
const isChat = (channel: string) => channel !== 'web' && channel !== 'kiosk'

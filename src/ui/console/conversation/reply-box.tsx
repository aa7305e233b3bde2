import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Me, TicketView } from '../../../staff/staff-api-schema.ts'
import { refreshTicket, useCannedReplies } from '../api/queries.ts'
import { ApiProblem } from '../api/request.ts'
import { staffApi } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { useTell } from '../components/toasts.tsx'
import { CannedMenu } from './canned-menu.tsx'
import { type CannedWord, cannedWordAt, fittingReplies } from './canned-word.ts'
import { CitedChips } from './cited-chips.tsx'
import { emptyDraft, gapsIn, keepReplyDraft, type ReplyDraft } from './reply-draft.ts'
import { useTypingSignal } from './use-typing-signal.ts'

type Props = {
  me: Me
  view: TicketView
  draft: ReplyDraft
  /** false: only notes may be written. */
  canReply: boolean
  onDraft(change: (before: ReplyDraft) => ReplyDraft): void
}

const longestText = 4000

/** Where an official writes to the citizen, or a note that only colleagues see. */
export function ReplyBox({ me, view, draft, canReply, onDraft }: Props) {
  const { number } = view
  const id = useId()
  const client = useQueryClient()
  const tell = useTell()
  const tellTyping = useTypingSignal(number)
  const area = useRef<HTMLTextAreaElement>(null)
  const [word, setWord] = useState<CannedWord | null>(null)
  const [chosen, setChosen] = useState(0)
  const canned = useCannedReplies(number).data?.replies ?? []
  const fitting = word ? fittingReplies(canned, word.text) : []
  const isNote = draft.kind === 'note'
  const gaps = isNote ? [] : gapsIn(draft.text)
  const text = draft.text.trim()

  const send = useMutation({
    mutationFn: ({ kind, citations, clientMessageId }: ReplyDraft) =>
      kind === 'note'
        ? staffApi.addNote(number, text)
        : staffApi.sendMessage(number, { text, citations, clientMessageId }),
    onSuccess: (_, sent) => {
      onDraft(() => emptyDraft(sent.kind))
      refreshTicket(client, number)
      area.current?.focus()
    },
    onError: (error) => {
      tell.failed(error)
      if (error instanceof ApiProblem && error.status === 409) refreshTicket(client, number)
    },
  })
  const canSend = text !== '' && text.length <= longestText && gaps.length === 0 && !send.isPending

  useEffect(() => keepReplyDraft(number, draft), [number, draft])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what sets the height
  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [draft.text])

  const change = (typed: string, caret: number) => {
    onDraft((before) => ({ ...before, kind: draft.kind, text: typed }))
    setWord(isNote ? null : cannedWordAt(typed, caret))
    setChosen(0)
    if (!isNote && typed.trim() !== '') tellTyping()
  }
  const insertCanned = (reply: string) => {
    const { start = draft.text.length, end = draft.text.length } = word ?? {}
    const after = draft.text.slice(0, start) + reply + draft.text.slice(end)
    onDraft((before) => ({ ...before, kind: 'reply', text: after }))
    setWord(null)
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (canSend) send.mutate(draft)
      return
    }
    if (!word) return
    if (event.key === 'Escape') setWord(null)
    else if (event.key === 'ArrowDown') setChosen((chosen + 1) % Math.max(1, fitting.length))
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1))
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const reply = fitting[chosen]
      if (!reply) return
      insertCanned(reply.text)
    } else return
    event.preventDefault()
  }

  return (
    <form
      className={isNote ? 'reply-box note' : 'reply-box'}
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) send.mutate(draft)
      }}
    >
      <fieldset className="row kinds">
        <legend className="unseen">Viết cho ai</legend>
        {canReply && (
          <button
            type="button"
            className="tab"
            aria-pressed={!isNote}
            onClick={() => onDraft((before) => ({ ...before, kind: 'reply' }))}
          >
            Trả lời
          </button>
        )}
        <button
          type="button"
          className="tab"
          aria-pressed={isNote}
          onClick={() => onDraft((before) => ({ ...before, kind: 'note' }))}
        >
          {icons.note}Ghi chú nội bộ
        </button>
        {isNote ? (
          <span className="small quiet">Người dân không thấy.</span>
        ) : (
          <button
            type="button"
            className="button bare push"
            aria-expanded={word !== null}
            onClick={() => {
              setWord(word ? null : { text: '', start: draft.text.length, end: draft.text.length })
              setChosen(0)
              area.current?.focus()
            }}
          >
            {icons.text}Câu mẫu <kbd>/</kbd>
          </button>
        )}
      </fieldset>
      {word && (
        <CannedMenu
          id={`${id}-menu`}
          replies={fitting}
          chosen={chosen}
          onChoose={({ text: reply }) => insertCanned(reply)}
        />
      )}
      <CitedChips
        citations={isNote ? [] : draft.citations}
        onRemove={(citation) =>
          onDraft((before) => ({
            ...before,
            citations: before.citations.filter((each) => each !== citation),
          }))
        }
      />
      <textarea
        ref={area}
        rows={2}
        aria-label={isNote ? 'Ghi chú nội bộ' : 'Câu trả lời cho người dân'}
        aria-describedby={`${id}-hint`}
        aria-controls={word ? `${id}-menu` : undefined}
        aria-activedescendant={word && fitting[chosen] ? `${id}-menu-${chosen}` : undefined}
        placeholder={isNote ? 'Ghi cho đồng nghiệp…' : 'Viết câu trả lời… gõ / để chọn câu mẫu'}
        value={draft.text}
        onChange={({ target }) => change(target.value, target.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <span id={`${id}-hint`} className="small quiet" role="status">
          {gaps.length > 0 ? (
            <strong className="fault">Bạn điền nốt {gaps.join(', ')} rồi gửi.</strong>
          ) : text.length > longestText ? (
            <strong className="fault">Dài quá {text.length - longestText} ký tự.</strong>
          ) : isNote ? (
            ''
          ) : (
            <span className="signed">Ký tên: {[me.name, me.title].filter(Boolean).join(', ')}</span>
          )}
        </span>
        <button type="submit" className="button main push" disabled={!canSend}>
          {icons.send}
          {isNote ? 'Lưu ghi chú' : send.isPending ? 'Đang gửi…' : 'Gửi trả lời'}
        </button>
      </div>
    </form>
  )
}

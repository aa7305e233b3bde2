import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftView } from '../../../staff/staff-api-schema.ts'
import { keys } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { Field } from '../components/field.tsx'
import { minutesBetween, minutesText, momentText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { Markdown } from '../components/markdown.tsx'
import { useTell } from '../components/toasts.tsx'
import { useNow } from '../components/use-now.ts'
import { CitationList } from '../conversation/citation-list.tsx'

/** A reply of the bot that an official sends as it is, or in better words. */
export function DraftCard({ draft }: { draft: DraftView }) {
  const client = useQueryClient()
  const tell = useTell()
  const now = useNow()
  const [text, setText] = useState<string | null>(null)
  const minutesLeft = minutesBetween(now, draft.dueAt)
  const approve = useMutation({
    mutationFn: () => staffApi.approveDraft(draft.id, text),
    onSuccess: () => tell.done('Đã gửi cho người dân.'),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.drafts }),
  })
  return (
    <article className="card stack">
      <p className="row">
        <span className={minutesLeft < 5 ? 'badge warn' : 'badge'}>
          {icons.clock}
          {minutesLeft > 0
            ? `Tự gửi theo hướng dẫn sau ${minutesText(minutesLeft)}`
            : 'Sắp tự gửi theo hướng dẫn'}
        </span>
        <time className="small quiet" dateTime={draft.createdAt}>
          Hỏi lúc {momentText(draft.createdAt, now)}
        </time>
      </p>
      <div>
        <h3>Người dân hỏi</h3>
        <p className="as-typed">{draft.question}</p>
      </div>
      {text === null ? (
        <div>
          <h3>Trợ lý định trả lời</h3>
          <div className="whole">
            <Markdown source={draft.reply.text} />
          </div>
        </div>
      ) : (
        <Field label="Câu trả lời sẽ gửi">
          {(ids) => (
            <textarea
              {...ids}
              rows={8}
              maxLength={8000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      )}
      <CitationList citations={draft.reply.citations} />
      <div className="row">
        <button
          type="button"
          className="button good"
          disabled={approve.isPending || text?.trim() === ''}
          onClick={() => approve.mutate()}
        >
          {icons.send}
          {text === null ? 'Duyệt và gửi' : 'Gửi bản đã sửa'}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => setText(text === null ? draft.reply.text : null)}
        >
          {text === null ? 'Sửa lại' : 'Bỏ phần sửa'}
        </button>
      </div>
    </article>
  )
}

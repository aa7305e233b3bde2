import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'
import { type FieldChange, knowledgeApi, reasonOf, type TrialOutcome } from './knowledge-api.ts'
import { OutcomeList } from './trial-panel.tsx'
import { ChangeList } from './word-diff.tsx'

type Props = {
  id: string
  changes: FieldChange[]
  /** Keeps what is on the screen; the version to publish. */
  flush(): Promise<number | null>
  onDone(): void
  onClose(): void
}

/** What will change, why, and when; and what would be lost by it. */
export function PublishDialog({ id, changes, flush, onDone, onClose }: Props) {
  const tell = useTell()
  const [reason, setReason] = useState('')
  const [isLater, setLater] = useState(false)
  const [day, setDay] = useState('')
  const [lost, setLost] = useState<TrialOutcome[]>([])
  const [dropReason, setDropReason] = useState('')
  const publish = useMutation({
    mutationFn: async () => {
      const version = await flush()
      if (version === null) throw new Error('not saved')
      return await knowledgeApi.publish(id, {
        version,
        reason: reason.trim(),
        on: isLater ? day : null,
        dropReason: dropReason.trim(),
      })
    },
    onSuccess: (answer) => {
      if (answer.outcome === 'would-lose') return setLost(answer.lost)
      tell.done(
        answer.outcome === 'published'
          ? `Đã công bố. Ấn bản ${answer.edition} đang trả lời người dân.`
          : 'Đã hẹn công bố.',
      )
      onDone()
    },
  })
  return (
    <Dialog title="Công bố" isWide onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate()
        }}
      >
        <div className="whole">
          <ChangeList changes={changes} nothing="Bản nháp giống bản đang dùng." />
        </div>
        <Field label="Lý do" hint="Ví dụ: Nghị quyết 12/2026/NQ-HĐND, hiệu lực 01/01/2027.">
          {(ids) => (
            <textarea
              {...ids}
              required
              rows={2}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend>Khi nào</legend>
          <label className="tick">
            <input type="radio" name="when" checked={!isLater} onChange={() => setLater(false)} />
            Ngay bây giờ
          </label>
          <label className="tick">
            <input type="radio" name="when" checked={isLater} onChange={() => setLater(true)} />0
            giờ một ngày sau này
          </label>
        </fieldset>
        {isLater && (
          <Field label="Ngày công bố">
            {(ids) => (
              <input
                {...ids}
                type="date"
                required
                value={day}
                onChange={({ target }) => setDay(target.value)}
              />
            )}
          </Field>
        )}
        {lost.length > 0 && (
          <div className="notice bad stack" role="alert">
            <p>
              <strong>
                {lost.length} câu hỏi đang trả lời được sẽ không còn trả lời được như trước.
              </strong>{' '}
              Xem lại bản nháp, hoặc ghi rõ vì sao vẫn công bố.
            </p>
            <OutcomeList outcomes={lost.slice(0, 10)} />
            <Field label="Vì sao vẫn công bố">
              {(ids) => (
                <input
                  {...ids}
                  required
                  maxLength={1000}
                  value={dropReason}
                  onChange={({ target }) => setDropReason(target.value)}
                />
              )}
            </Field>
          </div>
        )}
        {publish.error && (
          <p className="notice bad" role="alert">
            {reasonOf(publish.error)}
          </p>
        )}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={publish.isPending}>
            {publish.isPending ? 'Đang kiểm tra và công bố…' : isLater ? 'Hẹn công bố' : 'Công bố'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

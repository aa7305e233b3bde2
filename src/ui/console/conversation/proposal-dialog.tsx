import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Entry, TicketView } from '../../../staff/staff-api-schema.ts'
import { staffApi } from '../api/staff.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'

type Props = { entry: Entry; ticket: TicketView; onClose(): void }
type Kind = 'question' | 'note'

/** A reply that proved useful becomes a proposal for a guide; an admin decides. */
export function ProposalDialog({ entry, ticket, onClose }: Props) {
  const tell = useTell()
  const suggestions = useQuery({
    queryKey: ['suggestions', ticket.number, ''],
    queryFn: () => staffApi.suggestions(ticket.number, ''),
  })
  const guides = new Map(
    [...ticket.evidence.guides, ...(suggestions.data?.guides ?? [])].map(({ id, title }) => [
      id,
      title,
    ]),
  )
  const cited = entry.citations[0]?.guide
  const [guide, setGuide] = useState(cited ?? ticket.evidence.guides[0]?.id ?? '')
  const [kind, setKind] = useState<Kind>('note')
  const question = questionBefore(entry, ticket)
  const [texts, setTexts] = useState<Record<Kind, string>>({ note: entry.text, question })
  const propose = useMutation({
    mutationFn: () => staffApi.propose(ticket.number, { guide, kind, text: texts[kind].trim() }),
    onSuccess: () => {
      tell.done('Đã gửi đề xuất cho quản trị.')
      onClose()
    },
    onError: tell.failed,
  })
  return (
    <Dialog title="Đề xuất vào hướng dẫn" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          propose.mutate()
        }}
      >
        <Field label="Hướng dẫn">
          {(ids) => (
            <select
              {...ids}
              required
              value={guide}
              onChange={({ target }) => setGuide(target.value)}
            >
              <option value="">Chọn hướng dẫn…</option>
              {[...guides].map(([id, title]) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset>
          <legend>Thêm thành</legend>
          {(['note', 'question'] as const).map((each) => (
            <label key={each} className="tick">
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              {each === 'note' ? 'Lưu ý trong hướng dẫn' : 'Câu hỏi mẫu của người dân'}
            </label>
          ))}
        </fieldset>
        <Field label="Nội dung" hint="Bỏ tên, số điện thoại và chuyện riêng của người dân.">
          {(ids) => (
            <textarea
              {...ids}
              rows={6}
              required
              maxLength={2000}
              value={texts[kind]}
              onChange={({ target }) => setTexts({ ...texts, [kind]: target.value })}
            />
          )}
        </Field>
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={propose.isPending}>
            Gửi đề xuất
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** The citizen's last words before the reply. */
function questionBefore(entry: Entry, { conversation }: TicketView): string {
  const index = conversation.findIndex(({ id }) => id === entry.id)
  return conversation.slice(0, index).findLast(({ by }) => by === 'citizen')?.text ?? ''
}

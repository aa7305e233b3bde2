import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CannedReply, Me } from '../../../staff/staff-api-schema.ts'
import { keys, useCannedReplies } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { CannedReplyDialog } from './canned-reply-dialog.tsx'

/** The office's ready-made answers, and one's own. */
export function CannedRepliesPage({ me }: { me: Me }) {
  const question = useCannedReplies()
  const client = useQueryClient()
  const tell = useTell()
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null)
  const remove = useMutation({
    mutationFn: ({ id }: CannedReply) => staffApi.removeCannedReply(id),
    onSuccess: () => tell.done('Đã xoá câu mẫu.'),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.cannedReplies }),
  })
  return (
    <div className="page">
      <PageTitle title="Câu mẫu">
        <button type="button" className="button main push" onClick={() => setEdited('new')}>
          {icons.plus}Thêm câu mẫu
        </button>
      </PageTitle>
      <p className="quiet">
        Khi trả lời, gõ <kbd>/</kbd> rồi vài chữ để chèn câu mẫu. Những chỗ như {'{{ten}}'} được
        điền sẵn.
      </p>
      {!question.data && <Waiting question={question} />}
      {question.data?.replies.length === 0 && (
        <p className="card quiet">Chưa có câu mẫu nào. Bạn thêm câu hay dùng nhất trước nhé.</p>
      )}
      {question.data?.replies.map((reply) => {
        const mayChange = reply.isMine || me.role === 'admin'
        return (
          <article key={reply.id} className="card stack">
            <div className="row">
              <h2>{reply.title}</h2>
              <span className="badge">{reply.isMine ? 'Của tôi' : 'Dùng chung'}</span>
            </div>
            <p className="as-typed">{reply.text}</p>
            {mayChange && (
              <div className="row">
                <button type="button" className="button" onClick={() => setEdited(reply)}>
                  Sửa<span className="unseen"> câu mẫu {reply.title}</span>
                </button>
                <button
                  type="button"
                  className="button bare"
                  disabled={remove.isPending}
                  onClick={() => {
                    if (confirm(`Xoá câu mẫu “${reply.title}”?`)) remove.mutate(reply)
                  }}
                >
                  {icons.erase}Xoá<span className="unseen"> câu mẫu {reply.title}</span>
                </button>
              </div>
            )}
          </article>
        )
      })}
      {edited && (
        <CannedReplyDialog
          reply={edited === 'new' ? null : edited}
          canShare={me.role === 'admin'}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

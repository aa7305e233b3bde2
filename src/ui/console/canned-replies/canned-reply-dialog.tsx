import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CannedReply } from '../../../staff/staff-api-schema.ts'
import { keys } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'

type Props = { reply: CannedReply | null; canShare: boolean; onClose(): void }

const variables = [
  { name: '{{ten}}', means: 'tên người dân' },
  { name: '{{phieu}}', means: 'số phiếu' },
  { name: '{{canbo}}', means: 'tên bạn' },
  { name: '{{chucdanh}}', means: 'chức danh của bạn' },
  { name: '{{coquan}}', means: 'tên cơ quan' },
  { name: '{{gio}}', means: 'giờ làm việc' },
  { name: '{{dienthoai}}', means: 'điện thoại cơ quan' },
  { name: '{{diachi}}', means: 'địa chỉ cơ quan' },
]

/** Writes a new canned reply or changes one. */
export function CannedReplyDialog({ reply, canShare, onClose }: Props) {
  const client = useQueryClient()
  const tell = useTell()
  const area = useRef<HTMLTextAreaElement>(null)
  const [title, setTitle] = useState(reply?.title ?? '')
  const [text, setText] = useState(reply?.text ?? '')
  const [isShared, setShared] = useState(reply ? !reply.isMine : false)
  const save = useMutation({
    mutationFn: () => {
      const wanted = { title: title.trim(), text: text.trim(), shared: isShared }
      return reply ? staffApi.changeCannedReply(reply.id, wanted) : staffApi.addCannedReply(wanted)
    },
    onSuccess: () => {
      tell.done('Đã lưu câu mẫu.')
      onClose()
    },
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.cannedReplies }),
  })
  return (
    <Dialog title={reply ? 'Sửa câu mẫu' : 'Thêm câu mẫu'} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Field label="Tên ngắn" hint="Để tìm nhanh sau dấu /.">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={100}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label="Nội dung">
          {(ids) => (
            <textarea
              {...ids}
              ref={area}
              required
              rows={6}
              maxLength={4000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend>Chèn chỗ được điền sẵn</legend>
          <div className="row">
            {variables.map(({ name, means }) => (
              <button
                key={name}
                type="button"
                className="tab"
                onClick={() => {
                  const at = area.current?.selectionStart ?? text.length
                  setText(text.slice(0, at) + name + text.slice(at))
                  area.current?.focus()
                }}
              >
                {means}
              </button>
            ))}
          </div>
        </fieldset>
        {canShare && (
          <label className="tick">
            <input
              type="checkbox"
              checked={isShared}
              onChange={({ target }) => setShared(target.checked)}
            />
            Cho mọi cán bộ cùng dùng
          </label>
        )}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={save.isPending}>
            Lưu
          </button>
        </div>
      </form>
    </Dialog>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { knowledgeApi, reasonOf } from './knowledge-api.ts'

/** Begins a guide: its name and field; the rest is written in the editor. */
export function NewGuideDialog({ onClose }: { onClose(): void }) {
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [field, setField] = useState('')
  const create = useMutation({
    mutationFn: () => knowledgeApi.createGuide(title.trim(), field),
    onSuccess: ({ id }) => go(`/knowledge/guides/${id}`),
  })
  return (
    <Dialog title="Hướng dẫn mới" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Field label="Tên thủ tục" hint="Như dân gọi và như cổng dịch vụ công ghi.">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={300}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label="Lĩnh vực">
          {(ids) => (
            <select
              {...ids}
              required
              value={field}
              onChange={({ target }) => setField(target.value)}
            >
              <option value="">Chọn lĩnh vực</option>
              {fieldNames().map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        {create.error && <p className="notice bad">{reasonOf(create.error)}</p>}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={create.isPending}>
            Bắt đầu soạn
          </button>
        </div>
      </form>
    </Dialog>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../components/field.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { knowledgeApi, reasonOf } from './knowledge-api.ts'
import { KnowledgePlaces } from './knowledge-places.tsx'
import { WordDiff } from './word-diff.tsx'

type Conflict = Awaited<ReturnType<typeof knowledgeApi.folder>>['conflicts'][number]

/** Where folder and console disagree; how the office publishes; the questions every edition is tried with. */
export function FolderPage() {
  const question = useQuery({ queryKey: ['knowledge-folder'], queryFn: knowledgeApi.folder })
  const { data } = question
  return (
    <div className="page">
      <KnowledgePlaces />
      <PageTitle title="Thư mục, quy tắc" />
      <section className="stack" aria-labelledby="folder-title">
        <h2 id="folder-title">Thư mục hướng dẫn trên máy chủ</h2>
        <p className="quiet">
          Tệp chỉ sửa trong thư mục thì tự được công bố. Tệp sửa ở cả hai nơi thì bản trên bàn làm
          việc vẫn dùng, cho đến khi bạn chọn.
        </p>
        {!data && <Waiting question={question} />}
        {data?.problems.map((text) => (
          <p key={text} className="notice bad">
            Tệp trong thư mục có lỗi nên chưa dùng: {text}
          </p>
        ))}
        {data?.conflicts.map((conflict) => (
          <ConflictCard key={conflict.file} conflict={conflict} />
        ))}
        {data && data.conflicts.length === 0 && data.problems.length === 0 && (
          <p className="card quiet">Thư mục và bàn làm việc không có chỗ nào mâu thuẫn.</p>
        )}
      </section>
      <RulesForm />
      <TrialQuestions />
    </div>
  )
}

function ConflictCard({ conflict: { file, inFolder, inUse, words } }: { conflict: Conflict }) {
  const client = useQueryClient()
  const tell = useTell()
  const [reason, setReason] = useState('')
  const resolve = useMutation({
    mutationFn: (take: 'folder' | 'console') =>
      knowledgeApi.resolveFolder({ file, take, reason: reason.trim() }),
    onSuccess: () => tell.done('Đã chọn.'),
    onError: (error) => tell.refused(reasonOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['knowledge-folder'] }),
  })
  const isReady = reason.trim() !== '' && !resolve.isPending
  return (
    <article className="card stack">
      <h3>{file}</h3>
      {!inFolder && <p>Tệp đã bị xoá trong thư mục.</p>}
      {!inUse && <p>Bàn làm việc không còn tệp này.</p>}
      {inFolder && inUse && (
        <>
          <p className="small quiet">
            Chữ gạch bỏ là của bản đang dùng, chữ gạch chân là của thư mục.
          </p>
          <WordDiff parts={words} />
        </>
      )}
      <Field label="Lý do chọn">
        {(ids) => (
          <input
            {...ids}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={!isReady}
          onClick={() => resolve.mutate('console')}
        >
          Giữ bản đang dùng
        </button>
        <button
          type="button"
          className="button"
          disabled={!isReady}
          onClick={() => resolve.mutate('folder')}
        >
          Dùng bản trong thư mục
        </button>
      </div>
    </article>
  )
}

function RulesForm() {
  const client = useQueryClient()
  const tell = useTell()
  const { data } = useQuery({ queryKey: ['publishing-rules'], queryFn: knowledgeApi.rules })
  const save = useMutation({
    mutationFn: knowledgeApi.saveRules,
    onSuccess: () => tell.done('Đã lưu.'),
    onError: (error) => tell.refused(reasonOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['publishing-rules'] }),
  })
  if (!data) return null
  return (
    <section className="card stack" aria-labelledby="rules-title">
      <h2 id="rules-title">Quy tắc công bố</h2>
      <label className="tick">
        <input
          type="checkbox"
          checked={data.secondPerson}
          disabled={save.isPending}
          onChange={({ target }) => save.mutate(target.checked)}
        />
        Phải có một người quản trị khác duyệt trước khi công bố
      </label>
    </section>
  )
}

function TrialQuestions() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['trial-questions'], queryFn: knowledgeApi.trialQuestions })
  const remove = useMutation({
    mutationFn: knowledgeApi.removeTrialQuestion,
    onSettled: () => client.invalidateQueries({ queryKey: ['trial-questions'] }),
  })
  return (
    <section className="card stack" aria-labelledby="trial-questions">
      <h2 id="trial-questions">Câu hỏi thật dùng để chạy thử ({data?.questions.length ?? 0})</h2>
      <p className="quiet small">
        Gom từ trang Còn thiếu; mọi bản nháp đều được hỏi những câu này.
      </p>
      <ul className="plain stack">
        {data?.questions.map(({ id, text, guide }) => (
          <li key={id} className="row">
            <span>
              “{text}” <span className="small quiet">{guide}</span>
            </span>
            <button
              type="button"
              className="button bare push"
              disabled={remove.isPending}
              onClick={() => remove.mutate(id)}
            >
              Bỏ<span className="unseen"> câu “{text}”</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

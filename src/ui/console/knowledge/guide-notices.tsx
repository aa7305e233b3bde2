import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatIsoDay } from '../components/format.ts'
import { useTell } from '../components/toasts.tsx'
import { knowledgeApi, type OpenedGuide, reasonOf } from './knowledge-api.ts'
import { MergeDialog } from './merge-dialog.tsx'
import type { EditedDraft } from './use-guide-draft.ts'

type Props = { opened: OpenedGuide; draft: EditedDraft; onChanged(): void }

/** What an admin has to know before going on: plans, reviews, newer texts, proposals. */
export function GuideNotices({ opened, draft, onChanged }: Props) {
  return (
    <>
      <PlanNotice opened={opened} onChanged={onChanged} />
      <BehindNotice opened={opened} draft={draft} />
      <ReviewNotice opened={opened} onChanged={onChanged} />
      <ProposalNotice opened={opened} draft={draft} />
    </>
  )
}

function PlanNotice({ opened: { publication }, onChanged }: Pick<Props, 'opened' | 'onChanged'>) {
  const tell = useTell()
  const cancel = useMutation({
    mutationFn: (id: string) => knowledgeApi.cancelPublication(id),
    onSuccess: () => {
      tell.done('Đã huỷ hẹn; nội dung trở lại thành bản nháp.')
      onChanged()
    },
    onError: (error) => tell.refused(reasonOf(error)),
  })
  if (!publication) return null
  const isFailed = publication.state === 'failed' || publication.state === 'held'
  return (
    <div
      className={isFailed ? 'notice bad row' : 'notice row'}
      role={isFailed ? 'alert' : undefined}
    >
      <p>
        {isFailed
          ? publication.outcome
          : `Đã hẹn công bố lúc 0 giờ ngày ${formatIsoDay(publication.effectiveOn)}: ${publication.reason}`}
      </p>
      <button
        type="button"
        className="button push"
        disabled={cancel.isPending}
        onClick={() => cancel.mutate(publication.id)}
      >
        {isFailed ? 'Đã xem' : 'Huỷ hẹn'}
      </button>
    </div>
  )
}

function BehindNotice({ opened, draft }: Pick<Props, 'opened' | 'draft'>) {
  const [isMerging, setMerging] = useState(false)
  const { live } = opened
  if (!draft.isBehind || !live) return null
  return (
    <div className="notice row">
      <p>
        Bản đang dùng đã được công bố lại từ khi bản nháp này bắt đầu. Cần gộp trước khi công bố.
      </p>
      <button type="button" className="button push" onClick={() => setMerging(true)}>
        Gộp với bản đang dùng
      </button>
      {isMerging && (
        <MergeDialog
          title="Gộp với bản đang dùng"
          told="“Bản kia” là bản đang trả lời người dân. Bạn chọn phần giữ lại ở từng mục."
          mine={draft.form}
          theirs={live.form}
          onMerge={(form) => {
            setMerging(false)
            // The same draft, now on the text in use.
            draft.merge({ ...form }, { version: draft.version, baseHash: live.hash })
          }}
          onClose={() => setMerging(false)}
        />
      )}
    </div>
  )
}

function ReviewNotice({ opened, onChanged }: Pick<Props, 'opened' | 'onChanged'>) {
  const tell = useTell()
  const { draft, id } = opened
  const decide = useMutation({
    mutationFn: (to: 'editing' | 'approved') =>
      knowledgeApi.review(id, { version: draft?.version ?? 0, to, note: '' }),
    onSuccess: onChanged,
    onError: (error) => tell.refused(reasonOf(error)),
  })
  if (draft?.review === 'approved') {
    return (
      <p className="notice good">{draft.reviewedBy?.name ?? 'Đồng nghiệp'} đã duyệt bản nháp.</p>
    )
  }
  if (draft?.review !== 'asked') return null
  return (
    <div className="notice row">
      <p>{draft.savedBy?.name ?? 'Đồng nghiệp'} nhờ người khác xem lại bản nháp này.</p>
      <button
        type="button"
        className="button good push"
        disabled={decide.isPending}
        onClick={() => decide.mutate('approved')}
      >
        Duyệt
      </button>
      <button
        type="button"
        className="button"
        disabled={decide.isPending}
        onClick={() => decide.mutate('editing')}
      >
        Cần sửa thêm
      </button>
    </div>
  )
}

function ProposalNotice({ opened: { proposals }, draft }: Pick<Props, 'opened' | 'draft'>) {
  const left = proposals.filter(
    ({ text }) => !draft.form.questions.includes(text) && !draft.form.sections.luu_y.includes(text),
  )
  if (left.length === 0) return null
  const take = ({ kind, text }: (typeof left)[number]) =>
    draft.change((form) =>
      kind === 'question'
        ? { ...form, questions: [...form.questions, text] }
        : {
            ...form,
            sections: {
              ...form.sections,
              luu_y: `${form.sections.luu_y.trimEnd()}\n- ${text}`.trimStart(),
            },
          },
    )
  return (
    <section className="card stack" aria-labelledby="proposals-of-guide">
      <h2 id="proposals-of-guide">Đề xuất của cán bộ đã được nhận</h2>
      <ul className="plain stack">
        {left.map((proposal) => (
          <li key={proposal.id} className="row">
            <span className="badge">{proposal.kind === 'question' ? 'Câu hỏi mẫu' : 'Lưu ý'}</span>
            <span>{proposal.text}</span>
            <button type="button" className="button push" onClick={() => take(proposal)}>
              Đưa vào bản nháp
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

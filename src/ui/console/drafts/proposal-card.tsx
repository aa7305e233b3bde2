import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Proposal } from '../../../staff/staff-api-schema.ts'
import { keys } from '../api/queries.ts'
import { staffApi } from '../api/staff.ts'
import { momentText } from '../components/format.ts'
import { useTell } from '../components/toasts.tsx'

type Props = { proposal: Proposal; canDecide: boolean }

/** What an official would add to a guide; an admin takes it or leaves it. */
export function ProposalCard({ proposal, canDecide }: Props) {
  const client = useQueryClient()
  const tell = useTell()
  const decide = useMutation({
    mutationFn: (state: 'accepted' | 'rejected') => staffApi.decideProposal(proposal.id, state),
    onSuccess: (_, state) =>
      tell.done(state === 'accepted' ? 'Đã nhận đề xuất.' : 'Đã bỏ đề xuất.'),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.proposals }),
  })
  return (
    <article className="card stack">
      <h3>
        {proposal.kind === 'question' ? 'Câu hỏi mẫu' : 'Lưu ý'} cho “{proposal.guide.title}”
      </h3>
      <p className="as-typed">{proposal.text}</p>
      <p className="small quiet">
        {proposal.staff.name} đề xuất lúc {momentText(proposal.createdAt)}
      </p>
      {canDecide && (
        <div className="row">
          <button
            type="button"
            className="button good"
            disabled={decide.isPending}
            onClick={() => decide.mutate('accepted')}
          >
            Nhận
          </button>
          <button
            type="button"
            className="button"
            disabled={decide.isPending}
            onClick={() => decide.mutate('rejected')}
          >
            Không nhận
          </button>
        </div>
      )}
    </article>
  )
}

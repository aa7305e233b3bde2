import type { Me, Person, TicketView } from '../../../staff/staff-api-schema.ts'
import { icons } from '../components/icons.tsx'
import { ReplyBox } from './reply-box.tsx'
import type { ReplyDraft } from './reply-draft.ts'
import type { TicketActions } from './use-ticket-actions.ts'

type Props = {
  me: Me
  view: TicketView
  /** Colleagues who type in this ticket now. */
  others: Person[]
  draft: ReplyDraft
  onDraft(change: (before: ReplyDraft) => ReplyDraft): void
  actions: TicketActions
}

/** The foot of a conversation: who may answer, and the box to do it. */
export function ReplyArea({ me, view, others, draft, onDraft, actions }: Props) {
  const { owner, isMine, canClaim, state, rating } = view
  const isOver = state === 'resolved' || state === 'closed'
  return (
    <div className="reply-area">
      {others.length > 0 && (
        <p className="notice collision" role="status">
          {icons.alert}
          <span>
            <strong>{others.map(({ name }) => name).join(', ')}</strong> đang viết trong phiếu này.
          </span>
        </p>
      )}
      {rating && (
        <p className="notice good">
          Người dân chấm {rating.value}/5 điểm{rating.comment ? `: “${rating.comment}”` : '.'}
        </p>
      )}
      {isOver ? (
        <div className="notice row">
          <span>Phiếu này đã xong.</span>
          <button
            type="button"
            className="button push"
            disabled={actions.isPending}
            onClick={actions.reopen}
          >
            Mở lại phiếu
          </button>
        </div>
      ) : (
        !isMine && (
          <div className={owner ? 'notice row' : 'claim row'}>
            <span>
              {owner ? (
                <>
                  <strong>{owner.name}</strong> đang giữ phiếu này. Bạn vẫn viết ghi chú nội bộ
                  được.
                </>
              ) : (
                'Chưa ai nhận phiếu này.'
              )}
            </span>
            {canClaim && (
              <button
                type="button"
                className="button main push"
                disabled={actions.isPending}
                onClick={actions.claim}
              >
                {owner ? 'Nhận thay' : 'Nhận phiếu này'}
              </button>
            )}
          </div>
        )
      )}
      <ReplyBox
        me={me}
        view={view}
        draft={isMine && !isOver ? draft : { ...draft, kind: 'note' }}
        canReply={isMine && !isOver}
        onDraft={onDraft}
      />
    </div>
  )
}

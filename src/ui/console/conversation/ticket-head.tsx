import { Link } from 'wouter'
import type { TicketView } from '../../../staff/staff-api-schema.ts'
import { icons } from '../components/icons.tsx'
import { Menu } from '../components/menu.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useNow } from '../components/use-now.ts'
import { DueBadge } from '../inbox/due-badge.tsx'
import { channelTexts, reasonText, stateTexts } from '../texts.ts'
import type { TicketActions } from './use-ticket-actions.ts'

type Props = {
  view: TicketView
  actions: TicketActions
  onResolve(): void
  onTransfer(): void
}

/** Whose ticket it is, how it stands, and the actions of the one who holds it. */
export function TicketHead({ view, actions, onResolve, onTransfer }: Props) {
  const now = useNow()
  const { number, owner, isMine, priority, state } = view
  const isOpen = state !== 'resolved' && state !== 'closed'
  return (
    <header className="ticket-head">
      <div className="row">
        <Link href="/" className="icon-button bare to-inbox" aria-label="Về hộp thư">
          {icons.back}
        </Link>
        <PageTitle title={`${number} · ${view.citizenName || 'Người dân'}`} />
        {isMine && isOpen && (
          <div className="row push actions">
            <button
              type="button"
              className="button good"
              disabled={actions.isPending}
              onClick={onResolve}
            >
              {icons.done}
              <span>Đã xong</span>
            </button>
            <Menu
              name="Chuyển hoặc trả phiếu này"
              className="bordered"
              label={
                <>
                  {icons.swap}
                  <span>Chuyển</span>
                </>
              }
            >
              <button type="button" className="button" onClick={onTransfer}>
                {icons.person}Chuyển cho đồng nghiệp…
              </button>
              <button type="button" className="button" onClick={actions.release}>
                {icons.inbox}Trả về hàng chờ
              </button>
              <button type="button" className="button" onClick={actions.returnToBot}>
                {icons.bot}Giao lại cho trợ lý tự động
              </button>
            </Menu>
          </div>
        )}
      </div>
      <p className="row facts">
        {priority === 2 && <span className="badge bad">{icons.alert}Khẩn cấp</span>}
        {priority === 1 && <span className="badge warn">Ưu tiên</span>}
        <span className={isMine ? 'badge good' : 'badge'}>
          {isMine ? 'Bạn đang giữ' : owner ? `${owner.name} giữ` : stateTexts[state]}
        </span>
        <DueBadge row={view} now={now} />
        <span className="small quiet">
          {reasonText(view.reason)}
          {view.field && ` · ${view.field}`} · {channelTexts[view.channel]}
        </span>
      </p>
    </header>
  )
}

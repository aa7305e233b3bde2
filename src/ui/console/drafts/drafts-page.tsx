import type { Me } from '../../../staff/staff-api-schema.ts'
import { useDrafts, useProposals } from '../api/queries.ts'
import { PageTitle } from '../components/page-title.tsx'
import { Waiting } from '../components/waiting.tsx'
import { AcceptedProposals } from './accepted-proposals.tsx'
import { DraftCard } from './draft-card.tsx'
import { ProposalCard } from './proposal-card.tsx'

/** What waits for an official's yes: the bot's drafts, and proposals for the guides. */
export function DraftsPage({ me }: { me: Me }) {
  const drafts = useDrafts()
  const proposals = useProposals('waiting')
  return (
    <div className="page">
      <PageTitle title="Chờ duyệt" />
      <section className="stack" aria-labelledby="drafts-title">
        <h2 id="drafts-title">Câu trả lời của trợ lý chờ duyệt</h2>
        {!drafts.data && <Waiting question={drafts} />}
        {drafts.data?.drafts.length === 0 && (
          <p className="card quiet">Không có câu trả lời nào chờ duyệt.</p>
        )}
        {drafts.data?.drafts.map((draft) => (
          <DraftCard key={draft.id} draft={draft} />
        ))}
      </section>
      <section className="stack" aria-labelledby="proposals-title">
        <h2 id="proposals-title">Đề xuất bổ sung hướng dẫn</h2>
        {!proposals.data && <Waiting question={proposals} />}
        {proposals.data?.proposals.length === 0 && (
          <p className="card quiet">Không có đề xuất nào chờ duyệt.</p>
        )}
        {proposals.data?.proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} canDecide={me.role === 'admin'} />
        ))}
      </section>
      <AcceptedProposals />
    </div>
  )
}

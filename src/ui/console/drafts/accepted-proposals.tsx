import type { Proposal } from '../../../staff/staff-api-schema.ts'
import { useProposals } from '../api/queries.ts'
import { useTell } from '../components/toasts.tsx'

/** What admins have taken, guide by guide, until somebody writes it into the guide's file. */
export function AcceptedProposals() {
  const accepted = useProposals('accepted')
  const tell = useTell()
  const proposals = accepted.data?.proposals ?? []
  const guides = new Map(proposals.map(({ guide }) => [guide.id, guide.title]))
  if (guides.size === 0) return null
  const copy = async (proposals: Proposal[]) => {
    await navigator.clipboard.writeText(proposals.map(lineOf).join('\n'))
    tell.done('Đã chép, có thể dán vào tệp hướng dẫn.')
  }
  return (
    <section className="stack" aria-labelledby="accepted-title">
      <h2 id="accepted-title">Đã nhận, chờ viết vào hướng dẫn</h2>
      {[...guides].map(([guideId, title]) => {
        const ofGuide = proposals.filter(({ guide }) => guide.id === guideId)
        return (
          <article key={guideId} className="card stack">
            <h3>{title}</h3>
            <ul className="proposal-list">
              {ofGuide.map(({ id, kind, text, staff }) => (
                <li key={id}>
                  <strong>{kind === 'question' ? 'Câu hỏi mẫu' : 'Lưu ý'}:</strong> {text}{' '}
                  <span className="small quiet">({staff.name})</span>
                </li>
              ))}
            </ul>
            <div className="row">
              <button
                type="button"
                className="button"
                onClick={() => copy(ofGuide).catch(tell.failed)}
              >
                {ofGuide.length > 1 ? 'Chép cả nhóm' : 'Chép'}
              </button>
            </div>
          </article>
        )
      })}
    </section>
  )
}

/** As the list of a guide's file has it: one line. */
function lineOf({ text }: Proposal): string {
  return `- ${text.replace(/\s+/g, ' ').trim()}`
}

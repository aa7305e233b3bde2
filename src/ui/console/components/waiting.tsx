import { messageOf } from '../api/request.ts'

type Question = { isPending: boolean; error: unknown; refetch(): unknown }

/** What stands in place of an answer that is not there yet, or did not come. */
export function Waiting({ question }: { question: Question }) {
  if (question.error) {
    return (
      <div className="notice bad stack" role="alert">
        <p>{messageOf(question.error)}</p>
        <div>
          <button type="button" className="button" onClick={() => void question.refetch()}>
            Thử lại
          </button>
        </div>
      </div>
    )
  }
  return (
    <p className="empty" role="status">
      Đang tải…
    </p>
  )
}

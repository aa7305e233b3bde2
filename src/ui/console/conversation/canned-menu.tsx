import type { CannedReply } from '../../../staff/staff-api-schema.ts'

type Props = {
  id: string
  replies: CannedReply[]
  chosen: number
  onChoose(reply: CannedReply): void
}

/** The canned replies that fit what is typed after `/`. */
export function CannedMenu({ id, replies, chosen, onChoose }: Props) {
  if (replies.length === 0) {
    return (
      <p className="canned-menu empty" role="status">
        Không có câu mẫu nào khớp. Bạn thêm câu mẫu ở mục “Câu mẫu”.
      </p>
    )
  }
  return (
    <div id={id} className="canned-menu" role="listbox" aria-label="Câu mẫu">
      {replies.map((reply, index) => (
        // The keyboard stays in the text box, which names the chosen one.
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: see above
        <div
          key={reply.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(reply)}
        >
          <strong>{reply.title}</strong>
          <span className="small quiet">{reply.text}</span>
        </div>
      ))}
    </div>
  )
}

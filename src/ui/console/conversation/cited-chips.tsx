import { icons } from '../components/icons.tsx'
import type { Citation } from './reply-draft.ts'

type Props = { citations: Citation[]; onRemove(citation: Citation): void }

/** What the reply being written will cite. */
export function CitedChips({ citations, onRemove }: Props) {
  if (citations.length === 0) return null
  return (
    <ul className="chips plain" aria-label="Căn cứ gửi kèm">
      {citations.map((citation) => (
        <li key={`${citation.guide}#${citation.section}`} className="badge">
          {icons.page}
          {citation.title}
          <button
            type="button"
            aria-label={`Bỏ căn cứ ${citation.title}`}
            onClick={() => onRemove(citation)}
          >
            {icons.close}
          </button>
        </li>
      ))}
    </ul>
  )
}

import type { Suggestions } from '../../../staff/staff-api-schema.ts'
import { Markdown } from '../components/markdown.tsx'
import type { Insert } from './evidence-panel.tsx'

type Props = { guide: Suggestions['guides'][number]; canInsert: boolean; onInsert: Insert }

/** One guide, section by section; each may be put into the reply with its citation. */
export function GuideSections({ guide, canInsert, onInsert }: Props) {
  return (
    <details className="guide">
      <summary>{guide.title}</summary>
      {guide.sections.map(({ title, text, citation }) => (
        <details key={title} className="section">
          <summary>{title}</summary>
          <Markdown source={text} />
          <button
            type="button"
            className="button"
            disabled={!canInsert}
            onClick={() => onInsert(text.replace(/\*\*(.+?)\*\*/g, '$1'), [citation])}
          >
            Chèn mục này<span className="unseen">: {title}</span>
          </button>
        </details>
      ))}
    </details>
  )
}

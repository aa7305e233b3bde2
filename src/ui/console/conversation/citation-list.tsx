import type { Citation } from './reply-draft.ts'

/** The guides' sections a reply stands on, each a link to the public page. */
export function CitationList({ citations }: { citations: Citation[] }) {
  if (citations.length === 0) return null
  return (
    <ul className="cited plain small" aria-label="Căn cứ">
      {citations.map(({ guide, section, title }) => (
        <li key={`${guide}#${section}`}>
          <a
            href={`/thu-tuc/${encodeURIComponent(guide)}${section && `#${encodeURIComponent(section)}`}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

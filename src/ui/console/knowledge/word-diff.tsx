import type { FieldChange } from './knowledge-api.ts'

type Part = FieldChange['parts'][number]
// Enough to see where a change stands.
const wordsAround = 90

/** The words that went and came, marked, with what stands around them. */
export function WordDiff({ parts, isWhole = false }: { parts: Part[]; isWhole?: boolean }) {
  return (
    <p className="diff">
      {parts.map(({ kind, text }, index) => {
        const key = `${index}-${kind}`
        if (kind === 'added') return <ins key={key}>{text}</ins>
        if (kind === 'removed') return <del key={key}>{text}</del>
        const isFirst = index === 0
        const isLast = index === parts.length - 1
        return <span key={key}>{isWhole ? text : shorten(text, isFirst, isLast)}</span>
      })}
    </p>
  )
}

function shorten(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * wordsAround + 20) return text
  const head = isFirst ? '' : text.slice(0, wordsAround)
  const tail = isLast ? '' : text.slice(-wordsAround)
  return `${head} … ${tail}`
}

/** Every field that differs, by its name. */
export function ChangeList({ changes, nothing }: { changes: FieldChange[]; nothing: string }) {
  if (changes.length === 0) return <p className="quiet">{nothing}</p>
  return (
    <div className="stack">
      {changes.map(({ field, label, parts }) => (
        <section key={field} className="change" aria-label={label}>
          <h3>{label}</h3>
          <WordDiff parts={parts} />
        </section>
      ))}
    </div>
  )
}

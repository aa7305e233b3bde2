import type { Citation } from '../../answering/reply.ts'
import { type Line, lineOf, plain, type Run } from './rich-text.ts'

/** Lines as HTML that Telegram takes (https://core.telegram.org/bots/api#html-style): `b` and `a` only. */
export function linesToHtml(lines: Line[], publicUrl: string | undefined): string {
  return join(lines, (run) => {
    const text = escapeHtml(run.text)
    const bold = run.bold ? `<b>${text}</b>` : text
    const href = absolute(run.href, publicUrl)
    return href ? `<a href="${escapeHtml(href)}">${bold}</a>` : bold
  })
}

/** Lines as they read without any markup; a link stands in brackets behind its words. */
export function linesToPlain(lines: Line[], publicUrl: string | undefined): string {
  return join(lines, ({ text, href: given }) => {
    const href = absolute(given, publicUrl)
    return href && href !== text ? `${text} (${href.replace(/^(mailto|tel):/, '')})` : text
  })
}

/** Where an answer stands, three places at the most. */
export function citationLines(
  citations: Citation[],
  publicUrl: string | undefined,
  heading: string,
): Line[] {
  const places = new Map(citations.map((each) => [`${each.guide}#${each.section}`, each.title]))
  const lines = [...places].slice(0, 3).map(([place, title]): Line => {
    const href = publicUrl ? `/thu-tuc/${place}` : null
    return {
      gap: 1,
      runs: [
        { text: '• ', ...plain },
        { text: title, bold: false, href },
      ],
    }
  })
  return lines.length > 0 ? [lineOf(heading, 2), ...lines] : []
}

function join(lines: Line[], render: (run: Run) => string): string {
  return lines
    .map(
      ({ gap, runs }, index) => (index === 0 ? '' : '\n'.repeat(gap)) + runs.map(render).join(''),
    )
    .join('')
    .trim()
}

/** Our own pages need an address to be reached at; without one the words stay. */
function absolute(href: string | null, publicUrl: string | undefined): string | undefined {
  if (!href?.startsWith('/')) return href ?? undefined
  return publicUrl && publicUrl.replace(/\/$/, '') + href
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

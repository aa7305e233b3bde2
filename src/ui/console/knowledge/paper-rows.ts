/** A line of the papers section: a paper, or words between papers. */
export type PaperRow = {
  isPaper: boolean
  text: string
  from: string
  until: string
  /** An empty line stands before it. */
  opensParagraph: boolean
}

const mark = /\s*\{((?:from|until)=\S+(?: (?:from|until)=\S+)?)\}\s*$/

/** The Markdown of a section as rows of a table; `textOfRows` gives the same Markdown back. */
export function rowsOfText(text: string): PaperRow[] {
  const rows: PaperRow[] = []
  let opensParagraph = false
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      opensParagraph = rows.length > 0
      continue
    }
    const found = mark.exec(line)
    const words = found ? line.slice(0, found.index) : line
    const dayOf = (name: string) => new RegExp(`${name}=(\\S+)`).exec(found?.[1] ?? '')?.[1] ?? ''
    const isPaper = words.startsWith('- ')
    rows.push({
      isPaper,
      text: isPaper ? words.slice(2) : words,
      from: dayOf('from'),
      until: dayOf('until'),
      opensParagraph,
    })
    opensParagraph = false
  }
  return rows
}

export function textOfRows(rows: PaperRow[]): string {
  return rows
    .map(({ isPaper, text, from, until, opensParagraph }, index) => {
      const days = [from && `from=${from}`, until && `until=${until}`].filter((day) => day)
      const gap = index === 0 ? '' : opensParagraph ? '\n\n' : '\n'
      const marks = days.length > 0 ? ` {${days.join(' ')}}` : ''
      return `${gap}${isPaper ? '- ' : ''}${text.replaceAll('\n', ' ')}${marks}`
    })
    .join('')
}

/** The row one place up or down. */
export function moveRow<Row>(rows: Row[], index: number, by: -1 | 1): Row[] {
  const to = index + by
  const [row, other] = [rows[index], rows[to]]
  if (row === undefined || other === undefined) return rows
  return rows.map((each, at) => (at === index ? other : at === to ? row : each))
}

export type CsvCell = string | number | null

/**
 * Rows as CSV that Excel opens as UTF-8 (https://www.rfc-editor.org/rfc/rfc4180).
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front: names and fields are
 * typed by people (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function toCsv(rows: CsvCell[][]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line without double spaces and without blanks before marks. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200B\uFEFF]+/gu, ' ')
    .replace(/ +([,;:.!?)])/g, '$1')
    .trim()
}

/** Without the full stop, comma or semicolon of a list at its end. */
export function withoutEnd(text: string): string {
  return text.replace(/[\s;,.]+$/, '')
}

/** First letter large, the rest as it is; the letter of a list (`a)`) stays small. */
export function capitalized(text: string): string {
  if (/^[a-zđ][\d.]{0,3}\)/u.test(text)) return text
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

/** Curly brackets mean something else in a guide file, and so does a number sign at the start of a line. */
export function asGuideLine(text: string): string {
  return tidy(text)
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replace(/^#+\s*/, '')
}

/** A line that goes on with the sentence before it: it begins small, and is no item of a list. */
export function goesOn(line: string): boolean {
  return /^\p{Ll}/u.test(line) && !/^[a-zđ]{1,4}[\d.]{0,3}[).]/u.test(line)
}
